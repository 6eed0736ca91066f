"""What every domain stands on: database gate, events, jobs, HTTP, crypto. Knows nothing about animals."""
