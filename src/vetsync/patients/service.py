"""How an owner becomes a client of a practice, and a pet its patient.

The link lives in the shared schema and names the client's id; the client and patient rows live in the practice's
own. So the id is known before either is written: it follows from who meets whom. The practice's rows are made (or
refreshed) when something is booked, and the link after them, so that what fails leaves nothing behind.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from vetsync.kit.changes import differing
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, Work
from vetsync.kit.http.principal import Principal
from vetsync.kit.ids import new_id
from vetsync.patients.clients.queries import blind_email
from vetsync.patients.clients.rows import client_columns, keep_weight, next_client_number, patient_columns
from vetsync.patients.clients.schemas import ClientRow, PatientRow
from vetsync.patients.clients.service import LOCK_CLIENT, UNITS
from vetsync.patients.errors import PatientIsNotActive
from vetsync.patients.events import ClientChanged, ClientRegistered, PatientChanged, PatientRegistered
from vetsync.patients.permissions import OWNER_USE
from vetsync.patients.pets.queries import LINK
from vetsync.patients.rules import split_prefix
from vetsync.patients.schemas import OwnerCard, PetCard

ADD_LINK = """
insert into owner_practice (user_id, tenant_id, client_id, created_at) values ($1, $2, $3, $4)
on conflict do nothing returning true
"""
"""Whichever unique index notices it: were one named, two at the same moment could meet at the other and be refused."""
QUEUE_FOR_CLIENT = "select pg_advisory_xact_lock(hashtextextended('client ' || $1::uuid, 0))"
EDITED = """
select name_edited_at as name, email_edited_at as email, phone_edited_at as phone from client where id = $1
"""
UNLINKED_TWIN = """
select id from client where email_index = $1 and user_id is null and state = 'active' order by created_at, id limit 1
"""
LOCK_BY_PET = """
select p.id, p.client_id, p.pet_id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate,
       p.colour, p.chip, p.weight_grams, p.alert, p.insurance, p.photo_file_id, p.state, p.deceased_on, p.created_at,
       p.version, c.first_name, c.prefix, c.last_name, c.phone, c.alert as client_alert, c.city
from patient p join client c on c.id = p.client_id
where p.pet_id = $1 for no key update of p
"""
FOLLOWED = (
    "name",
    "species",
    "breed",
    "sex",
    "neutered",
    "born_on",
    "born_is_estimate",
    "colour",
    "photo_file_id",
)


async def future_client_id(gate: Gate, principal: Principal, tenant: Tenant) -> UUID:
    """Under which id the signed-in owner is, or would become, a client of this practice; writes nothing."""
    async with gate.core_view("person", principal.actor) as view:
        known: UUID | None = await view.value(LINK, principal.user, tenant.id)
    return known or uuid5(principal.user, str(tenant.id))


async def link_owner(gate: Gate, principal: Principal, tenant: Tenant) -> UUID:
    """Makes the owner known as a client of this practice, once; the client's id, the same ever after."""
    client_id = await future_client_id(gate, principal, tenant)
    async with gate.core_work("person", principal.actor) as work:
        await keep_link(work, principal.user, tenant, client_id)
    return client_id


async def keep_link(work: Work, user_id: UUID, tenant: Tenant, client_id: UUID) -> None:
    """One that is there already stays as it is."""
    if await work.value(ADD_LINK, user_id, tenant.id, client_id, work.now):
        work.audit("owner.link", "tenant", tenant.id, after={"client": client_id})


async def enrol_owner(work: Work, client_id: UUID, owner: OwnerCard) -> None:
    """Creates the client of that id, or brings name and ways of contact up to date where the practice wrote none.

    Somebody with the same e-mail address whom the practice entered by hand is not merged on its own, only noted
    in `possible_duplicate_of`: an address may be shared in a family.
    """
    work.require(OWNER_USE)
    row = await work.row(ClientRow, LOCK_CLIENT, client_id)
    if row is None:
        # Where there is no row to queue for yet, two first bookings at once would both make it.
        await work.value(QUEUE_FOR_CLIENT, client_id)
        row = await work.row(ClientRow, LOCK_CLIENT, client_id)
    if row is None:
        await _add_client(work, client_id, owner)
        return
    edited = (await work.records(EDITED, client_id))[0]
    await _follow_account(work, row, owner, {unit for unit, at in edited.items() if at is None})


async def follow_profile(
    work: Work, client_id: UUID, owner: OwnerCard, fields: Collection[str], changed_at: datetime
) -> None:
    """Takes over what the owner changed in the account at `changed_at`. Repeating it changes nothing.

    Who wrote last is right, for name and telephone number apart. A change of the account therefore leaves alone what
    it does not name, and what the practice wrote after it, however late or often it is told of; what the practice had
    written before gives way, and the log keeps it. A number that was taken out of the account stays: the practice may
    need it.
    """
    row = await work.row(ClientRow, LOCK_CLIENT, client_id)
    if row is None:
        return
    edited = (await work.records(EDITED, client_id))[0]
    named = {unit for unit, parts in UNITS.items() if set(parts) & set(fields)}
    units = {unit for unit in named if edited[unit] is None or edited[unit] < changed_at}
    await _follow_account(work, row, owner, units)


