"""Tenants' schemas made before anybody asks, so that a new practice is there at once: taking one renames it.

A spare has everything that a tenant has but a name, a key and a row in the directory. Whoever takes one needs
none of the tools that made it.
"""

from __future__ import annotations

import re
import secrets

import psycopg
from psycopg import sql

from vetsync.kit.db.bootstrap import become_owner
from vetsync.kit.db.marks import Place, list_spares, mark, marks
from vetsync.kit.db.roles import portal_role

NAME = re.compile(r"t_[a-z0-9_]{1,48}")
"""Schemas and roles of tenants begin alike, so that no other schema or role can be meant by mistake."""
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('take a spare schema'))"
RENAME_ROLE = sql.SQL("alter role {} rename to {}")
RENAME_SCHEMA = sql.SQL("alter schema {} rename to {}")


def checked(schema: str, role: str) -> Place:
    for name in (schema, role):
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot name a tenant's schema or role: it must look like t_7c1e2a")
    return Place(schema, role)


def new_spare() -> Place:
    """A name for one that is still to be made."""
    name = f"t_spare_{secrets.token_hex(8)}"
    return Place(name, name)


def take_spare(dsn: str, schema: str, role: str) -> bool:
    """Give a spare these names, as the provisioner; False when there is none of this version.

    Harmless when it was done before. The renaming is one transaction, and whoever comes second waits for it.
    """
    wanted = checked(schema, role)
    with psycopg.connect(dsn) as connection:
        connection.execute(ONE_AT_A_TIME)
        if marks(connection, [wanted.schema]):
            return True
        spares = list_spares(connection)
        found = marks(connection, [spare.schema for spare in spares])
        fit = next((spare for spare in spares if found[spare.schema] == mark("tenant")), None)
        if fit is None:
            return False
        for old, new in ((fit.role, wanted.role), (portal_role(fit.role), portal_role(wanted.role))):
            connection.execute(RENAME_ROLE.format(sql.Identifier(old), sql.Identifier(new)))
        become_owner(connection, fit.schema)
        connection.execute(RENAME_SCHEMA.format(sql.Identifier(fit.schema), sql.Identifier(wanted.schema)))
    return True
