"""A patient's file on paper."""
