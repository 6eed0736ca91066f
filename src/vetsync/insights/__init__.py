"""Figures for people who decide: true to the row, read only, each with what it means beside it."""
