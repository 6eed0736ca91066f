"""What the agenda does when practices begin, vets come and patients die."""

from vetsync.identity.access.events import VetApproved
from vetsync.identity.users.queries import person_cards
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.patients.events import PatientDeathUndone, PatientDied
from vetsync.scheduling.bookings.deaths import cancel_for_death, restore_after_death, stopped_by_death
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


async def handle_patient_died(gate: Gate, tenant: Tenant, event: PatientDied) -> None:
    async with gate.work(tenant, system_actor(event.topic)) as work:
        await cancel_for_death(work, event.patient_id)


async def handle_patient_death_undone(gate: Gate, tenant: Tenant, event: PatientDeathUndone) -> None:
    """Each appointment by itself: what one of them locks need not wait for the others."""
    actor = system_actor(event.topic)
    async with gate.view(tenant, actor) as view:
        stopped = await stopped_by_death(view, event.patient_id)
    for appointment_id in stopped:
        async with gate.work(tenant, actor) as work:
            await restore_after_death(work, appointment_id)
