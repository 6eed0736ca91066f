"""Keeps the directory in step with the practices."""

from vetsync.directory.public.service import refresh_practice, remove_practice
from vetsync.identity.access.events import MemberLeft, VetApproved
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.scheduling.events import ScheduleChanged
from vetsync.tenancy.events import (
    PracticeChanged,
    PracticeMoved,
    PracticeProvisioned,
    PracticeResumed,
    PracticeSuspended,
)
from vetsync.tenancy.structure.queries import tenant_by_id


async def handle_practice_changed(
    gate: Gate, tenant: Tenant, event: PracticeChanged | PracticeProvisioned | ScheduleChanged
) -> None:
    """For what stands in the practice's own outbox."""
    await refresh_practice(gate, tenant)


async def handle_place_in_tree(
    gate: Gate, tenant: Tenant, event: PracticeResumed | PracticeMoved | VetApproved | MemberLeft
) -> None:
    """For what stands in core and names the practice."""
    async with gate.core_view("system", system_actor(event.topic)) as view:
        practice = await tenant_by_id(view, event.tenant_id)
    if practice:
        await refresh_practice(gate, practice)


async def handle_practice_suspended(gate: Gate, tenant: Tenant, event: PracticeSuspended) -> None:
    await remove_practice(gate, event.tenant_id)
