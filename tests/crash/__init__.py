"""Nothing that was promised is lost, whatever is killed."""
