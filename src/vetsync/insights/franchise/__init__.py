"""A franchise's practices beside each other: counts only, no person and no animal."""
