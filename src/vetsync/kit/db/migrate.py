"""Bringing every schema to the newest revision: one transaction each, several tenants at a time.

A run may be interrupted and repeated; what is at the head already is skipped by one look. Alembic's module
state allows one migration per process, so several tenants at a time means several processes. A migration that
changes rows must lift FORCE ROW LEVEL SECURITY of its tables first; the secure step sets it again.
"""

from __future__ import annotations

import importlib
import multiprocessing
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, wait

import psycopg
from psycopg import sql
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from vetsync.kit.db import trees
from vetsync.kit.db.bootstrap import CORE_SCHEMA, JOBS_SCHEMA, become_owner
from vetsync.kit.db.jobs_schema import install_jobs
from vetsync.kit.db.locks import lock_all
from vetsync.kit.db.marks import MigrationFailed, Place, Tree, mark, marks
from vetsync.kit.db.roles import portal_role
from vetsync.kit.db.secure import secure_core, secure_tenant

IN_THE_WAY = frozenset({"55P03", "40P01"})
"""A table was in use for too long, or somebody who used one wanted another that was ours already."""
PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = (0.05, 0.4)
ALONE_UP_TO = 8
"""So few tenants are done before other processes would have started."""


def load_tables(tables: str = trees.TABLES) -> None:
    """Import the module that imports every model, so that the metadata is whole."""
    importlib.import_module(tables)


def migrate_core(dsn: str, tables: str = trees.TABLES) -> bool:
    """Bring the shared schema and the job queue's to the newest revision; whether there was anything to do."""
    load_tables(tables)

    def install() -> None:
        with psycopg.connect(dsn) as connection:
            install_jobs(connection)

    _patiently(JOBS_SCHEMA, install)
    with psycopg.connect(dsn) as connection:
        done = marks(connection, [CORE_SCHEMA])
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
        done = marks(connection, [place.schema for place in tenants])
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


def _migrate(dsn: str, tree: Tree, schema: str, secure: Callable[[psycopg.Connection], None]) -> None:
    """What a newer version has migrated is left as it is: while that version is brought to all nodes, those of this one
    serve it too, and may be started again.
    """

    def upgrade() -> None:
        with trees.engine(dsn).begin() as connection:
            driver = trees.driver(connection)
            become_owner(driver, schema)
            if not trees.is_newer(connection, tree):
                lock_all(driver, schema)
                apply_tree(connection, tree, schema, secure)

    _patiently(schema, upgrade)


def _patiently(schema: str, attempt: Callable[[], None]) -> None:
    """Try again when tables are in use: waiting longer in the queue would stop everybody behind us."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return attempt()
        except DBAPIError as error:
            found = error.orig
        except psycopg.Error as error:
            found = error
        state, said = _reason(found)
        if state not in IN_THE_WAY or time.monotonic() > until:
            raise MigrationFailed(schema, said) from None
        time.sleep(random.uniform(*PAUSE_SECONDS))  # noqa: S311 - spreads rivals, no secret


def apply_tree(
    connection: Connection, tree: Tree, schema: str, secure: Callable[[psycopg.Connection], None]
) -> None:
    """Upgrade, secure and mark a schema, in the owner's transaction."""
    trees.upgrade(connection, tree)
    driver = trees.driver(connection)
    secure(driver)
    note = sql.SQL("comment on schema {} is {}")
    driver.execute(note.format(sql.Identifier(schema), sql.Literal(mark(tree))))


def _reason(error: BaseException | None) -> tuple[str | None, str]:
    """State and first line only: the details of a database error may quote a row."""
    if isinstance(error, psycopg.Error):
        return error.sqlstate, error.diag.message_primary or type(error).__name__
    return None, type(error).__name__
