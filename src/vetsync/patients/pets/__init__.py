"""Pets as their owners keep them, whichever practice they go to."""
