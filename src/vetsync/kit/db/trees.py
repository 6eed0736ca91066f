"""The two Alembic trees, and one schema's upgrade inside a transaction that the caller owns."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, NullPool, create_engine

from vetsync.kit.db.bootstrap import EXTENSIONS_SCHEMA, OWNER
from vetsync.kit.db.secure import VERSION_TABLE
from vetsync.kit.db.table import CoreBase, TenantBase

Tree = Literal["core", "tenant"]
INSTALLED = Path(__file__).parents[2] / "migrations"
IN_SOURCE = Path(__file__).parents[4] / "migrations"
TABLES = "vetsync.app.tables"
"""The module that imports every model. It lies above the kit, hence by name."""
LOCK_TIMEOUT = "2s"

BECOME_OWNER = """
select set_config('role', %s, true), set_config('search_path', %s, true), set_config('lock_timeout', %s, true)
"""
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('migrate ' || %s))"


def folder(tree: Tree) -> Path:
    """The tree's scripts: inside the installed package, or beside the sources."""
    return (INSTALLED if INSTALLED.is_dir() else IN_SOURCE) / tree


def metadata(tree: Tree) -> MetaData:
    """What the models of this tree declare, once the module that imports them all has been imported."""
    return CoreBase.metadata if tree == "core" else TenantBase.metadata


def config(tree: Tree, connection: Connection | None = None) -> Config:
    """Alembic's configuration; addresses never come into it, the caller hands over its open connection."""
    made = Config()
    made.set_main_option("script_location", str(folder(tree)).replace("%", "%%"))
    made.set_main_option("version_table", VERSION_TABLE)
    made.attributes["connection"] = connection
    made.attributes["metadata"] = metadata(tree)
    return made


def head(tree: Tree) -> str | None:
    """The newest revision, or None for a tree without any."""
    return ScriptDirectory.from_config(config(tree)).get_current_head()


@lru_cache(maxsize=4)
def engine(dsn: str) -> Engine:
    """Connections for migrations: opened when asked for, never kept, so there is nothing to dispose of."""
    return create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn), poolclass=NullPool)


def driver(connection: Connection) -> psycopg.Connection:
    """The psycopg connection underneath, in the same transaction."""
    found = connection.connection.driver_connection
    assert isinstance(found, psycopg.Connection)
    return found


def become_owner(connection: psycopg.Connection, schema: str) -> None:
    """For the rest of the transaction: the owner of all schemas, in this one, one migration at a time."""
    connection.execute(BECOME_OWNER, (OWNER, f"{schema}, {EXTENSIONS_SCHEMA}", LOCK_TIMEOUT))
    connection.execute(ONE_AT_A_TIME, (schema,))


def upgrade(connection: Connection, tree: Tree) -> None:
    """To the newest revision, in the schema that the connection stands in; commits nothing."""
    command.upgrade(config(tree, connection), "head")
