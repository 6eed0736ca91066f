"""Proving who one is: passwords, sessions, tokens, and the brakes on guessing."""
