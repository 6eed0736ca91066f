"""How a person has arranged the staff's screens of a practice: it follows them from one device to the next."""
