"""Writes one practice's agenda, clients, patients, visits and records in bulk, inside one transaction."""

import datetime as dt
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from vetsync.app.demo.cast import Clinic
from vetsync.app.demo.records import write_records
from vetsync.app.demo.visits import fill_house
from vetsync.app.demo.world import PARAVET_DOES, DemoClient, DemoPatient, StaffMember, Visit, World
from vetsync.kit.crypto.normal import normal_chip, normal_email, normal_phone
from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id
from vetsync.kit.sound import sound_of
from vetsync.kit.text import fold
from vetsync.patients.clients.rows import blind_ends
from vetsync.scheduling.presets import WEEK
from vetsync.scheduling.resources.schemas import Hours, WeekHours
from vetsync.scheduling.resources.service import set_opening_hours
from vetsync.scheduling.slots import queries as slots

VET_DOES = ("consult", "vaccination", "recheck", "dental", "surgery", "urgent", "farewell")
OCCUPATION = {"cancelled": "cancelled", "no_show": "cancelled", "pending": "pending"}
OCCUPY = """
insert into booking_resource (id, appointment_id, resource_id, during, state)
select x.id, x.appointment_id, x.resource_id, tstzrange(x.starts_at, x.ends_at), x.state
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[])
     x (id, appointment_id, resource_id, starts_at, ends_at, state)
"""
COLOURS = ("#3b82f6", "#10b981", "#8b5cf6", "#e8960c", "#0ea5a4", "#d9468f")


async def fill_practice(work: Work, world: World, clinic: Clinic) -> None:
    mine = [member for member in world.staff if member.clinic == clinic.slug]
    hours = [*WEEK, Hours(clinic.evening_weekday, "18:30", "20:30")]
    if "behaviour" in clinic.services:
        hours.append(Hours(6, "09:00", "12:00"))
    await set_opening_hours(work, WeekHours(items=hours))
    await _add_resources(work, world, clinic, mine)
    clients = [client for client in world.clients if client.clinic == clinic.slug]
    await work.insert_many(
        "client", [_client_row(work, number, one) for number, one in enumerate(clients, 1001)]
    )
    await work.insert("client_counter", {"name": "client", "last": 1000 + len(clients)})
    patients = [patient for patient in world.patients if patient.client.clinic == clinic.slug]
    weighings = world.weighings()
    await work.insert_many("patient", [_patient_row(work, one, weighings[one.id][1]) for one in patients])
    visits = [visit for visit in world.visits if visit.clinic == clinic.slug]
    await _add_visits(work, visits)
    weighed = {visit.patient.id for visit in visits if visit.state == "completed"}
    await work.insert_many(
        "patient_weight",
        [
            {"id": new_id(), "patient_id": one.id, "measured_at": weighings[one.id][0], "grams": weighings[one.id][1]}
            for one in patients if one.id not in weighed
        ],
    )  # fmt: skip


async def _add_resources(work: Work, world: World, clinic: Clinic, members: list[StaffMember]) -> None:
    people = [member for member in members if member.resource_id]
    rows = [
        {"id": member.resource_id, "kind": member.role, "name": member.person.name, "user_id": member.person.id,
         "colour": COLOURS[sort % len(COLOURS)], "sort": sort}
        for sort, member in enumerate(people)
    ]  # fmt: skip
    rows += [
        {
            "id": room,
            "kind": "room",
            "name": f"Spreekkamer {number}",
            "user_id": None,
            "colour": "",
            "sort": 50 + number,
        }
        for number, room in enumerate(world.rooms[clinic.slug], 1)
    ]
    await work.insert_many("resource", rows)
    at_work = [*WEEK, Hours(clinic.evening_weekday, "18:30", "20:30")]
    await work.insert_many(
        "resource_hours",
        [
            {"id": new_id(), "resource_id": member.resource_id, "weekday": one.weekday,
             "opens": dt.time.fromisoformat(one.opens), "closes": dt.time.fromisoformat(one.closes)}
            for member in people for one in at_work
        ],
    )  # fmt: skip
    kinds = {kind.key: kind.id for kind in await slots.appointment_types(work)}
    await work.insert_many(
        "type_resource",
        [
            {"type_id": kinds[key], "resource_id": member.resource_id}
            for member in people
            for key in (VET_DOES if member.role == "vet" else PARAVET_DOES)
        ],
    )


