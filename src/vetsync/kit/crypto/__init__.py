"""Encryption of fields, the keys it needs, and signatures. It knows tables and tenants by name and id only."""
