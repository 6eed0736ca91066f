"""Keeps an owner's pet and the patients that practices have of it in step. Each may be called again at any time.

A death that one side enters travels to the other and stops there: whoever follows is not asked to be followed,
the practice that reported it does not hear of it again, and what was taken back meanwhile is not passed on. Without
all three a death and its undoing could chase each other round for ever.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from vetsync.identity.users.events import ProfileChanged
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, Work, system_actor
from vetsync.kit.errors import NotFound
from vetsync.kit.jobs.standing import SomeFailed, everywhere
from vetsync.patients.clients import service as clients
from vetsync.patients.events import (
    ClientRegistered,
    PatientDeathUndone,
    PatientDied,
    PetChanged,
    PetDeathUndone,
    PetDied,
)
from vetsync.patients.pets import service as pets
from vetsync.patients.pets.queries import pet_card
from vetsync.patients.queries import linked_practices, owner_card
from vetsync.patients.schemas import Deceased, OwnerCard
from vetsync.patients.service import follow_profile, keep_link, refresh_pet

USER_OF_CLIENT = "select user_id from client where id = $1"
PATIENTS_OF_PET = "select id, state from patient where pet_id = $1"
PATIENT_STATE = "select state from patient where id = $1"
PET_STATE = "select state from pet where id = $1"


async def handle_pet_changed(gate: Gate, _: Tenant, event: PetChanged) -> None:
    async with gate.core_view("system", system_actor(event.topic)) as view:
        card = await pet_card(view, event.pet_id)
    await _at_every_practice(gate, event.topic, event.owner_user_id, lambda work: refresh_pet(work, card))


async def handle_client_registered(gate: Gate, tenant: Tenant, event: ClientRegistered) -> None:
    """Links the owner who became a client here, should the program have died before it did so itself."""
    actor = system_actor(event.topic)
    async with gate.view(tenant, actor) as view:
        user_id = await view.value(USER_OF_CLIENT, event.client_id)
    if user_id is not None:
        async with gate.core_work("system", actor) as work:
            await keep_link(work, user_id, tenant, event.client_id)


async def handle_profile_changed(gate: Gate, _: Tenant, event: ProfileChanged) -> None:
    """Name and telephone number of an owner follow into every practice, one after the other.

    A practice that does not answer keeps the others waiting for nothing; the event then comes again. Raises SomeFailed.
    """
    if not {"first_name", "last_name", "phone"} & set(event.fields):
        return
    actor, after = system_actor(event.topic), None
    while True:
        async with gate.core_view("system", actor) as view:
            try:
                card = await owner_card(view, event.user_id)
            except NotFound:
                return
            batch = await linked_practices(view, event.user_id, after)
        if not batch:
            return
        clients_of = {practice.tenant: practice.client_id for practice in batch}

        async def follow(
            tenant: Tenant, card: OwnerCard = card, ids: dict[Tenant, UUID] = clients_of
        ) -> None:
            async with gate.work(tenant, actor) as work:
                await follow_profile(work, ids[tenant], card, event.fields, event.changed_at)

        await everywhere(list(clients_of), follow)
        after = batch[-1].tenant.id


async def handle_pet_died(gate: Gate, _: Tenant, event: PetDied) -> None:
    async def follow(work: Work) -> None:
        for row in await work.records(PATIENTS_OF_PET, event.pet_id):
            if row["state"] != "deceased":
                await clients.mark_deceased(
                    work, row["id"], Deceased(died_on=event.died_on), follows_pet=True
                )

    if await _is_dead_pet(gate, event.topic, event.pet_id):
        await _at_every_practice(gate, event.topic, event.owner_user_id, follow, event.reported_at)


async def handle_pet_death_undone(gate: Gate, _: Tenant, event: PetDeathUndone) -> None:
    async def follow(work: Work) -> None:
        for row in await work.records(PATIENTS_OF_PET, event.pet_id):
            if row["state"] == "deceased":
                await clients.restore_patient(work, row["id"], follows_pet=True)

    if not await _is_dead_pet(gate, event.topic, event.pet_id):
        await _at_every_practice(gate, event.topic, event.owner_user_id, follow, event.reported_at)


async def handle_patient_died(gate: Gate, tenant: Tenant, event: PatientDied) -> None:
    if event.pet_id is None or event.follows_pet or not await _is_dead_patient(gate, tenant, event):
        return
    async with gate.core_work("system", system_actor(event.topic)) as work:
        if await work.value(PET_STATE, event.pet_id) in {"active", "archived"}:
            died = Deceased(died_on=event.died_on)
            await pets.mark_pet_deceased(work, event.pet_id, died, reported_at=tenant.id)


async def handle_patient_death_undone(gate: Gate, tenant: Tenant, event: PatientDeathUndone) -> None:
    if event.pet_id is None or event.follows_pet or await _is_dead_patient(gate, tenant, event):
        return
    async with gate.core_work("system", system_actor(event.topic)) as work:
        if await work.value(PET_STATE, event.pet_id) == "deceased":
            await pets.restore_pet(work, event.pet_id, reported_at=tenant.id)


async def _is_dead_patient(gate: Gate, tenant: Tenant, event: PatientDied | PatientDeathUndone) -> bool:
    """Now, which may be something else than when the event was written."""
    async with gate.view(tenant, system_actor(event.topic)) as view:
        return bool(await view.value(PATIENT_STATE, event.patient_id) == "deceased")


async def _is_dead_pet(gate: Gate, cause: str, pet_id: UUID) -> bool:
    async with gate.core_view("system", system_actor(cause)) as view:
        return bool(await view.value(PET_STATE, pet_id) == "deceased")


async def _at_every_practice(
    gate: Gate,
    cause: str,
    owner_user_id: UUID,
    follow: Callable[[Work], Awaitable[None]],
    but: UUID | None = None,
) -> None:
    """At every practice that may know the owner, some at a time, `but` the one that reported what happened.

    Trouble in one does not keep the others waiting. Raises SomeFailed at the end, so that the event comes again.
    """
    actor, after, failed = system_actor(cause), None, False

    async def at(tenant: Tenant) -> None:
        async with gate.work(tenant, actor) as work:
            await follow(work)

    while True:
        async with gate.core_view("system", actor) as view:
            batch = await linked_practices(view, owner_user_id, after)
        if not batch:
            break
        try:
            await everywhere([one.tenant for one in batch if one.tenant.id != but], at)
        except SomeFailed:
            failed = True
        after = batch[-1].tenant.id
    if failed:
        raise SomeFailed
