"""The one gate: nothing else in the program can obtain a database connection.

Every door opens a transaction and, as its first statement, becomes the role that may see exactly what
the caller may see. The log-in role itself may do nothing, so a forgotten context fails instead of leaking.
See docs/decisions/0004-one-gate.md for the measurements and the traps.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import asyncpg
import msgspec

from vetsync.kit.clock import utc_now
from vetsync.kit.db.faults import DRIVER_ERRORS, ContextLost, translate
from vetsync.kit.db.roles import CoreRole
from vetsync.kit.db.work import Actor, AuditEntry, Cipher, Tenant, View, Work
from vetsync.kit.errors import Unavailable

BEGIN = """
begin {mode};
select set_config('role', {role}, true), set_config('search_path', {path}, true),
       set_config('app.tenant', {tenant}, true), set_config('app.actor', {actor}, true),
       set_config('app.client', {client}, true){plans}
"""
"""Written out, because only a text without binds can begin a transaction and do more in one round trip."""
CONTEXT_NOW = "select current_user::text, current_setting('app.tenant', true)"
ADD_EVENTS = """
with added as (
  insert into outbox (id, topic, payload, actor_id, request_id, created_at)
  select * from unnest($1::uuid[], $2::text[], $3::text[]::jsonb[], $4::uuid[], $5::text[], $6::timestamptz[]))
select pg_notify('outbox', $7)
"""

GENERIC_PLANS = ", set_config('plan_cache_mode', 'force_generic_plan', true)"
CLOSING_SECONDS = 5
HARMLESS = re.compile(r"[a-z0-9_, -]*")

Pool = asyncpg.Pool
"""For whoever opens one and hands it on; only this module takes connections from it."""
CORE_ID = UUID(int=0)
"""Stands for the shared schema wherever a tenant's id is asked for: keys, audit chain, events."""


