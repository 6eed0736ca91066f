"""Statements for single rows, made from names that are checked against the table definitions.

Names never come from a request; the check makes a slip of the pen an error at once instead of a puzzle.
"""

from functools import lru_cache

from vetsync.kit.db.table import CoreBase, TenantBase


@lru_cache(maxsize=512)
def insert_sql(schema: str, table: str, columns: tuple[str, ...]) -> str:
    _check(schema, table, columns)
    binds = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
    return f"insert into {table} ({', '.join(columns)}) values ({binds})"  # noqa: S608 - names checked above


@lru_cache(maxsize=512)
def update_sql(schema: str, table: str, columns: tuple[str, ...], *, checked: bool) -> str:
    _check(schema, table, (*columns, "id", "version"))
    first = 3 if checked else 2
    changes = "".join(f"{column} = ${number}, " for number, column in enumerate(columns, first))
    guard = " and version = $2" if checked else ""
    return f"update {table} set {changes}version = version + 1 where id = $1{guard} returning version"  # noqa: S608 - names checked above


@lru_cache(maxsize=512)
def version_sql(schema: str, table: str) -> str:
    _check(schema, table, ("id", "version"))
    return f"select version from {table} where id = $1"  # noqa: S608 - names checked above


def _check(schema: str, table: str, columns: tuple[str, ...]) -> None:
    known = (CoreBase if schema == "core" else TenantBase).metadata.tables.get(table)
    if known is None:
        raise LookupError(f"no table {table!r} in {'core' if schema == 'core' else 'a tenant'}")
    if unknown := set(columns) - set(known.columns.keys()):
        raise LookupError(f"table {table!r} has no columns {sorted(unknown)}")
