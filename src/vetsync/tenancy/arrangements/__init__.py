"""The way that a person came through a practice's screens: it follows them from one device to the next."""
