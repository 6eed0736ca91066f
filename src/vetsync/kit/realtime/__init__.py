"""Telling browsers what changed: one notice on PostgreSQL's channel, one stream per browser."""
