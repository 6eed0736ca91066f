"""Preparing a PostgreSQL server once: the database, its extensions, and the roles everything rests on.

Roles: `vetsync_owner` owns all schemas and logs in nowhere; `vetsync_provisioner` makes tenants and migrates;
`vetsync_app` logs in and may do nothing until the gate makes it one of the roles it is a member of.
Every step can be repeated. Needs a superuser, or a role with CREATEDB and CREATEROLE.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from vetsync.kit.db.roles import CORE_ROLES

DATABASE = "vetsync"
OWNER = "vetsync_owner"
PROVISIONER = "vetsync_provisioner"
APP = "vetsync_app"
JOBS_ROLE = "jobs_worker"
DIRECTORY_ROLE = "core_system"
"""Under this one the provisioner reads which tenants there are."""
CORE_SCHEMA = "core"
JOBS_SCHEMA = "jobs"
EXTENSIONS_SCHEMA = "extensions"
VERSION_TABLE = "schema_version"
"""Alembic's own table. Its owner must read it, so it is not forced; nobody else may touch it at all."""
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
MEMBERS_WITHOUT_INHERITING = 160000
"""From this server version on a membership itself says whether it is inherited."""

ONE_AT_A_TIME = "select pg_advisory_lock(hashtext('vetsync bootstrap'))"
"""Nodes that start together would otherwise change the same roles at once, which PostgreSQL refuses."""
CREATE_DATABASE = "create database {} template template0 encoding 'UTF8' "
CODE_POINTS = "locale_provider builtin builtin_locale 'C.UTF-8'"
CODE_POINTS_BY_LIBC = "locale_provider libc lc_collate 'C'"
"""In order of code points whatever the cluster has: the bounds of the searches rest on it. What is a letter stays the
cluster's, for with `C` there too no letter outside ASCII would be one."""
BUILTIN_LOCALES = 170000
ROLE_EXISTS = "select true from pg_roles where rolname = %s"
DATABASE_EXISTS = "select true from pg_database where datname = %s"
ATTRIBUTES = {
    OWNER: "nologin noinherit",
    PROVISIONER: "login noinherit createrole",
    APP: "login noinherit",
    JOBS_ROLE: "nologin noinherit",
    **{f"core_{role}": "nologin noinherit" for role in CORE_ROLES},
}
ACTED_ROLES = (*(f"core_{role}" for role in CORE_ROLES), JOBS_ROLE)
"""The roles that the app's log-in may become, tenants' roles apart."""

LOCK_TIMEOUT = "2s"
BECOME_OWNER = """
select set_config('role', %s, true), set_config('search_path', %s, true), set_config('lock_timeout', %s, true)
"""
ONE_MIGRATION = "select pg_advisory_xact_lock(hashtext('migrate ' || %s))"


@dataclass(frozen=True)
class Passwords:
    """For servers that ask for one; the embedded server's socket is private and asks for none."""

    app: str | None = None
    provisioner: str | None = None


def bootstrap(owner_dsn: str, *, database: str = DATABASE, passwords: Passwords | None = None) -> None:
    """Create or complete the roles, the database and its schemas, as the superuser of `owner_dsn`."""
    passwords = passwords or Passwords()
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute(ONE_AT_A_TIME)
        _make_roles(connection, passwords)
        if connection.execute(DATABASE_EXISTS, (database,)).fetchone() is None:
            statement = creation(connection.info.server_version)
            connection.execute(sql.SQL(statement).format(sql.Identifier(database)))
        with psycopg.connect(make_conninfo(owner_dsn, dbname=database)) as inside:
            _close_database(inside, database)
            _make_schemas(inside)


def creation(server_version: int) -> LiteralString:
    """The statement that makes the database on a server of this version, in PostgreSQL's own numbering."""
    return CREATE_DATABASE + (CODE_POINTS if server_version >= BUILTIN_LOCALES else CODE_POINTS_BY_LIBC)


def _make_roles(connection: psycopg.Connection, passwords: Passwords) -> None:
    for role, attributes in ATTRIBUTES.items():
        make_role(connection, role, attributes)
    let_become(connection, OWNER, PROVISIONER)
    let_become(connection, DIRECTORY_ROLE, PROVISIONER)
    for role in ACTED_ROLES:
        let_become(connection, role, APP)
    for role, password in ((APP, passwords.app), (PROVISIONER, passwords.provisioner)):
        if password is not None:
            # Hashed here, so that no password ever stands in a statement, a log or pg_stat_activity.
            hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
            statement = sql.SQL("alter role {} password {}")
            connection.execute(statement.format(sql.Identifier(role), sql.Literal(hashed.decode())))


def make_role(connection: psycopg.Connection, role: str, attributes: str) -> None:
    """A role with exactly these attributes. `attributes` is one of our own constants."""
    exists = connection.execute(ROLE_EXISTS, (role,)).fetchone() is not None
    verb = "alter" if exists else "create"
    statement = f"{verb} role {{}} {attributes}"
    connection.execute(sql.SQL(statement).format(sql.Identifier(role)))


def let_become(connection: psycopg.Connection, role: str, member: str) -> None:
    """Let `member` take this role on, without having its rights until it does."""
    explicit = connection.info.server_version >= MEMBERS_WITHOUT_INHERITING
    options = sql.SQL(" with inherit false, set true" if explicit else "")
    statement = sql.SQL("grant {} to {}").format(sql.Identifier(role), sql.Identifier(member))
    connection.execute(statement + options)


def _close_database(connection: psycopg.Connection, database: str) -> None:
    """Nobody but our three roles, and no temporary tables: one tenant's would shadow the next one's names."""
    name = sql.Identifier(database)
    connection.execute(sql.SQL("revoke all on database {} from public").format(name))
    for role, rights in ((APP, "connect"), (PROVISIONER, "connect, create"), (OWNER, "connect, create")):
        statement = sql.SQL("grant {} on database {} to {}")
        connection.execute(statement.format(sql.SQL(rights), name, sql.Identifier(role)))
    connection.execute("revoke all on schema public from public")


def _make_schemas(connection: psycopg.Connection) -> None:
    extensions = sql.Identifier(EXTENSIONS_SCHEMA)
    connection.execute(sql.SQL("create schema if not exists {}").format(extensions))
    connection.execute(sql.SQL("grant usage on schema {} to public").format(extensions))
    for name in EXTENSIONS:
        statement = sql.SQL("create extension if not exists {} schema {}")
        connection.execute(statement.format(sql.Identifier(name), extensions))
    for schema in (CORE_SCHEMA, JOBS_SCHEMA):
        statement = sql.SQL("create schema if not exists {} authorization {}")
        connection.execute(statement.format(sql.Identifier(schema), sql.Identifier(OWNER)))
    for role in ACTED_ROLES:
        schema = JOBS_SCHEMA if role == JOBS_ROLE else CORE_SCHEMA
        statement = sql.SQL("grant usage on schema {} to {}")
        connection.execute(statement.format(sql.Identifier(schema), sql.Identifier(role)))


def become_owner(connection: psycopg.Connection, schema: str) -> None:
    """For the rest of the transaction: the owner of all schemas, in this one, one migration at a time."""
    connection.execute(BECOME_OWNER, (OWNER, f"{schema}, {EXTENSIONS_SCHEMA}", LOCK_TIMEOUT))
    connection.execute(ONE_MIGRATION, (schema,))
