"""A practice sees its own day, month and report."""
