"""A PostgreSQL that somebody has started for the tests, of another version than the one that comes along."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SETTING = "VETSYNC_TEST_SERVER"


@dataclass(frozen=True)
class SuppliedServer:
    """Its socket's folder; whoever gets there may log in as anybody, as with the server that comes along."""

    sockets: Path

    def dsn(self, role: str, database: str) -> str:
        return f"postgresql://{quote(role)}@/{quote(database)}?host={quote(str(self.sockets), safe='')}"


def supplied_server() -> SuppliedServer | None:
    """The one that the environment names, if it names one."""
    folder = os.environ.get(SETTING)
    return SuppliedServer(Path(folder)) if folder else None
