"""What whoever automates may rely on, held against a real process."""
