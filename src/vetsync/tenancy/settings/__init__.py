"""What a practice tells the world about itself: its profile."""
