"""What each schema says of itself, and whether anything is left to migrate, found out without the tools that do it.

SQLAlchemy and Alembic cost a node a second at each start and 25 MB for as long as it lives, so nothing that a
running node imports may import them; `upkeep.py` calls them in a process of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import psycopg

from vetsync.kit.db.bootstrap import CORE_SCHEMA, DIRECTORY_ROLE
from vetsync.kit.db.jobs_schema import jobs_are_current

Tree = Literal["core", "tenant"]
PACKAGE = Path(__file__).parents[2]
INSTALLED = PACKAGE / "migrations"
IN_SOURCE = PACKAGE.parents[1] / "migrations"
DECLARING = ("models.py", "table.py", "secure.py")
"""Files of these names say which tables there are and who may touch them."""

MARKS = """
select n.nspname, coalesce(obj_description(n.oid, 'pg_namespace'), '') from pg_namespace n where n.nspname = any(%s)
"""
SPARES = "select nspname::text from pg_namespace where nspname like 't\\_spare\\_%' order by nspname"


@dataclass(frozen=True)
class Place:
    """Where a tenant lives: its schema, and its staff role."""

    schema: str
    role: str


class MigrationFailed(RuntimeError):
    """A schema could not be migrated; it is untouched, and the schemas after it were not begun."""

    def __init__(self, schema: str, reason: str):
        super().__init__(schema, reason)
        self.schema = schema
        self.reason = reason

    def __str__(self) -> str:
        return f"The migration of schema {self.schema} failed and was taken back: {self.reason}"


def folder(tree: Tree) -> Path:
    """The tree's migration scripts: inside the installed package, or beside the sources."""
    return (INSTALLED if INSTALLED.is_dir() else IN_SOURCE) / tree


@cache
def mark(tree: Tree) -> str:
    """What a finished schema says of itself: a digest of every file that it follows from.

    A word changed in one of them means that all schemas are gone through once more, which changes nothing there.
    """
    digest = hashlib.sha256()
    files = [path for name in DECLARING for path in PACKAGE.rglob(name)] + [*folder(tree).rglob("*.py")]
    for path in sorted(files):
        for part in (path.name.encode(), path.read_bytes()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return f"made of {digest.hexdigest()[:32]}"


def marks(connection: psycopg.Connection, schemas: Sequence[str]) -> dict[str, str]:
    """What these schemas say of themselves; those that don't exist are missing."""
    return dict(connection.execute(MARKS, (list(schemas),)).fetchall())


def list_spares(connection: psycopg.Connection) -> list[Place]:
    """Schemas that wait for a tenant; their staff roles are called like them."""
    return [Place(name, name) for (name,) in connection.execute(SPARES).fetchall()]


def list_places(dsn: str, query: str) -> list[Place]:
    """The tenants there are, by a query of the domain that knows: its columns are schema and role.

    Not as the owner: row-level security is forced on it too, so it would see no tenant and migrate none.
    """
    with psycopg.connect(dsn) as connection:
        connection.execute("select set_config('role', %s, true)", (DIRECTORY_ROLE,))
        return [Place(*row) for row in connection.execute(query).fetchall()]


def is_current(dsn: str, query: str) -> bool:
    """Whether nothing is left to do: not in the shared schema, not for the job queue, nor for any tenant or spare."""
    with psycopg.connect(dsn) as connection:
        core = marks(connection, [CORE_SCHEMA]).get(CORE_SCHEMA) == mark("core")
        if not core or not jobs_are_current(connection):
            return False
    schemas = [place.schema for place in list_places(dsn, query)]
    with psycopg.connect(dsn) as connection:
        schemas += [spare.schema for spare in list_spares(connection)]
        found = marks(connection, schemas)
    return all(found.get(schema) == mark("tenant") for schema in schemas)
