"""Goes round the practices of an owner, each through its own portal, and lays what they show side by side."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.http.paging import Page, decode_cursor, encode_cursor
from vetsync.patients.errors import OwnerNotLinked
from vetsync.patients.pets.queries import pet
from vetsync.patients.queries import OwnedPractice, client_id_at, owned_practices
from vetsync.records.owners.queries import own_record, own_records, own_vaccinations, own_weights
from vetsync.records.permissions import OWNER_USE
from vetsync.records.queries import ALL_BITS, FAR
from vetsync.records.readings import is_noted, note_readings
from vetsync.records.rules import due_states
from vetsync.records.schemas import (
    OwnerRecord,
    OwnerRecordLine,
    Passport,
    PassportVaccination,
    PassportWeight,
)

PASSPORT_RECORDS = 50


async def records_of_owner(
    gate: Gate, actor: Actor, pet_id: UUID | None, cursor: str | None, limit: int
) -> Page[OwnerRecordLine]:
    """Shared visits at all practices, the newest first."""
    before = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else (FAR, ALL_BITS)
    found: list[OwnerRecordLine] = []
    for practice in await _practices(gate, actor):
        async with gate.portal(practice.tenant, actor, practice.client_id) as view:
            found += await own_records(view, pet_id, before, limit + 1)
    found.sort(key=lambda line: (line.visited_at, line.id), reverse=True)
    page = found[:limit]
    more = len(found) > limit
    return Page(items=page, next_cursor=encode_cursor(page[-1].visited_at, page[-1].id) if more else None)


async def record_of_owner(gate: Gate, actor: Actor, tenant: Tenant, record_id: UUID) -> OwnerRecord:
    """An owner's reading leaves a trace like anybody's. Raises RecordNotFound, OwnerNotLinked."""
    client_id = await client_of(gate, actor, tenant)
    async with gate.portal(tenant, actor, client_id) as view:
        found, is_known = await own_record(view, record_id), await is_noted(view, record_id)
    if not is_known:
        await note_owner_reading(gate, actor, tenant, record_id)
    return found


async def note_owner_reading(gate: Gate, actor: Actor, tenant: Tenant, record_id: UUID) -> None:
    """Of what the portal has shown; the portal itself cannot write, so the practice's role does."""
    async with gate.work(tenant, actor) as work:
        work.require(OWNER_USE)
        await note_readings(work, [record_id], "owner")


async def passport_of_pet(gate: Gate, actor: Actor, pet_id: UUID) -> Passport:
    """Raises PetNotFound, for somebody else's pet too."""
    async with gate.core_view("person", actor) as core:
        own_pet, now = await pet(core, pet_id), core.now
    vaccinations: list[PassportVaccination] = []
    zones: list[str] = []
    weights: list[PassportWeight] = []
    records: list[OwnerRecordLine] = []
    for practice in await _practices(gate, actor):
        async with gate.portal(practice.tenant, actor, practice.client_id) as view:
            given = [
                PassportVaccination(
                    product=one.product,
                    batch=one.batch,
                    diseases=one.diseases,
                    given_on=one.given_on,
                    valid_until_on=one.valid_until_on,
                    due="unknown",
                    practice_name=practice.tenant.name,
                    vet_name=one.vet_name,
                )
                for one in await own_vaccinations(view, pet_id)
            ]
            vaccinations += given
            zones += [practice.tenant.zone] * len(given)
            weights += await own_weights(view, pet_id)
            records += await own_records(view, pet_id, (FAR, ALL_BITS), PASSPORT_RECORDS)
    _judge(vaccinations, zones, now)
    return Passport(
        pet_id=own_pet.id,
        pet_name=own_pet.name,
        species=own_pet.species,
        chip=own_pet.chip,
        born_on=own_pet.born_on,
        vaccinations=sorted(vaccinations, key=lambda one: one.given_on, reverse=True),
        weights=sorted(weights, key=lambda one: one.measured_at, reverse=True),
        records=sorted(records, key=lambda one: one.visited_at, reverse=True),
    )


def _judge(vaccinations: list[PassportVaccination], zones: list[str], now: datetime) -> None:
    """Each ends with its last day where it was given, so it is that place's today that counts."""
    judged = {zone: due_states(vaccinations, now.astimezone(ZoneInfo(zone)).date()) for zone in set(zones)}
    for place, (one, zone) in enumerate(zip(vaccinations, zones, strict=True)):
        one.due = judged[zone][place]


async def client_of(gate: Gate, actor: Actor, tenant: Tenant) -> UUID:
    """Who the signed-in owner is at this practice; raises OwnerNotLinked."""
    assert actor.id is not None
    async with gate.core_view("person", actor) as core:
        client_id = await client_id_at(core, actor.id, tenant.id)
    if client_id is None:
        raise OwnerNotLinked
    return client_id


async def _practices(gate: Gate, actor: Actor) -> list[OwnedPractice]:
    assert actor.id is not None
    async with gate.core_view("person", actor) as core:
        return await owned_practices(core, actor.id)
