"""The data that is measured on: practices of a given size, deterministic from a seed, written in bulk.

Practices are made by the program's own provisioning. Clients and patients are sealed like real ones; visits are
made by the database itself, because half a million rows through Python would take longer than measuring.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec
import psycopg

from bench import names
from vetsync.identity.access.service import give_role
from vetsync.identity.login.passwords import Passwords
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.crypto.normal import phone_ends
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, Work, system_actor
from vetsync.kit.sound import sound_of
from vetsync.kit.text import fold
from vetsync.scheduling.presets import write_presets
from vetsync.tenancy.provisioning.schemas import Provision
from vetsync.tenancy.provisioning.service import Provisioner
from vetsync.tenancy.settings.schemas import PracticeFacts

SEED = 20260214
ACTOR = system_actor("bench")
PASSWORD = "een-zwaluw-meet-de-tijd"
ZONE = "Europe/Amsterdam"
BATCH = 5_000
DOES = ("consult", "vaccination", "recheck", "dental")

# 10 visits of 20 minutes per vet and weekday; ids count up with time, as version 7 would.
VISITS = """
insert into appointment (id, type_id, client_id, patient_id, state, starts_at, ends_at, vet_id, created_at, source,
                         record_id)
select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, t.id, p.client_id, p.id,
       case when starts_at < now() then 'completed' else 'confirmed' end, starts_at, starts_at + interval '20 min',
       v.id, starts_at - interval '6 days', 'desk',
       case when starts_at < now() then ('01900000-0000-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid end
from (
  select row_number() over (order by d, k, v) as n, v,
         (d + time '08:30' + k * interval '45 min') at time zone %(zone)s as starts_at
  from generate_series(%(first)s::date, %(last)s::date, '1 day') d, generate_series(0, 9) k,
       generate_series(1, %(vets)s) v
  where extract(isodow from d) < 6) s
join (select id, row_number() over (order by sort) as v from resource where kind = 'vet') v using (v)
join (select id, client_id, row_number() over (order by id) as i from patient) p
  on p.i = 1 + (hashint8(n) & 2147483647) %% %(patients)s
join appointment_type t on t.key = 'consult'
order by n
"""
ONE_DAY = """
insert into appointment (id, type_id, client_id, patient_id, state, starts_at, ends_at, vet_id, reason, created_at,
                         source)
select md5(%(on)s::text || n)::uuid, t.id, p.client_id, p.id, 'confirmed', starts_at, starts_at + interval '10 min',
       v.id, 'Controle na oorontsteking', starts_at - interval '6 days', 'desk'
from (
  select n, n %% %(vets)s + 1 as v,
         (%(on)s::date + time '08:00' + n / %(vets)s * interval '10 min') at time zone %(zone)s as starts_at
  from generate_series(0, %(count)s - 1) n) s
join (select id, row_number() over (order by sort) as v from resource where kind = 'vet') v using (v)
join (select id, client_id, row_number() over (order by id) as i from patient) p
  on p.i = 1 + (hashint8(n) & 2147483647) %% %(patients)s
join appointment_type t on t.key = 'recheck'
"""
PLACES = """
insert into booking_resource (id, appointment_id, resource_id, during, state)
select ('01900000-0000-7002-8000-'
        || lpad(to_hex(row_number() over (order by a.starts_at, a.id, r.kind)), 12, '0'))::uuid,
       a.id, r.id, tstzrange(a.starts_at, a.ends_at), 'confirmed'
from appointment a
join (select id, sort from resource where kind = 'vet') v on v.id = a.vet_id
join (select id, kind, sort from resource) r on r.sort = v.sort
order by a.starts_at
"""
RECORDS = """
insert into record (id, patient_id, client_id, appointment_id, vet_id, visited_at, state, signed_at, saved_at)
select record_id, patient_id, client_id, id, vet_id, starts_at, 'signed', ends_at, ends_at from appointment
where record_id is not null order by starts_at
"""


@dataclass(frozen=True)
class Size:
    slug: str
    patients: int
    vets: int
    years: int
    days: tuple[tuple[dt.date, int], ...] = ()
    """Dates after all other visits, and how many appointments they get."""


def local_today() -> dt.date:
    return dt.datetime.now(ZoneInfo(ZONE)).date()


async def add_account(gate: Gate, email: str) -> UUID:
    hashed = await Passwords().hash(PASSWORD)
    user_id = uuid5(NAMESPACE_URL, email)
    new = NewAccount(email=email, first_name="Meet", last_name="Lat", password_hash=hashed, is_verified=True)
    async with gate.core_work("auth", ACTOR) as work:
        return await create_account(work, new, user_id)


async def add_practice(gate: Gate, provisioner: Provisioner, slug: str, applicant: UUID) -> Tenant:
    """By the same steps as after an approval."""
    facts = PracticeFacts(name=f"Praktijk {slug}", city="Utrecht", lat=52.09, lon=5.12)
    application_id = uuid5(NAMESPACE_URL, f"application/{slug}")
    name = f"t_{uuid5(NAMESPACE_URL, slug).hex[:16]}"
    async with gate.core_work("platform", ACTOR) as work:
        wanted = Provision(
            id=uuid5(NAMESPACE_URL, f"provision/{slug}"), application_id=application_id,
            tenant_id=uuid5(NAMESPACE_URL, f"tenant/{slug}"), slug=slug, kind="practice", schema_name=name,
            role_name=name,
            facts=msgspec.to_builtins(facts), applicant_user_id=applicant, state="requested", attempts=0,
            requested_at=work.now, changed_at=work.now,
        )  # fmt: skip
        await work.insert("provision", wanted)
    return await provisioner.provision_practice(application_id)


async def fill_practice(gate: Gate, tenant: Tenant, size: Size, user_id: UUID, superuser_dsn: str) -> None:
    dice = random.Random(SEED)
    async with gate.core_work("system", ACTOR) as work:
        await give_role(work, tenant, user_id, "clinic_admin")
    async with gate.work(tenant, ACTOR) as work:
        await add_agenda(work, size.vets)
    clients = list(range(max(1, size.patients * 2 // 3)))
    for first in range(0, len(clients), BATCH):
        async with gate.work(tenant, ACTOR) as work:
            await work.insert_many("client", [_client(work, n, dice) for n in clients[first : first + BATCH]])
    for first in range(0, size.patients, BATCH):
        async with gate.work(tenant, ACTOR) as work:
            numbers = range(first, min(first + BATCH, size.patients))
            await work.insert_many("patient", [_patient(work, n, len(clients), dice) for n in numbers])
    _add_visits(superuser_dsn, tenant.schema, size)


async def add_agenda(work: Work, vets: int) -> None:
    """Presets, and as many rooms as vets."""
    await write_presets(work, rooms=False)
    await work.insert_many("resource", list(_resources(work.tenant.id, vets)))
    people = [
        row["id"] for row in await work.records("select id from resource where kind = 'vet' order by sort")
    ]
    await work.insert_many(
        "resource_hours",
        [
            {"id": uuid5(vet, str(weekday)), "resource_id": vet, "weekday": weekday, "opens": dt.time(8),
             "closes": dt.time(17, 30)}
            for vet in people for weekday in range(1, 6)
        ],
    )  # fmt: skip
    await work.execute(
        "insert into type_resource (type_id, resource_id) select t.id, r.id from appointment_type t, resource r "
        "where t.key = any($1::text[]) and r.kind = 'vet'",
        list(DOES),
    )


def _resources(tenant_id: UUID, vets: int) -> Iterator[dict[str, Any]]:
    for kind in ("vet", "room"):
        for sort in range(1, vets + 1):
            name = f"{kind} {sort}"
            yield {
                "id": uuid5(tenant_id, name),
                "kind": kind,
                "name": name,
                "colour": "#3b82f6",
                "sort": sort,
            }


def phone_of(number: int) -> str:
    return f"+3160{number:07d}"


def chip_of(number: int) -> str:
    return f"5280999{number:08d}"


def _client(work: Work, number: int, dice: random.Random) -> dict[str, Any]:
    client_id = id_of(1, number)
    first, (prefix, last) = names.first_name(dice), names.last_name(dice)
    email, phone = f"client{number}@bench.example", phone_of(number)
    seal, blind = work.cipher.seal, work.cipher.blind
    return {
        "id": client_id, "number": number + 1, "first_name": first, "prefix": prefix, "last_name": last,
        "name_search": fold(f"{first} {prefix} {last}"), "name_sound": sound_of(f"{first} {prefix} {last}"),
        "email": seal("client", "email", client_id, email), "email_index": blind("email", email),
        "phone": seal("client", "phone", client_id, phone), "phone_index": blind("phone", phone),
        "phone_ends": [blind("phone_end", end) for end in phone_ends(phone)],
        # Nobody of these wants letters: what follows a booking should not be writing mail.
        "allows_email": False, "city": "Utrecht", "created_at": work.now,
    }  # fmt: skip


def _patient(work: Work, number: int, clients: int, dice: random.Random) -> dict[str, Any]:
    patient_id, name, chip = id_of(2, number), names.pet_name(dice), chip_of(number)
    return {
        "id": patient_id, "client_id": id_of(1, number % clients), "name": name, "name_search": fold(name),
        "name_sound": sound_of(name),
        "species": dice.choice(("dog", "cat", "rabbit")), "breed": "Kruising", "sex": dice.choice(("male", "female")),
        "born_on": dt.date(2018, 1, 1) + dt.timedelta(days=dice.randrange(2000)),
        "chip": work.cipher.seal("patient", "chip", patient_id, chip), "chip_index": work.cipher.blind("chip", chip),
        "weight_grams": dice.randrange(2_000, 40_000), "created_at": work.now,
    }  # fmt: skip


def id_of(kind: int, number: int) -> UUID:
    return UUID(f"01900000-0000-7{kind:03d}-9000-{number:012x}")


def _add_visits(superuser_dsn: str, schema: str, size: Size) -> None:
    """As the superuser, with references unchecked: they are right by construction."""
    today = local_today()
    given = {"zone": ZONE, "vets": size.vets, "patients": size.patients}
    with psycopg.connect(superuser_dsn) as connection:
        connection.execute("select set_config('search_path', %s, true)", (f"{schema}, extensions",))
        connection.execute("set local session_replication_role = replica")
        connection.execute("set local maintenance_work_mem = '256MB'")
        first, last = today - dt.timedelta(days=365 * size.years), today + dt.timedelta(days=20)
        connection.execute(VISITS, {**given, "first": first, "last": last})
        for on, count in size.days:
            connection.execute(ONE_DAY, {**given, "on": on, "count": count})
        connection.execute(PLACES)
        connection.execute(RECORDS)
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute("vacuum analyze")
