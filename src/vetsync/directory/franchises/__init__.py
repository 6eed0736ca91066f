"""Franchises: made by the platform, without an application, for somebody who has an account."""
