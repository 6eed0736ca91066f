"""Statements for single rows, made from the names that a command gives.

Names never come from a request, and a wrong one is refused by the database; what could be more than a name isn't taken.
"""

import re
from functools import lru_cache

NAME = re.compile(r"[a-z][a-z0-9_]*")


@lru_cache(maxsize=512)
def insert_sql(table: str, columns: tuple[str, ...]) -> str:
    check_names(table, *columns)
    binds = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
    return f"insert into {table} ({', '.join(columns)}) values ({binds})"  # noqa: S608 - names checked above


@lru_cache(maxsize=512)
def update_sql(table: str, columns: tuple[str, ...], *, checked: bool) -> str:
    check_names(table, *columns)
    first = 3 if checked else 2
    changes = "".join(f"{column} = ${number}, " for number, column in enumerate(columns, first))
    guard = " and version = $2" if checked else ""
    return f"update {table} set {changes}version = version + 1 where id = $1{guard} returning version"  # noqa: S608 - names checked above


@lru_cache(maxsize=512)
def version_sql(table: str) -> str:
    check_names(table)
    return f"select version from {table} where id = $1"  # noqa: S608 - name checked above


def check_names(*names: str) -> None:
    """Raises LookupError for what could be more than the name of a table or column."""
    for name in names:
        if not NAME.fullmatch(name):
            raise LookupError(f"{name!r} names no table and no column")
