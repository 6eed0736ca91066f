"""Making and removing a tenant's place in the database: two roles, one schema, its tables and their grants."""

from __future__ import annotations

import psycopg
from psycopg import sql

from vetsync.kit.db import trees
from vetsync.kit.db.bootstrap import become_owner
from vetsync.kit.db.marks import Place, list_spares
from vetsync.kit.db.migrate import apply_tree, load_tables
from vetsync.kit.db.roles import portal_role
from vetsync.kit.db.secure import create_tenant_roles, secure_tenant
from vetsync.kit.db.spares import checked, new_spare


def create_tenant(dsn: str, schema: str, role: str, tables: str = trees.TABLES) -> Place:
    """Roles, schema, tables, policies and grants of a new tenant in one transaction. As the provisioner."""
    load_tables(tables)
    place = checked(schema, role)

    def secure(connection: psycopg.Connection) -> None:
        secure_tenant(connection, place.schema, place.role, portal_role(place.role))

    with trees.engine(dsn).begin() as connection:
        driver = trees.driver(connection)
        create_tenant_roles(driver, place.role)
        become_owner(driver, place.schema)
        driver.execute(sql.SQL("create schema {}").format(sql.Identifier(place.schema)))
        apply_tree(connection, "tenant", place.schema, secure)
    return place


def ensure_tenant(dsn: str, schema: str, role: str, tables: str = trees.TABLES) -> Place:
    """Like `create_tenant`, unless somebody was first: making is one transaction, so a schema that exists is whole."""
    try:
        return create_tenant(dsn, schema, role, tables)
    except (psycopg.errors.DuplicateSchema, psycopg.errors.DuplicateObject):
        return checked(schema, role)


def fill_spares(dsn: str, count: int, tables: str = trees.TABLES) -> int:
    """Make spares until there are `count`; how many were made. Two at once make a few too many, which does no harm."""
    with psycopg.connect(dsn) as connection:
        missing = count - len(list_spares(connection))
    for _ in range(missing):
        spare = new_spare()
        create_tenant(dsn, spare.schema, spare.role, tables)
    return max(missing, 0)


def drop_tenant(dsn: str, schema: str, role: str) -> None:
    """Remove a tenant's schema with everything in it, and its roles. There is no way back but a backup."""
    place = checked(schema, role)
    with psycopg.connect(dsn) as connection:
        become_owner(connection, place.schema)
        connection.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(place.schema)))
        connection.execute("reset role")
        for gone in (portal_role(place.role), place.role):
            connection.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(gone)))
