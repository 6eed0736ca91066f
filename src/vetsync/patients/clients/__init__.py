"""Clients and patients as one practice keeps them."""
