"""The two Alembic trees, and one schema's upgrade inside a transaction that the caller owns."""

from __future__ import annotations

from functools import lru_cache

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, NullPool, create_engine

from vetsync.kit.db.bootstrap import VERSION_TABLE
from vetsync.kit.db.marks import Tree, folder
from vetsync.kit.db.table import CoreBase, TenantBase

TABLES = "vetsync.app.tables"
"""The module that imports every model. It lies above the kit, hence by name."""


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


def is_newer(connection: Connection, tree: Tree) -> bool:
    """Whether the schema that the connection stands in is at a revision that this version does not know."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    known = {script.revision for script in ScriptDirectory.from_config(config(tree)).walk_revisions()}
    return not known.issuperset(context.get_current_heads())


def upgrade(connection: Connection, tree: Tree) -> None:
    """To the newest revision, in the schema that the connection stands in; commits nothing."""
    command.upgrade(config(tree, connection), "head")
