"""Accounts with a sub-model per kind of person, profiles and pictures."""
