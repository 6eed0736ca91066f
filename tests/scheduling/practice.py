"""A small practice for the tests of this domain: two vets, a room, a paravet, three types, one owner and her dog."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, Work, system_actor

OWNER = Actor(UUID(int=71), "user", frozenset({"owner.use", "signed_in"}), "owner")
STRANGER = Actor(UUID(int=72), "user", frozenset({"owner.use", "signed_in"}), "stranger")
DESK = Actor(
    UUID(int=73),
    "user",
    frozenset({"schedule.read", "schedule.book", "schedule.approve", "schedule.manage"}),
    "desk",
)
READER = Actor(UUID(int=74), "user", frozenset({"schedule.read"}), "reader")
SYSTEM = system_actor("test")

ANNA, BEA = UUID(int=11), UUID(int=12)
ROOM, NURSE = UUID(int=21), UUID(int=31)
CONSULT, SURGERY, CHECKUP = UUID(int=41), UUID(int=42), UUID(int=43)
CLIENT, PATIENT, PET = UUID(int=51), UUID(int=61), UUID(int=62)
OTHER_CLIENT, OTHER_PATIENT = UUID(int=52), UUID(int=63)

ADD_CLIENT = """
insert into client (id, number, first_name, prefix, last_name, name_search, created_at)
values ($1, $2, 'Sanne', 'de', 'Vries', 'sanne de vries', now())
"""
ADD_PATIENT = """
insert into patient (id, client_id, pet_id, name, name_search, species, created_at)
values ($1, $2, $3, 'Bella', 'bella', 'dog', now())
"""
WORKING_DAYS = """
insert into resource_hours (id, resource_id, weekday, opens, closes)
select gen_random_uuid(), r, d, '09:00', '17:00' from unnest($1::uuid[]) r, generate_series(1, 5) d
"""
OPEN_DAYS = """
insert into opening_hours (id, weekday, opens, closes)
select gen_random_uuid(), d, '09:00', '17:00' from generate_series(1, 5) d
"""
DOES = "insert into type_resource (type_id, resource_id) select t, r from unnest($1::uuid[]) t, unnest($2::uuid[]) r"


@dataclass
class Practice:
    gate: Gate
    tenant: Tenant
    client_id: UUID = CLIENT
    patient_id: UUID = PATIENT
    vets: tuple[UUID, UUID] = field(default=(ANNA, BEA))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A UTC moment in March 2026; Amsterdam is one hour ahead until the 29th. The tests begin on Monday the 2nd."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def furnish(work: Work) -> None:
    for number, (client, patient, pet) in enumerate(
        ((CLIENT, PATIENT, PET), (OTHER_CLIENT, OTHER_PATIENT, None)), 1
    ):
        await work.execute(ADD_CLIENT, client, number)
        await work.execute(ADD_PATIENT, patient, client, pet)
    for sort, (resource, kind, name) in enumerate(
        ((ANNA, "vet", "Anna"), (BEA, "vet", "Bea"), (ROOM, "room", "Kamer 1"), (NURSE, "paravet", "Noor"))
    ):
        await work.insert("resource", {"id": resource, "kind": kind, "name": name, "sort": sort})
    await work.execute(WORKING_DAYS, [ANNA, BEA, NURSE])
    await work.execute(OPEN_DAYS)
    kind = {"name_nl": "Consult", "name_en": "Consultation", "category": "consult", "minutes": 20}
    reach = {"grid_minutes": 20, "lead_minutes": 0, "notice_minutes": 120}
    await work.insert(
        "appointment_type", {"id": CONSULT, "key": "consult", "mode": "approve", **kind, **reach}
    )
    await work.insert(
        "appointment_type",
        {
            "id": SURGERY,
            "key": "surgery",
            "mode": "instant",
            "after_minutes": 20,
            **kind,
            **reach,
            "minutes": 60,
        },
    )
    await work.insert(
        "appointment_type",
        {
            "id": CHECKUP,
            "key": "checkup",
            "mode": "instant",
            "daily_limit": 1,
            "species": ["cat", "dog"],
            **kind,
            **reach,
        },
    )
    await work.execute("insert into type_need (type_id, kind) values ($1, 'room')", SURGERY)
    await work.execute(DOES, [CONSULT, SURGERY, CHECKUP], [ANNA, BEA])
