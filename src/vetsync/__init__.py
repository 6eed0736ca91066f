"""VetSync: the practice management system that a veterinary clinic runs its whole day on."""

__version__ = "0.1.0"
