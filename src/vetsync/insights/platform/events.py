"""The events that were given up, of all schemas together. The platform sees their names, not what is in them."""

from contextlib import AbstractAsyncContextManager
from uuid import UUID

import msgspec

from vetsync.insights.permissions import PLATFORM_MANAGE, PLATFORM_READ
from vetsync.insights.platform.jobs import measure_tenant
from vetsync.insights.platform.schemas import FailedEvent
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Actor, Tenant, View, Work, system_actor
from vetsync.kit.errors import NotFound
from vetsync.kit.events.failed import given_up, topic_given_up, try_again
from vetsync.tenancy.structure.queries import tenants_by_ids

SUFFERING = """
select tenant_id from tenant_pulse where events_given_up > 0 and tenant_id >= $1 order by tenant_id limit 200
"""


async def failed_events(
    gate: Gate, actor: Actor, after: tuple[UUID, UUID] | None, limit: int
) -> list[FailedEvent]:
    """Schema by schema, the oldest first; which schemas have any was measured a minute ago at most."""
    async with gate.core_view("platform", actor) as view:
        view.require(PLATFORM_READ)
        first = after[0] if after else CORE.id
        suffering = [record["tenant_id"] for record in await view.records(SUFFERING, first)]
    found: list[FailedEvent] = []
    for tenant in await _tenants(gate, suffering):
        async with _view(gate, tenant) as view:
            last = after[1] if after and tenant.id == after[0] else None
            rows = await given_up(view, last, limit - len(found))
        found += [FailedEvent(tenant_id=tenant.id, **msgspec.structs.asdict(row)) for row in rows]
        if len(found) >= limit:
            break
    return found


class GivenUpEvent(msgspec.Struct, frozen=True):
    """One that can be started anew, and where."""

    tenant: Tenant
    id: UUID
    topic: str


async def given_up_event(gate: Gate, actor: Actor, tenant_id: UUID, event_id: UUID) -> GivenUpEvent | None:
    """None for any that was not given up, or is nobody's."""
    async with gate.core_view("platform", actor) as view:
        view.require(PLATFORM_MANAGE)
    for tenant in await _tenants(gate, [tenant_id]):
        async with _view(gate, tenant) as own:
            topic = await topic_given_up(own, event_id)
        return None if topic is None else GivenUpEvent(tenant, event_id, topic)
    return None


async def note_retry(work: Work, event: GivenUpEvent | None) -> None:
    """Who starts it anew stands in the platform's log before it is done. Raises NotFound."""
    work.require(PLATFORM_MANAGE)
    if event is None:
        raise NotFound
    work.audit("event.retry", "event", event.id, after={"tenant": event.tenant.id, "topic": event.topic})


async def retry_event(gate: Gate, event: GivenUpEvent) -> None:
    """Starts it anew in its own schema, which another connection leads to than to the log: never both at once, or as
    many who press at one moment as there are connections would wait for each other.
    """
    async with _work(gate, event.tenant) as own:
        await try_again(own, event.id)
    await measure_tenant(gate, event.tenant)


async def _tenants(gate: Gate, ids: list[UUID]) -> list[Tenant]:
    """Those that are open, in the order of the ids; a suspended one's events wait until it is resumed anyway."""
    async with gate.core_view("system", system_actor("events")) as view:
        known = {tenant.id: tenant for tenant in [CORE, *await tenants_by_ids(view, ids)]}
    return [known[tenant_id] for tenant_id in ids if tenant_id in known]


def _view(gate: Gate, tenant: Tenant) -> AbstractAsyncContextManager[View]:
    actor = system_actor("events")
    return gate.core_view("system", actor) if tenant is CORE else gate.view(tenant, actor)


def _work(gate: Gate, tenant: Tenant) -> AbstractAsyncContextManager[Work]:
    actor = system_actor("events")
    return gate.core_work("system", actor) if tenant is CORE else gate.work(tenant, actor)
