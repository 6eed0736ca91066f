"""From an approval to a living tenant: key, roles, schema, first rows."""
