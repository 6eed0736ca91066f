"""The job queue's own schema: procrastinate's tables and functions, owned by us, for the worker's role alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import sql

from vetsync.kit.db.bootstrap import JOBS_ROLE, JOBS_SCHEMA, become_owner
from vetsync.kit.db.locks import lock_all

INSTALLED = "select coalesce(obj_description(to_regnamespace(%s), 'pg_namespace'), '')"
GRANTS = """
revoke all on all tables in schema {schema} from public;
revoke all on all functions in schema {schema} from public;
grant select, insert, update, delete on all tables in schema {schema} to {role};
grant usage on all sequences in schema {schema} to {role};
grant execute on all functions in schema {schema} to {role};
grant usage on schema {schema} to core_platform;
grant select on {schema}.procrastinate_jobs, {schema}.procrastinate_events to core_platform;
alter table {schema}.procrastinate_jobs drop constraint if exists job_names_its_tenant;
alter table {schema}.procrastinate_jobs add constraint job_names_its_tenant check (args ? 'tenant_id')
"""
ADDED = 1
"""Counts up with every change to GRANTS, so that of two versions of ours it is known which is the newer."""
NAME = "procrastinate"
RANKED = re.compile(rf"{NAME} (\S+)(?: with (\d+) )?")


def install_jobs(connection: psycopg.Connection) -> None:
    """Create the queue's schema, or bring it to the version of the installed package. Commits.

    The schema's comment says which version stands there, and which of our own additions. A newer one is left as it
    is. A table that is in use is not waited for long: then psycopg's LockNotAvailable, and nothing was done.
    """
    if not jobs_are_current(connection):
        become_owner(connection, JOBS_SCHEMA)
        lock_all(connection, JOBS_SCHEMA)
    # Somebody else may have been at it while we waited for our turn.
    if not jobs_are_current(connection):
        installed = _found(connection).removeprefix(f"{NAME} ").split(" ")[0]
        scripts = _migrations_after(installed) if installed else [SchemaManager.get_schema()]
        for script in scripts:
            connection.execute(script.encode())
        names = {"schema": sql.Identifier(JOBS_SCHEMA), "role": sql.Identifier(JOBS_ROLE)}
        connection.execute(sql.SQL(GRANTS).format(**names))
        note = sql.SQL("comment on schema {} is {}")
        connection.execute(note.format(names["schema"], sql.Literal(_wanted())))
    connection.commit()


def jobs_are_current(connection: psycopg.Connection) -> bool:
    """Whether the queue's schema is what the installed package and our additions make of it, or a newer version."""
    found, wanted = _found(connection), _wanted()
    return found == wanted or _rank(found) > _rank(wanted)


def _wanted() -> str:
    digest = hashlib.sha256(GRANTS.encode()).hexdigest()[:16]
    return f"{NAME} {metadata.version(NAME)} with {ADDED} {digest}"


def _rank(said: str) -> tuple[tuple[int, ...], int]:
    """The package's version, and how often our additions were changed; nothing said is the lowest."""
    found = RANKED.match(said)
    return (_numbers(found[1]), int(found[2] or 0)) if found else ((), 0)


def _found(connection: psycopg.Connection) -> str:
    row = connection.execute(INSTALLED, (JOBS_SCHEMA,)).fetchone()
    return row[0] if row else ""


def _migrations_after(installed: str) -> Iterator[str]:
    """The package's scripts, named `03.04.00_01_pre_….sql`, that are newer than what is installed."""
    after = _numbers(installed)
    for path in sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql")):
        if _numbers(path.name.split("_")[0]) > after:
            yield path.read_text(encoding="utf-8")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
