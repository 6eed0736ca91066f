"""Migrating and making tenants in a process of their own, which takes its tools with it when it ends."""

from __future__ import annotations

import subprocess
import sys

import msgspec

from vetsync.kit.db.marks import MigrationFailed, Place, is_current


class Migrate(msgspec.Struct, frozen=True, tag=True):
    """`places` is a query for the tenants' schemas and roles."""

    dsn: str
    places: str


class MakeTenant(msgspec.Struct, frozen=True, tag=True):
    dsn: str
    schema: str
    role: str


Order = Migrate | MakeTenant


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
    """Roles, schema and tables of a tenant, unless they are there. Raises MigrationFailed. Blocks."""
    _done_apart(MakeTenant(dsn, schema, role))
    return Place(schema, role)


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
