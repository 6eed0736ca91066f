"""Finding, and understanding what is asked for: the ask bar's own knowledge."""
