"""Appointment types, and the starts that they still leave free."""
