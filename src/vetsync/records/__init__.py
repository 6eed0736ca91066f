"""The medical record: visit notes with their parts, signed for good, and what the owner gets to read of them."""
