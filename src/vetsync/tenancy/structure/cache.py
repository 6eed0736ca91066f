"""The tenant directory in memory: every request asks for its practice, and practices hardly ever change."""

import time
from collections.abc import Callable
from uuid import UUID

from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.tenancy.errors import PracticeSuspended, PracticeUnknown
from vetsync.tenancy.structure.queries import TenantRecord, all_tenants, record_by_id, record_by_slug

SECONDS_MAX = 15.0
"""How long a suspension may take to reach every node; the node that suspends forgets at once."""
ENTRIES_MAX = 5_000


class TenantCache:
    """One per process, for the guard and the relay. Unknown names are not kept, so that they cannot fill it."""

    def __init__(self, gate: Gate, monotonic: Callable[[], float] = time.monotonic):
        self._gate = gate
        self._monotonic = monotonic
        self._known: dict[str | UUID, tuple[float, TenantRecord]] = {}

    async def by_slug(self, slug: str) -> Tenant:
        """The tenant; raises PracticeUnknown, or PracticeSuspended when nobody may enter it."""
        return self._admit(await self._find(slug))

    async def by_id(self, tenant_id: UUID) -> Tenant:
        """The tenant; raises PracticeUnknown, or PracticeSuspended when nobody may enter it."""
        return self._admit(await self._find(tenant_id))

    async def found(self, tenant_id: UUID) -> Tenant | None:
        """The tenant if there is one that may be entered, the shared schema included; for jobs and streams."""
        if tenant_id == CORE.id:
            return CORE
        record = await self._find(tenant_id)
        return record.tenant if record and record.state == "active" else None

    async def found_by_slug(self, slug: str) -> Tenant | None:
        """The same by name."""
        record = await self._find(slug)
        return record.tenant if record and record.state == "active" else None

    async def all(self) -> list[Tenant]:
        """Every active tenant, read afresh: what a relay goes round."""
        async with self._gate.core_view("system", system_actor("tenants")) as view:
            return await all_tenants(view)

    def forget(self, slug: str) -> None:
        """The next question about this tenant is asked of the database."""
        for key in [key for key, (_, record) in self._known.items() if record.slug == slug]:
            del self._known[key]

    async def _find(self, key: str | UUID) -> TenantRecord | None:
        kept = self._known.get(key)
        now = self._monotonic()
        if kept and kept[0] > now:
            return kept[1]
        async with self._gate.core_view("system", system_actor("tenants")) as view:
            found = await (record_by_id(view, key) if isinstance(key, UUID) else record_by_slug(view, key))
        self._known.pop(key, None)
        if found:
            if len(self._known) >= ENTRIES_MAX:
                self._known.clear()
            self._known[key] = (now + SECONDS_MAX, found)
        return found

    @staticmethod
    def _admit(found: TenantRecord | None) -> Tenant:
        if found is None or found.state == "leaving":
            raise PracticeUnknown
        if found.state == "suspended":
            raise PracticeSuspended
        return found.tenant
