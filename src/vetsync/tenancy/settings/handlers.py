"""Keeps the tenant directory's copy of name and zone in step with the profile."""

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.tenancy.events import PracticeChanged
from vetsync.tenancy.settings import queries
from vetsync.tenancy.structure.service import copy_names


async def handle_practice_changed(gate: Gate, tenant: Tenant, event: PracticeChanged) -> None:
    actor = system_actor(event.topic)
    async with gate.view(tenant, actor) as view:
        profile = await queries.profile(view)
    async with gate.core_work("system", actor) as work:
        await copy_names(work, tenant.id, profile.name, profile.zone)
