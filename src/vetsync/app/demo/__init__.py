"""The demo franchise: made from a seed, the same each time, plainly invented, loaded only in demo mode."""
