"""A real PostgreSQL for every test run, and a fresh copy of a finished database for every test that asks for one.

The finished database (shared schema, two practices) is made once from the models and kept, stopped, under a key
of everything it was made from. A run copies that folder, so it needs neither initdb nor migrations, and shares
no server and no role with another run. That migrations lead to the same tables is tested in tests/kit/db.
"""

import itertools
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from asyncpg import Pool

from tests.store import clear, copy, key_of, locked, store
from tests.supplied import SuppliedServer, supplied_server
from vetsync.app import tables
from vetsync.audit.recorder import ChainRecorder
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db import trees
from vetsync.kit.db.bootstrap import APP, PROVISIONER, become_owner, bootstrap
from vetsync.kit.db.embedded import SUPERUSER, EmbeddedServer
from vetsync.kit.db.gate import CORE_ID, Gate, open_pool
from vetsync.kit.db.jobs_schema import install_jobs
from vetsync.kit.db.roles import portal_role
from vetsync.kit.db.secure import create_tenant_roles, secure_core, secure_tenant
from vetsync.kit.db.table import CoreBase, TenantBase
from vetsync.kit.db.work import Tenant

SOURCE = Path(tables.__file__).parents[1]
MADE_FROM = ("models.py", "table.py", "secure.py", "bootstrap.py", "jobs_schema.py", "embedded.py", "home.py")
FINISHED = "finished"
SETTINGS = {"wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "128MB", "min_wal_size": "32MB"}
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""A Monday, nine o'clock in Amsterdam."""

ZWALUWHOF = Tenant(
    UUID("01900000-0000-7000-8000-000000000001"), "zwaluwhof", "t_zwaluwhof", "t_zwaluwhof",
    "Dierenkliniek Zwaluwhof", "Europe/Amsterdam", "practice",
)  # fmt: skip
OUDEKADE = Tenant(
    UUID("01900000-0000-7000-8000-000000000002"), "oudekade", "t_oudekade", "t_oudekade",
    "Dierenartsen Oude Kade", "Europe/Amsterdam", "practice",
)  # fmt: skip
ADD_TENANT = """
insert into core.tenant (id, slug, kind, name, zone, schema_name, role_name, created_at, state_since)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
BE_TENANT = "select set_config('app.tenant', %s, true), set_config('search_path', %s, true)"
ADD_PRACTICE = "insert into practice (id, slug, name, zone) values (%s, %s, %s, %s)"


Server = EmbeddedServer | SuppliedServer


@dataclass(frozen=True)
class Database:
    """One test's own database. `owner_dsn` is the provisioner's; the superuser is for looking behind the walls."""

    name: str
    app_dsn: str
    owner_dsn: str
    superuser_dsn: str
    tenants: tuple[Tenant, Tenant] = (ZWALUWHOF, OUDEKADE)


@dataclass
class Clock:
    """The time that the gate sees. It stands still until a test moves it."""

    now: datetime = field(default=START)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """This run's own server, with the finished database in it, or the one that the environment names."""
    if supplied := supplied_server():
        _fill(supplied)
        yield supplied
        return
    home = store() / f"run-{os.getpid()}"
    with locked():
        clear()
        kept = _kept()
        if not kept.exists():
            _finish(kept)
        os.utime(kept)
        home.mkdir()
        copy(kept / "pg", home / "pg")
    try:
        with EmbeddedServer(home, SETTINGS) as running:
            yield running
    finally:
        shutil.rmtree(home)


@contextmanager
def fresh_database(server: Server) -> Iterator[Database]:
    """A copy of the finished database, for as long as this lasts."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"create database {name} template {FINISHED} strategy file_copy")
        # Rights on a database are not copied with it.
        connection.execute(f"revoke all on database {name} from public")
        connection.execute(f"grant connect on database {name} to {APP}")
        connection.execute(f"grant connect, create on database {name} to {PROVISIONER}, vetsync_owner")
        yield Database(
            name, server.dsn(APP, name), server.dsn(PROVISIONER, name), server.dsn(SUPERUSER, name)
        )
        connection.execute(f"drop database if exists {name} with (force)")


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    """A database with the shared schema and two practices, gone after the test."""
    with fresh_database(server) as made:
        yield made


@pytest.fixture
def tenants(database: Database) -> tuple[Tenant, Tenant]:
    """Zwaluwhof and Oude Kade."""
    return database.tenants


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> FileKeyProvider:
    """Data keys of the shared schema and the two practices."""
    provider = FileKeyProvider(tmp_path_factory.mktemp("keys"))
    for owner in (CORE_ID, ZWALUWHOF.id, OUDEKADE.id):
        provider.create(owner)
    return provider


@pytest.fixture
def make_gate(keys: FileKeyProvider, clock: Clock) -> Callable[[Pool], Gate]:
    """The real gate on a pool of one's own, with the real audit chain and keys; its time is `clock`."""
    return lambda pool: Gate(pool, ChainRecorder(), ciphers(keys), clock)


@pytest.fixture
async def gate(database: Database, make_gate: Callable[[Pool], Gate]) -> AsyncIterator[Gate]:
    """The gate on this test's database."""
    pool = await open_pool(database.app_dsn, 6)
    try:
        yield make_gate(pool)
    finally:
        await pool.close()


_numbers = itertools.count(1)


def _kept() -> Path:
    made_from = (path for path in SOURCE.rglob("*.py") if path.name in MADE_FROM)
    return store() / f"kept-{key_of([Path(__file__), *made_from])}"


def _finish(kept: Path) -> None:
    partial = kept.with_suffix(".partial")
    with EmbeddedServer(partial, SETTINGS) as server:
        _fill(server)
    partial.rename(kept)


def _fill(server: Server) -> None:
    """The finished database, made anew."""
    with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"drop database if exists {FINISHED} with (force)")
    bootstrap(server.dsn(SUPERUSER, "postgres"), database=FINISHED)
    _make_schemas(server.dsn(PROVISIONER, FINISHED))
    with psycopg.connect(server.dsn(SUPERUSER, FINISHED)) as connection:
        for tenant in (ZWALUWHOF, OUDEKADE):
            binds = (
                tenant.id,
                tenant.slug,
                tenant.kind,
                tenant.name,
                tenant.zone,
                tenant.schema,
                tenant.role,
            )
            connection.execute(ADD_TENANT, (*binds, START, START))
            connection.execute(BE_TENANT, (str(tenant.id), tenant.schema))
            connection.execute(ADD_PRACTICE, (tenant.id, tenant.slug, tenant.name, tenant.zone))
    with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("checkpoint")


def _make_schemas(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        install_jobs(connection)
    with trees.engine(dsn).begin() as core:
        become_owner(trees.driver(core), "core")
        CoreBase.metadata.create_all(core, checkfirst=False)
        secure_core(trees.driver(core))
    for tenant in (ZWALUWHOF, OUDEKADE):
        with trees.engine(dsn).begin() as own:
            driver = trees.driver(own)
            create_tenant_roles(driver, tenant.role)
            become_owner(driver, tenant.schema)
            own.exec_driver_sql(f"create schema {tenant.schema}")
            TenantBase.metadata.create_all(own, checkfirst=False)
            secure_tenant(driver, tenant.schema, tenant.role, portal_role(tenant.role))
