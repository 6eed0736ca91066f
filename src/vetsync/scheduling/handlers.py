"""What the agenda does when practices begin and vets come."""

from vetsync.identity.access.events import VetApproved
from vetsync.identity.users.queries import person_cards
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.scheduling.presets import admit_to_agenda, write_presets
from vetsync.tenancy.events import PracticeProvisioned
from vetsync.tenancy.structure.queries import tenant_by_id


async def handle_practice_provisioned(gate: Gate, tenant: Tenant, event: PracticeProvisioned) -> None:
    if tenant.kind != "practice":
        return
    async with gate.work(tenant, system_actor(event.topic)) as work:
        await write_presets(work)


async def handle_vet_approved(gate: Gate, _: Tenant, event: VetApproved) -> None:
    """The event stands in core; the column belongs into the practice it names."""
    actor = system_actor(event.topic)
    async with gate.core_view("system", actor) as view:
        practice = await tenant_by_id(view, event.tenant_id)
        card = (await person_cards(view, [event.user_id])).get(event.user_id)
    if practice is None or card is None or practice.kind != "practice":
        return
    async with gate.work(practice, actor) as work:
        await admit_to_agenda(work, event.user_id, f"{card.first_name} {card.last_name}")