async def _follow_account(work: Work, row: ClientRow, owner: OwnerCard, units: Collection[str]) -> None:
    client_id = row.id
    said, names = _said(owner)
    sent = {part: said[part] for unit in units for part in UNITS[unit] if part in said}
    plain = {
        column: work.cipher.open("client", column, client_id, blob) if (blob := getattr(row, column)) else ""
        for column in ("email", "phone")
    }
    changed = {name: value for name, value in sent.items() if plain.get(name, getattr(row, name)) != value}
    if not changed:
        return
    columns = client_columns(work, client_id, changed, names)
    account_wrote = {f"{unit}_edited_at": None for unit in units}
    version = await work.update("client", client_id, None, columns | account_wrote)
    before = {name: plain.get(name, getattr(row, name)) for name in changed}
    work.audit("client.refresh", "client", client_id, before=before, after=changed)
    work.emit(ClientChanged(client_id=client_id, version=version))


def _said(owner: OwnerCard) -> tuple[dict[str, Any], tuple[str, str, str]]:
    """What an account says, as a client's fields; and the three parts of the name."""
    prefix, last_name = split_prefix(owner.last_name)
    said = {"first_name": owner.first_name, "prefix": prefix, "last_name": last_name, "email": owner.email}
    if owner.phone:
        said["phone"] = owner.phone
    return said, (owner.first_name, prefix, last_name)


async def enrol_pet(work: Work, client_id: UUID, owner: OwnerCard, pet: PetCard) -> UUID:
    """The patient that this pet is here, made or refreshed, together with its client.

    Raises PatientIsNotActive for a pet that is archived or deceased, at its owner's or here.
    """
    work.require(OWNER_USE)
    if pet.state != "active":
        raise PatientIsNotActive
    await enrol_owner(work, client_id, owner)
    row = await work.row(PatientRow, LOCK_BY_PET, pet.pet_id)
    if row is None:
        return await _add_patient(work, client_id, pet)
    if row.state != "active":
        raise PatientIsNotActive
    await _follow(work, row, pet)
    return row.id


async def refresh_pet(work: Work, pet: PetCard) -> None:
    """Takes over what the owner changed, where this practice knows the pet and it is alive."""
    row = await work.row(PatientRow, LOCK_BY_PET, pet.pet_id)
    if row is not None and row.state == "active":
        await _follow(work, row, pet)


async def _follow(work: Work, row: PatientRow, pet: PetCard) -> None:
    """The owner's word on name and looks; a chip is taken over but never away, weight is the practice's own."""
    before, after = differing(row, {name: getattr(pet, name) for name in FOLLOWED})
    chip = work.cipher.open("patient", "chip", row.id, row.chip) if row.chip else None
    if pet.chip and pet.chip != chip:
        before["chip"], after["chip"] = chip, pet.chip
    if not after:
        return
    version = await work.update("patient", row.id, None, patient_columns(work, row.id, after))
    work.audit("patient.refresh", "patient", row.id, before=before, after=after)
    work.emit(PatientChanged(patient_id=row.id, version=version))


async def _add_client(work: Work, client_id: UUID, owner: OwnerCard) -> None:
    said, names = _said(owner)
    sent = {**said, "locale": owner.locale}
    twin = await work.value(UNLINKED_TWIN, blind_email(work, owner.email))
    number = await next_client_number(work)
    fixed = {"id": client_id, "number": number, "user_id": owner.user_id, "created_at": work.now}
    columns = client_columns(work, client_id, sent, names)
    await work.insert("client", {**fixed, "possible_duplicate_of": twin, **columns})
    work.audit(
        "client.enrol", "client", client_id, after={"number": number, "possible_duplicate_of": twin, **sent}
    )
    work.emit(ClientRegistered(client_id=client_id))


async def _add_patient(work: Work, client_id: UUID, pet: PetCard) -> UUID:
    patient_id = new_id()
    sent = {name: getattr(pet, name) for name in (*FOLLOWED, "chip")}
    columns = patient_columns(work, patient_id, sent)
    fixed = {"id": patient_id, "client_id": client_id, "pet_id": pet.pet_id, "created_at": work.now}
    await work.insert("patient", {**fixed, **columns})
    if pet.weight_grams is not None:
        await keep_weight(work, patient_id, pet.weight_grams)
    work.audit("patient.enrol", "patient", patient_id, after={"client": client_id, **sent})
    work.emit(PatientRegistered(patient_id=patient_id, client_id=client_id))
    return patient_id
