"""Bringing every schema to the newest revision: one transaction each, several tenants at a time.

A run may be interrupted and repeated; what is at the head already is skipped by one look. Alembic's module
state allows one migration per process, so several tenants at a time means several processes. A migration that
changes rows must lift FORCE ROW LEVEL SECURITY of its tables first; the secure step sets it again.
"""

from __future__ import annotations

import importlib
import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, wait
from dataclasses import dataclass

import psycopg
from psycopg import sql
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from vetsync.kit.db import trees
from vetsync.kit.db.bootstrap import CORE_SCHEMA, DIRECTORY_ROLE
from vetsync.kit.db.jobs_schema import install_jobs
from vetsync.kit.db.secure import fingerprint, secure_core, secure_tenant
from vetsync.kit.db.table import portal_role

MARKS = """
select n.nspname, coalesce(obj_description(n.oid, 'pg_namespace'), '') from pg_namespace n where n.nspname = any(%s)
"""
LOCK_NOT_AVAILABLE = "55P03"
ATTEMPTS = 4
PAUSE_SECONDS = 0.5
ALONE_UP_TO = 8
"""So few tenants are done before other processes would have started."""


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


def load_tables(tables: str = trees.TABLES) -> None:
    """Import the module that imports every model, so that the metadata is whole."""
    importlib.import_module(tables)


def migrate_core(dsn: str, tables: str = trees.TABLES) -> bool:
    """Bring the shared schema and the job queue's to the newest revision; whether there was anything to do."""
    load_tables(tables)
    with psycopg.connect(dsn) as connection:
        install_jobs(connection)
        done = _marks(connection, [CORE_SCHEMA])
    if done.get(CORE_SCHEMA) == mark("core"):
        return False
    _migrate(dsn, "core", CORE_SCHEMA, secure_core)
    return True


def migrate_tenants(
    dsn: str, tenants: Sequence[Place], workers: int = 2, tables: str = trees.TABLES
) -> list[str]:
    """Bring tenants to the newest revision; the schemas that were touched.

    Stops at the first failure with MigrationFailed; tenants already begun by other workers are finished.
    """
    load_tables(tables)
    wanted = mark("tenant")
    with psycopg.connect(dsn) as connection:
        done = _marks(connection, [place.schema for place in tenants])
    todo = [place for place in tenants if done.get(place.schema) != wanted]
    if len(todo) <= ALONE_UP_TO or workers < 2:
        for place in todo:
            migrate_tenant(dsn, place)
    else:
        _migrate_together(dsn, todo, workers, tables)
    return [place.schema for place in todo]


def _migrate_together(dsn: str, todo: Sequence[Place], workers: int, tables: str) -> None:
    with ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=load_tables, initargs=(tables,)
    ) as pool:
        running = [pool.submit(migrate_tenant, dsn, place) for place in todo]
        finished, waiting = wait(running, return_when=FIRST_EXCEPTION)
        for future in waiting:
            future.cancel()
        for future in finished:
            future.result()


def migrate_tenant(dsn: str, place: Place) -> None:
    """One tenant's schema, which exists."""

    def secure(connection: psycopg.Connection) -> None:
        secure_tenant(connection, place.schema, place.role, portal_role(place.role))

    _migrate(dsn, "tenant", place.schema, secure)


def _migrate(dsn: str, tree: trees.Tree, schema: str, secure: Callable[[psycopg.Connection], None]) -> None:
    """Try again when a table is in use: waiting longer in the queue would stop everybody behind us."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with trees.engine(dsn).begin() as connection:
                trees.become_owner(trees.driver(connection), schema)
                apply_tree(connection, tree, schema, secure)
            return
        except DBAPIError as error:
            found = error.orig
        except psycopg.Error as error:
            found = error
        state, said = _reason(found)
        if state != LOCK_NOT_AVAILABLE or attempt == ATTEMPTS:
            raise MigrationFailed(schema, said) from None
        time.sleep(PAUSE_SECONDS)


def apply_tree(
    connection: Connection, tree: trees.Tree, schema: str, secure: Callable[[psycopg.Connection], None]
) -> None:
    """Upgrade, secure and mark a schema, in the owner's transaction."""
    trees.upgrade(connection, tree)
    driver = trees.driver(connection)
    secure(driver)
    note = sql.SQL("comment on schema {} is {}")
    driver.execute(note.format(sql.Identifier(schema), sql.Literal(mark(tree))))


def mark(tree: trees.Tree) -> str:
    """What a finished schema says of itself: its revision, and the access rules it was secured with."""
    return f"revision {trees.head(tree)}, access {fingerprint(trees.metadata(tree))}"


def _marks(connection: psycopg.Connection, schemas: Sequence[str]) -> dict[str, str]:
    return dict(connection.execute(MARKS, (list(schemas),)).fetchall())


def _reason(error: BaseException | None) -> tuple[str | None, str]:
    """State and first line only: the details of a database error may quote a row."""
    if isinstance(error, psycopg.Error):
        return error.sqlstate, error.diag.message_primary or type(error).__name__
    return None, type(error).__name__


def list_places(dsn: str, query: str) -> list[Place]:
    """The tenants there are, by a query of the domain that knows: its columns are schema and role.

    Not as the owner: row-level security is forced on it too, so it would see no tenant and migrate none.
    """
    with psycopg.connect(dsn) as connection:
        connection.execute("select set_config('role', %s, true)", (DIRECTORY_ROLE,))
        return [Place(*row) for row in connection.execute(query).fetchall()]
