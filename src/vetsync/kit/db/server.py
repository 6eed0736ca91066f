"""Which database this node uses: a server of one's own, or the one that comes along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from vetsync.kit.db.bootstrap import APP, DATABASE, PROVISIONER, bootstrap
from vetsync.kit.db.embedded import SUPERUSER, EmbeddedServer
from vetsync.kit.db.home import ServerFailed

FOLDER = "database"


@dataclass(frozen=True)
class Database:
    """Addresses of one database: the app's log-in that may do nothing, and the one that migrates and provisions."""

    app_dsn: str
    provisioner_dsn: str
    embedded: EmbeddedServer | None = None


@contextmanager
def open_database(url: str | None, owner_url: str | None, data_dir: Path) -> Iterator[Database]:
    """The server at `url`, or the embedded one in `data_dir`, started and prepared, for as long as this lasts.

    Migrates nothing and tests nothing: that is migrate.py's and self_test.py's business, in this order.
    """
    if url is not None:
        if owner_url is None:
            raise ServerFailed(
                "VETSYNC_DATABASE_URL is set and VETSYNC_DATABASE_OWNER_URL is not: the second is the log-in "
                "that migrates and adds practices."
            )
        _reach(url, "VETSYNC_DATABASE_URL")
        _reach(owner_url, "VETSYNC_DATABASE_OWNER_URL")
        yield Database(url, owner_url)
        return
    with EmbeddedServer(data_dir / FOLDER) as server:
        bootstrap(server.dsn(SUPERUSER, "postgres"))
        yield Database(server.dsn(APP, DATABASE), server.dsn(PROVISIONER, DATABASE), server)


def _reach(url: str, setting: str) -> None:
    """Raises ServerFailed in one line, without the address: it may hold a password."""
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # its text quotes what it could not read
        raise ServerFailed(
            f"{setting} is no address of a database: postgresql://user:password@host/name."
        ) from None
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        said = str(error).strip().split("\n", 1)[0] or type(error).__name__
        raise ServerFailed(f"The database of {setting} cannot be used: {said}") from None
