"""Run by vetsync.kit.db.trees, which owns the connection, the transaction and the schema; no address comes here."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes["metadata"],
    version_table=context.config.get_main_option("version_table"),
    transaction_per_migration=False,
    compare_type=True,
    compare_server_default=True,
)
context.run_migrations()
