"""Holds and appointments: taking a place, moving it, giving it back."""
