"""Pictures of a practice, shown on its public page."""
