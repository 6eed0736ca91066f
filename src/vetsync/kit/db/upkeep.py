"""Migrating and making tenants in a process of their own, which takes its tools with it when it ends."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import psycopg

from vetsync.kit.db.marks import MigrationFailed, Place, is_current, list_spares
from vetsync.kit.db.spares import take_spare

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


def keep_spares(dsn: str) -> None:
    """Make up for the spares that were taken. Blocks."""
    with psycopg.connect(dsn) as connection:
        waiting = len(list_spares(connection))
    if waiting < SPARES:
        _done_apart(FillSpares(dsn))


def _done_apart(order: Order) -> None:
    """The order goes in by standard input, because arguments can be read by every user of the machine."""
    done = subprocess.run(
        [sys.executable, "-m", "vetsync.kit.db.upkeep_process"],
        input=msgspec.json.encode(order),
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode != 0:
        raise MigrationFailed("(any)", f"its process ended with {done.returncode}")
    outcome = msgspec.json.decode(done.stdout, type=Outcome)
    if outcome.schema:
        raise MigrationFailed(outcome.schema, outcome.reason)
