"""Nodes of the tree and the departments inside a practice; the only maker of `Tenant` values."""