class Recorder(Protocol):
    """Writes audit entries into the chain of the schema that the connection's context points at."""

    async def record(
        self, connection: asyncpg.Connection, cipher: Cipher, tenant_id: UUID, entries: list[AuditEntry]
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class _Door:
    tenant: Tenant
    role: str
    actor: Actor
    client_id: UUID | None = None
    generic_plans: bool = False


class Gate:
    """Hands out transactions: `work` to change a tenant, `view` to read it, and the narrow doors beside them."""

    def __init__(
        self,
        pool: asyncpg.Pool,
        recorder: Recorder,
        cipher_for: Callable[[UUID], Cipher],
        clock: Callable[[], datetime] = utc_now,
    ):
        self._pool = pool
        self._recorder = recorder
        self._cipher_for = cipher_for
        self._clock = clock

    @asynccontextmanager
    async def work(self, tenant: Tenant, actor: Actor) -> AsyncIterator[Work]:
        async with self._writing(_Door(tenant, tenant.role, actor)) as work:
            yield work

    @asynccontextmanager
    async def view(self, tenant: Tenant, actor: Actor, *, generic_plans: bool = False) -> AsyncIterator[View]:
        """`generic_plans` is for large statements whose best plan is the same whatever they are given: without it
        the server may plan them anew each time, which takes longer than running them."""
        async with self._reading(_Door(tenant, tenant.role, actor, generic_plans=generic_plans)) as view:
            yield view

    @asynccontextmanager
    async def portal(self, tenant: Tenant, actor: Actor, client_id: UUID) -> AsyncIterator[View]:
        """A pet owner's view of a practice: row-level security leaves only the rows of this client."""
        async with self._reading(_Door(tenant, tenant.role + "_portal", actor, client_id)) as view:
            yield view

    @asynccontextmanager
    async def core_work(self, role: CoreRole, actor: Actor) -> AsyncIterator[Work]:
        async with self._writing(_Door(CORE, f"core_{role}", actor)) as work:
            yield work

    @asynccontextmanager
    async def core_view(self, role: CoreRole, actor: Actor) -> AsyncIterator[View]:
        async with self._reading(_Door(CORE, f"core_{role}", actor)) as view:
            yield view

    @asynccontextmanager
    async def _reading(self, door: _Door) -> AsyncIterator[View]:
        async with self._transaction(door, readonly=True) as connection:
            yield View(connection, door.tenant, door.actor, self._clock(), self._cipher_for)

    @asynccontextmanager
    async def _writing(self, door: _Door) -> AsyncIterator[Work]:
        async with self._transaction(door, readonly=False) as connection:
            work = Work(connection, door.tenant, door.actor, self._clock(), self._cipher_for)
            yield work
            await self._write_what_was_noted(connection, work)
            current = await connection.fetchrow(CONTEXT_NOW)
            # Code that switched the role and did not switch back must not commit what it did.
            if tuple(current) != (door.role, str(door.tenant.id)):
                raise ContextLost

    async def _write_what_was_noted(self, connection: asyncpg.Connection, work: Work) -> None:
        """Audit entries last: the chain's head is the one row that all writers of a tenant queue for."""
        if work.events:
            topics = [event.topic for _, event in work.events]
            payloads = [msgspec.json.encode(event).decode() for _, event in work.events]
            ids = [event_id for event_id, _ in work.events]
            count = len(ids)
            await connection.execute(
                ADD_EVENTS,
                ids,
                topics,
                payloads,
                [work.actor.id] * count,
                [work.actor.request_id] * count,
                [work.now] * count,
                str(work.tenant.id),
            )
        if work.entries:
            await self._recorder.record(connection, work.cipher, work.tenant.id, work.entries)

    @asynccontextmanager
    async def _transaction(self, door: _Door, *, readonly: bool) -> AsyncIterator[asyncpg.Connection]:
        connection = await self._acquire()
        try:
            try:
                await connection.execute(_begin(door, readonly=readonly))
                yield connection
            except BaseException:
                # A connection on which even this fails is closed or rolled back when it is released.
                with suppress(*DRIVER_ERRORS, OSError):
                    await connection.execute("rollback")
                raise
            await connection.execute("commit")
        except (*DRIVER_ERRORS, ConnectionError) as error:
            raise translate(error) from None
        finally:
            await self._pool.release(connection)

    async def _acquire(self) -> asyncpg.Connection:
        try:
            return await self._pool.acquire(timeout=5)
        except (*DRIVER_ERRORS, OSError, TimeoutError):
            raise Unavailable(code="database_unavailable") from None


CORE = Tenant(
    id=CORE_ID, slug="", schema="core", role="core", name="VetSync", zone="Europe/Amsterdam", kind="core"
)


def _begin(door: _Door, *, readonly: bool) -> str:
    return BEGIN.format(
        mode="read only" if readonly else "read write",
        role=_literal(door.role),
        path=_literal(f"{door.tenant.schema}, extensions"),
        tenant=_literal(str(door.tenant.id)),
        actor=_literal(str(door.actor.id or "")),
        client=_literal(str(door.client_id or "")),
        plans=GENERIC_PLANS if door.generic_plans else "",
    )


def _literal(text: str) -> str:
    """Names of schemas and roles, and ids: nothing else is ever put into a statement's text."""
    if not HARMLESS.fullmatch(text):
        raise ContextLost
    return f"'{text}'"


async def _prepare_connection(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: msgspec.json.encode(value).decode(),
        decoder=msgspec.json.decode,
    )


async def _keep_state(connection: asyncpg.Connection) -> None:
    """Instead of asyncpg's reset query, which costs a round trip and keeps the role anyway.

    All our state is transaction-local, and asyncpg rolls an open transaction back before it calls this.
    """


async def open_pool(dsn: str, size_max: int) -> asyncpg.Pool:
    """The app's connections, logged in as the role that may do nothing by itself."""
    return await asyncpg.create_pool(
        dsn,
        min_size=min(2, size_max),
        max_size=size_max,
        max_queries=1_000_000,
        command_timeout=20,
        init=_prepare_connection,
        reset=_keep_state,
        server_settings={
            "application_name": "vetsync",
            "jit": "off",
            "statement_timeout": "15s",
            "lock_timeout": "5s",
            "idle_in_transaction_session_timeout": "30s",
        },
    )


async def close_pool(pool: asyncpg.Pool) -> None:
    """Waits a moment for whoever still works: a connection that nobody gives back must not keep a program running."""
    with suppress(TimeoutError):
        async with asyncio.timeout(CLOSING_SECONDS):
            await pool.close()
