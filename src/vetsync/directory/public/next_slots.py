"""The first free starts that a card shows: computed from the practice's own calendar, kept for some seconds.

Kept per process, because being a few seconds late costs nothing: whoever books checks against the calendar itself.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.scheduling.slots.queries import free_slots, local_date

SECONDS_KEPT = 20.0
ENTRIES_MAX = 20_000
SHOWN = 3
AT_ONCE = 3
"""So many practices are looked at side by side: a page of the feed must not take the whole pool."""
STRIDES_DAYS = (2, 6, 22)
"""Most first slots are near, so the near days are asked first; together 30 days."""

Key = tuple[UUID, str, str | None]


class NextSlots:
    """Answers from memory when it can."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic):
        self._monotonic = monotonic
        self._kept: dict[Key, tuple[float, list[datetime]]] = {}

    async def of(
        self, gate: Gate, actor: Actor, wanted: list[tuple[Tenant, str]], species: str | None
    ) -> dict[UUID, list[datetime]]:
        """Up to three starts per practice, each for the kind of visit named beside it."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(tenant: Tenant, type_key: str) -> tuple[UUID, list[datetime]]:
            key = (tenant.id, type_key, species)
            kept = self._kept.get(key)
            if kept and kept[0] > self._monotonic():
                return tenant.id, kept[1]
            async with turn:
                found = await _first_starts(gate, actor, tenant, type_key, species)
            self._keep(key, found)
            return tenant.id, found

        return dict(await asyncio.gather(*(one(tenant, type_key) for tenant, type_key in wanted)))

    def forget(self) -> None:
        self._kept.clear()

    def _keep(self, key: Key, found: list[datetime]) -> None:
        if len(self._kept) >= ENTRIES_MAX:
            self._kept.clear()
        self._kept[key] = (self._monotonic() + SECONDS_KEPT, found)


async def _first_starts(
    gate: Gate, actor: Actor, tenant: Tenant, type_key: str, species: str | None
) -> list[datetime]:
    async with gate.view(tenant, actor) as view:
        first_on = local_date(view.now, view)
        for days in STRIDES_DAYS:
            slots = await free_slots(view, type_key, first_on, days, species=species)
            if slots:
                return [slot.starts_at for slot in slots[:SHOWN]]
            first_on += timedelta(days=days)
    return []
