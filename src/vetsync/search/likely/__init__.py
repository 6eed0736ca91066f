"""Likely next: what people of a role usually do next, learned from what they do, and from nothing else."""
