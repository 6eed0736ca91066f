"""What owners read: the visits that practices share with them, and the passports of their pets."""
