"""VetSync: the practice management system that a veterinary clinic runs its whole day on."""
