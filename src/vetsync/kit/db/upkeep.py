"""Migrating and making tenants in a process of their own, which takes its tools with it when it ends."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from subprocess import PIPE

import msgspec
import psycopg

from vetsync.kit.db.marks import MigrationFailed, Place, is_current, list_spares
from vetsync.kit.db.spares import take_spare

COMMAND = (sys.executable, "-m", "vetsync.kit.db.upkeep_process")
"""Gets its order by standard input, because arguments can be read by every user of the machine."""
SPARES = 6
"""So many practices may begin within ten minutes before one of them has to wait for its tables."""


class Migrate(msgspec.Struct, frozen=True, tag=True):
    """`places` is a query for the tenants' schemas and roles."""

    dsn: str
    places: str


class MakeTenant(msgspec.Struct, frozen=True, tag=True):
    dsn: str
    schema: str
    role: str


class FillSpares(msgspec.Struct, frozen=True, tag=True):
    dsn: str


Order = Migrate | MakeTenant | FillSpares


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """Empty when all went well, or which schema failed and why."""

    schema: str = ""
    reason: str = ""


def migrate_all(dsn: str, places: str) -> bool:
    """Bring every schema to this version's revision; whether there was anything to do. Raises MigrationFailed."""
    if is_current(dsn, places):
        return False
    _done_apart(Migrate(dsn, places))
    return True


def make_tenant(dsn: str, schema: str, role: str) -> Place:
    """Roles, schema and tables of a tenant, unless they are there. Raises MigrationFailed. Blocks.

    A spare is there in milliseconds; without one it takes a second or two.
    """
    if not take_spare(dsn, schema, role):
        _done_apart(MakeTenant(dsn, schema, role))
    return Place(schema, role)


async def keep_spares(dsn: str) -> None:
    """Make up for the spares that were taken. A node that ends does not wait for it: what was begun is taken back."""
    if await asyncio.to_thread(_spares, dsn) >= SPARES:
        return
    process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE)
    try:
        said, _ = await process.communicate(msgspec.json.encode(FillSpares(dsn)))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    _judge(process.returncode, said)


def _spares(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        return len(list_spares(connection))


def _done_apart(order: Order) -> None:
    given = msgspec.json.encode(order)
    done = subprocess.run(COMMAND, input=given, stdout=PIPE, check=False)  # noqa: S603 - our own interpreter and module
    _judge(done.returncode, done.stdout)


def _judge(returncode: int | None, said: bytes) -> None:
    if returncode != 0:
        raise MigrationFailed("(any)", f"its process ended with {returncode}")
    outcome = msgspec.json.decode(said, type=Outcome)
    if outcome.schema:
        raise MigrationFailed(outcome.schema, outcome.reason)
