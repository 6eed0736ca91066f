"""Appointments that come back: every date seen beforehand, all booked at once, called off from one on."""
