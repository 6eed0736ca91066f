"""The platform administrator's figures: metadata only, never a record of a practice."""
