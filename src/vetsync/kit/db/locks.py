"""Taking a whole schema for a migration without standing in everybody's way."""

from __future__ import annotations

import psycopg
from psycopg import sql

TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and c.relkind in ('r', 'p') order by c.relname
"""
LOCK_WAIT = "200ms"
"""While we wait for a table, everybody else who wants it waits behind us; and long before PostgreSQL looks for a
deadlock (after a second) and ends somebody's request, we have given way."""


def lock_all(connection: psycopg.Connection, schema: str) -> None:
    """Every table of the schema, before anything is done: what has to be given up is never more than that."""
    connection.execute("select set_config('lock_timeout', %s, true)", (LOCK_WAIT,))
    tables = [name for (name,) in connection.execute(TABLES, (schema,)).fetchall()]
    if tables:
        listed = sql.SQL(", ").join(sql.Identifier(schema, name) for name in tables)
        connection.execute(sql.SQL("lock table {} in access exclusive mode").format(listed))
