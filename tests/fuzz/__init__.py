"""The API's own description, used against it."""