def _client_row(work: Work, number: int, client: DemoClient) -> dict[str, Any]:
    person, seal = client.person, work.cipher.seal
    phone, email = normal_phone(client.phone), normal_email(person.email)
    return {
        "id": client.id,
        "number": number,
        "first_name": person.first_name,
        "prefix": person.prefix,
        "last_name": person.last_name,
        "name_search": fold(f"{person.first_name} {person.last_name_whole}"),
        "name_sound": sound_of(f"{person.first_name} {person.last_name_whole}"),
        "user_id": client.user_id,
        "email": seal("client", "email", client.id, person.email),
        "email_index": work.cipher.blind("email", email),
        "phone": seal("client", "phone", client.id, phone),
        "phone_index": work.cipher.blind("phone", phone),
        "phone_ends": blind_ends(work.cipher, phone),
        "address": seal("client", "address", client.id, client.street),
        "postcode": client.postcode,
        "city": client.city,
        "created_at": client.since,
    }


def _patient_row(work: Work, patient: DemoPatient, grams: int) -> dict[str, Any]:
    chip = normal_chip(patient.chip) if patient.chip else None
    return {
        "id": patient.id,
        "client_id": patient.client.id,
        "pet_id": patient.pet_id,
        "name": patient.name,
        "name_search": fold(patient.name),
        "name_sound": sound_of(patient.name),
        "species": patient.species,
        "breed": patient.breed,
        "sex": patient.sex,
        "neutered": patient.neutered,
        "born_on": patient.born_on,
        "colour": patient.colour,
        "chip": work.cipher.seal("patient", "chip", patient.id, chip) if chip else None,
        "chip_index": work.cipher.blind("chip", chip) if chip else None,
        "weight_grams": grams,
        "state": "deceased" if patient.deceased_on else "active",
        "deceased_on": patient.deceased_on,
        "created_at": patient.client.since,
    }


async def _add_visits(work: Work, visits: list[Visit]) -> None:
    kinds = {kind.key: kind for kind in await slots.appointment_types(work)}
    records = {
        visit.id: uuid5(NAMESPACE_URL, f"record/{visit.id}") for visit in visits if visit.state == "completed"
    }
    await work.insert_many(
        "appointment",
        [_appointment_row(work, visit, kinds[visit.type_key].id, records.get(visit.id)) for visit in visits],
    )
    taken = [
        (visit, resource, kinds[visit.type_key])
        for visit in visits
        for resource in (visit.vet_id, visit.room_id)
    ]
    await work.execute(
        OCCUPY,
        [new_id() for _ in taken],
        [visit.id for visit, _, _ in taken],
        [resource for _, resource, _ in taken],
        [visit.starts_at - dt.timedelta(minutes=kind.before_minutes) for visit, _, kind in taken],
        [visit.ends_at + dt.timedelta(minutes=kind.after_minutes) for visit, _, kind in taken],
        [OCCUPATION.get(visit.state, "confirmed") for visit, _, _ in taken],
    )
    await write_records(work, visits, records)
    await fill_house(work, visits)


def _booked_at(visit: Visit, now: dt.datetime) -> dt.datetime:
    """Two days to a month before, so that a month's bookings are not all made on one day."""
    booked_at = visit.starts_at - dt.timedelta(days=2 + visit.id.int % 29)
    return booked_at if booked_at < now else now - dt.timedelta(hours=1 + visit.id.int % (20 * 24))


def _appointment_row(work: Work, visit: Visit, type_id: UUID, record_id: UUID | None) -> dict[str, Any]:
    patient = visit.patient
    return {
        "id": visit.id,
        "type_id": type_id,
        "client_id": patient.client.id,
        "patient_id": patient.id,
        "owner_user_id": patient.client.user_id,
        "pet_id": patient.pet_id,
        "state": visit.state,
        "starts_at": visit.starts_at,
        "ends_at": visit.ends_at,
        "vet_id": visit.vet_id,
        "reason": visit.case.reason,
        "cancelled_by": "owner" if visit.state == "cancelled" else None,
        "created_by": None,
        "created_at": _booked_at(visit, work.now),
        "source": visit.source,
        "record_id": record_id,
    }
