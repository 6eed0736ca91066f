"""Which database this node uses: a server of one's own, or the one that comes along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
        yield Database(url, owner_url)
        return
    with EmbeddedServer(data_dir / FOLDER) as server:
        bootstrap(server.dsn(SUPERUSER, "postgres"))
        yield Database(server.dsn(APP, DATABASE), server.dsn(PROVISIONER, DATABASE), server)
