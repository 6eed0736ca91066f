"""Two clients, or two patients, that are one and the same: merged, and taken apart again."""
