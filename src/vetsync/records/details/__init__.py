"""The parts of a record, each under an id of its own, and the files that belong to it."""
