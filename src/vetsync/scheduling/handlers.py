"""What the agenda does when practices begin, vets come and patients die."""

from vetsync.identity.access.events import MemberJoined, MemberLeft, MemberRoleChanged, VetApproved
from vetsync.identity.access.queries import permissions_at, workplaces
from vetsync.identity.users.events import ProfileChanged
from vetsync.identity.users.queries import person_cards
from vetsync.identity.users.schemas import PersonCard
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.kit.jobs.standing import everywhere
from vetsync.patients.events import PatientDeathUndone, PatientDied
from vetsync.scheduling.bookings.deaths import cancel_for_death, restore_after_death, stopped_by_death
from vetsync.scheduling.events import AppointmentCompleted, StepTaken
from vetsync.scheduling.presets import admit_to_agenda, write_presets
from vetsync.scheduling.resources.service import follow_account_name, follow_role
from vetsync.scheduling.visits.service import after_completion
from vetsync.scheduling.waitlist.service import note_freed
from vetsync.tenancy.events import PracticeProvisioned
from vetsync.tenancy.structure.queries import tenant_by_id

NAME_LENGTH_MAX = 120


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
        await admit_to_agenda(work, event.user_id, _column_name(card))


async def handle_member_changed(
    gate: Gate, _: Tenant, event: MemberJoined | MemberRoleChanged | MemberLeft
) -> None:
    """Told late or out of order, what counts is what they may do there now."""
    actor = system_actor(event.topic)
    async with gate.core_view("system", actor) as view:
        practice = await tenant_by_id(view, event.tenant_id)
    if practice is None or practice.kind != "practice":
        return

    async def read_permissions() -> frozenset[str]:
        async with gate.core_view("system", actor) as view:
            return await permissions_at(view, event.user_id, event.tenant_id)

    async with gate.work(practice, actor) as work:
        await follow_role(work, event.user_id, read_permissions)


async def handle_profile_changed(gate: Gate, _: Tenant, event: ProfileChanged) -> None:
    """A new name stands over the person's column wherever there is one. Raises SomeFailed, to be told again."""
    if not {"first_name", "last_name"} & set(event.fields):
        return
    actor, after = system_actor(event.topic), None
    while True:
        async with gate.core_view("system", actor) as view:
            card = (await person_cards(view, [event.user_id])).get(event.user_id)
            batch = await workplaces(view, event.user_id, after)
        if card is None or not batch:
            return

        async def follow(practice: Tenant, name: str = _column_name(card)) -> None:
            async with gate.work(practice, actor) as work:
                await follow_account_name(work, event.user_id, name, event.changed_at)

        await everywhere(batch, follow)
        after = batch[-1].id


def _column_name(card: PersonCard) -> str:
    """As much of a very long name as a column's may have."""
    return f"{card.first_name} {card.last_name}"[:NAME_LENGTH_MAX].strip()


async def handle_appointment_completed(gate: Gate, tenant: Tenant, event: AppointmentCompleted) -> None:
    async with gate.work(tenant, system_actor(event.topic)) as work:
        await after_completion(work, event.appointment_id)


async def handle_time_freed(gate: Gate, tenant: Tenant, event: StepTaken) -> None:
    """Whether the place is free when somebody looks, and for whom, is judged then."""
    async with gate.work(tenant, system_actor(event.topic)) as work:
        await note_freed(work, event)


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
