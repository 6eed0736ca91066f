"""Who is in the house: from the door to the waiting room, the consulting room, the counter, and out."""
