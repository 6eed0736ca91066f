"""Who waits for an earlier or a better time, and the places that become free for them."""
