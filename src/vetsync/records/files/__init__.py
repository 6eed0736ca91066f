"""Documents and pictures that belong to a visit."""
