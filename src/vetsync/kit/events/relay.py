"""Carries outbox rows to their handlers: at least once, by lease, the oldest of a tenant first.

First does not mean in order: an event that failed is overtaken by those after it, and two nodes may deliver events of
one tenant at the same time. So a handler looks at how things stand now instead of trusting what it heard before.
NOTIFY wakes the relay; a sweep each minute finds what a lost notice left behind. What failed too often is given up: it
stays in its outbox, is logged once as an error, and waits for the system admin (failed.py).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog

from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Event, Tenant, Work, system_actor

Handler = Callable[[Gate, Tenant, Any], Awaitable[None]]
Subscriptions = Mapping[type[Event], Sequence[Handler]]

LEASE = """
update outbox set due_at = now() + $2::interval, attempts = attempts + 1
where id in (select id from outbox where done_at is null and due_at <= now() and attempts < $1
             order by id limit 50 for update skip locked)
returning id, topic, payload, attempts
"""
FINISH = "update outbox set done_at = now(), fault = null where id = any($1::uuid[])"
POSTPONE = "update outbox set fault = $2, due_at = now() + make_interval(secs => $3) where id = $1"
FORGET = "delete from outbox where done_at < now() - $1::interval"

LEASED_FOR = timedelta(minutes=1)
"""Nobody else takes what a node is busy with; of one that died it is taken again after this."""
ATTEMPTS_MAX = 12
"""Over three quarters of an hour, with growing pauses."""
PAUSE_SECONDS_MAX = 600.0
"""Each pause is twice the one before, up to ten minutes: what was mended meanwhile is noticed soon enough."""
KEPT = timedelta(days=7)
"""Long enough to look up what was told after a weekend away."""

delivering: ContextVar[UUID | None] = ContextVar("delivering", default=None)
"""The outbox row whose handlers run now: the same at every redelivery, so handlers can do things once per event."""

log = structlog.get_logger()


class TopicUnknown(LookupError):
    """No event of this program is called so: a newer one wrote it, and a node of that version will know it."""


class Relay:
    """One per process. `tenants` lists the tenants to sweep; `wake` is called with a tenant's id from NOTIFY."""

    def __init__(
        self,
        gate: Gate,
        subscriptions: Subscriptions,
        tenants: Callable[[], Awaitable[list[Tenant]]],
    ):
        self._gate = gate
        self._handlers = {kind.topic: (kind, handlers) for kind, handlers in subscriptions.items()}
        self._tenants = tenants
        self._woken: asyncio.Queue[UUID | None] = asyncio.Queue(maxsize=10_000)

    def wake(self, tenant_id: str) -> None:
        """Never blocks the listening connection; what doesn't fit is found by the next sweep."""
        if not self._woken.full():
            self._woken.put_nowait(UUID(tenant_id))

    def sweep(self) -> None:
        """Looks at every tenant, because notices may have been lost; this includes the one that makes way for it."""
        if self._woken.full():
            self._woken.get_nowait()
        self._woken.put_nowait(None)

    async def run(self) -> None:
        known: dict[UUID, Tenant] = {}
        while True:
            try:
                waiting = await self._next_ids()
                if waiting is None or not waiting <= known.keys():
                    known = {tenant.id: tenant for tenant in [CORE, *await self._tenants()]}
                for tenant_id in known.keys() if waiting is None else waiting & known.keys():
                    await self.drain(known[tenant_id])
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.warning("relay.paused", error=type(error).__name__)
                await asyncio.sleep(1)

    async def _next_ids(self) -> set[UUID] | None:
        """The tenants that called, or None when a minute went by and all are to be looked at."""
        try:
            async with asyncio.timeout(60):
                woken = {await self._woken.get()}
        except TimeoutError:
            return None
        while not self._woken.empty():
            woken.add(self._woken.get_nowait())
        return None if None in woken else {tenant_id for tenant_id in woken if tenant_id is not None}

    async def drain(self, tenant: Tenant) -> int:
        """Delivers all that waits in one tenant; the number of events delivered."""
        delivered = 0
        while True:
            async with self._door(tenant) as work:
                leased = await work.records(LEASE, ATTEMPTS_MAX, LEASED_FOR)
            if not leased:
                return delivered
            done = [
                row["id"]
                for row in sorted(leased, key=lambda row: row["id"])
                if await self._deliver(tenant, row)
            ]
            async with self._door(tenant) as work:
                await work.execute(FINISH, done)
            delivered += len(done)

    def _door(self, tenant: Tenant) -> AbstractAsyncContextManager[Work]:
        actor = system_actor("relay")
        return self._gate.core_work("system", actor) if tenant is CORE else self._gate.work(tenant, actor)

    async def _deliver(self, tenant: Tenant, row: Any) -> bool:
        try:
            await self._hand_over(tenant, row)
        except Exception as error:
            found = {"topic": row["topic"], "attempts": row["attempts"], "error": type(error).__name__}
            is_last = row["attempts"] >= ATTEMPTS_MAX
            pause = 0.0 if is_last else min(PAUSE_SECONDS_MAX, 2.0 ** row["attempts"])
            async with self._door(tenant) as work:
                await work.execute(POSTPONE, row["id"], type(error).__name__, pause)
            if is_last:
                log.error("event.given_up", tenant=str(tenant.id), event_id=str(row["id"]), **found)
            else:
                log.warning("event.failed", **found)
                # No notice tells when it is due again, and the sweep of each minute may have just been.
                asyncio.get_running_loop().call_later(pause, self.wake, str(tenant.id))
            return False
        return True

    async def _hand_over(self, tenant: Tenant, row: Any) -> None:
        kind, handlers = self._handlers.get(row["topic"], (None, ()))
        if kind is None:
            if row["topic"] not in topics():
                raise TopicUnknown
            return
        event = msgspec.convert(row["payload"], kind)
        delivering.set(row["id"])
        for handle in handlers:
            await handle(self._gate, tenant, event)


def topics() -> set[str]:
    """Of every event that this program can write, whether anybody reacts to it or not."""
    found: set[str] = set()
    waiting: list[type[Event]] = [Event]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            # Bases that several events share have none.
            if topic := getattr(kind, "topic", None):
                found.add(topic)
            waiting.append(kind)
    return found


async def forget_delivered(work: Work) -> int:
    """Daily tidiness: events that were delivered long ago."""
    return await work.execute(FORGET, KEPT)
