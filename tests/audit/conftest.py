"""Actors of the audit tests, and a way behind the gate: what a malicious operator would do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Database
from vetsync.audit.anchor import AnchorBook
from vetsync.kit.crypto.signing import load_signing_key

Tamper = Callable[..., int]


@pytest.fixture
def tamper(database: Database) -> Tamper:
    """Runs a statement as the superuser in a schema, past every right and policy; the number of rows touched."""

    def run(schema: str, statement: str, *binds: Any) -> int:
        with psycopg.connect(database.superuser_dsn) as connection:
            connection.execute("select set_config('search_path', %s, true)", (schema,))
            return connection.execute(statement, binds).rowcount

    return run


@pytest.fixture
def book(tmp_path: Path) -> AnchorBook:
    return AnchorBook(tmp_path / "anchors", load_signing_key(tmp_path / "keys" / "audit.pem"))
