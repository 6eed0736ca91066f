"""Vets, paravets, rooms and devices; when the practice is open and when each of them is there."""
