"""Background work: jobs that outlive the process that asked for them, on the same PostgreSQL."""
