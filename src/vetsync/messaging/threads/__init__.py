"""Threads of messages between an owner and a practice."""
