"""The database: the server, its roles and schemas, the security of tables, and the one gate to them."""
