"""Animals and the people they belong to: owners' pets, a practice's clients and patients, and the link between."""
