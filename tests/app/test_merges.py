"""Two that were one become one, with all that belongs to them in every domain; and two again, as if nothing was."""

import asyncio
import random
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from tests.app.doubles import DESK, apart, appointment, client, everything, lives, merged, naming
from tests.conftest import START, Clock, Database
from tests.patients.people import CHIP, SANNE
from tests.records.visits import CONSULT, NOOR, NOOR_VET, SYSTEM, Clinic, drafted, opened_clinic
from vetsync.app.merging import LEFT
from vetsync.insights.practice.queries import practice_report
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import NotFound, Stale
from vetsync.messaging.letters.queries import client_address
from vetsync.messaging.threads.queries import threads
from vetsync.messaging.threads.schemas import ThreadStart
from vetsync.messaging.threads.service import start_thread
from vetsync.patients.clients import queries as clients
from vetsync.patients.clients.schemas import ClientChange, PatientNew, Registration
from vetsync.patients.clients.service import (
    change_client,
    mark_deceased,
    register_client_with_patient,
)
from vetsync.patients.errors import (
    CannotMerge,
    LaterMergeFirst,
    MergedAway,
    NothingToUndo,
    PatientIsNotActive,
)
from vetsync.patients.merging import queries, service
from vetsync.patients.merging.followers import followers
from vetsync.patients.merging.schemas import MergeWish, Versions
from vetsync.patients.schemas import Deceased
from vetsync.records.lists.queries import drafts, records_of_patient
from vetsync.records.owners.queries import own_records
from vetsync.records.patient_list.queries import found_patients
from vetsync.records.queries import ALL_BITS, FAR
from vetsync.records.schemas import VitalsChange
from vetsync.records.service import change_vitals
from vetsync.scheduling.bookings.service import hold_living_patient

pytestmark = pytest.mark.anyio

NAMING_COLUMNS = """
select c.relname || '.' || a.attname
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')
  and (a.attname in ('client_id', 'patient_id')
       or exists (
         select from pg_constraint k
         where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey)
           and k.confrelid in (to_regclass($2), to_regclass($3))))
"""
ANNA = {"first_name": "Anna", "phone": "06 11111111", "postcode": "1011 AB"}
ANNE = {"first_name": "Anne", "phone": "06 11111111", "email": "anne@example.org"}


@pytest.fixture
async def tenant(gate: Gate, tenants: tuple[Tenant, Tenant]) -> Tenant:
    """With a vet, a nurse, and Sanne, who has an account and a dog."""
    return (await opened_clinic(gate, tenants[0])).tenant


async def twice(gate: Gate, tenant: Tenant) -> tuple[tuple[UUID, UUID], tuple[UUID, UUID]]:
    """Anna with Bella, and Anna with Bella: client and patient of each."""
    first = await client(gate, tenant, "Jansen", "Bella", **ANNA)
    second = await client(gate, tenant, "Janssen", "Bella", **ANNE)
    return first, second


async def columns_that_name(database: Database, tenant: Tenant) -> set[str]:
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        found = await connection.fetch(
            NAMING_COLUMNS, tenant.schema, f"{tenant.schema}.client", f"{tenant.schema}.patient"
        )
    finally:
        await connection.close()
    return {row[0] for row in found}


async def test_every_column_that_names_a_client_or_a_patient_follows_or_is_left_on_purpose(
    database: Database, tenant: Tenant
) -> None:
    follows = {one.column for kind in ("client", "patient") for one in followers(kind)}
    found = await columns_that_name(database, tenant)
    assert {"appointment.client_id", "thread.patient_id", "patient.merged_into"} <= found
    assert found - follows - LEFT.keys() == set()
    assert follows | LEFT.keys() <= found


async def test_merged_and_taken_apart_everything_is_as_it_was(
    gate: Gate, tenant: Tenant, database: Database
) -> None:
    first, second = await twice(gate, tenant)
    await lives(gate, tenant, *first, day=3)
    await lives(gate, tenant, *second, day=4)
    before = await everything(gate, tenant, database)
    clients_made = await merged(gate, tenant, "client", first[0], second[0], email="dropped")
    animals_made = await merged(gate, tenant, "patient", first[1], second[1])
    between = await everything(gate, tenant, database)
    # Records and who may read them stay with the one they were written for.
    assert set(naming(between, second[0])) <= {"record.client_id"}
    assert set(naming(between, second[1])) == {"record.patient_id", "record_share.patient_id"}
    await apart(gate, tenant, animals_made.id)
    await apart(gate, tenant, clients_made.id)
    after = await everything(gate, tenant, database)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


async def test_what_is_shown_of_both_stands_with_the_one_who_was_kept(gate: Gate, tenant: Tenant) -> None:
    first, second = await twice(gate, tenant)
    await lives(gate, tenant, *first, day=3)
    await lives(gate, tenant, *second, day=4)
    await merged(gate, tenant, "client", first[0], second[0])
    await merged(gate, tenant, "patient", first[1], second[1])
    async with gate.view(tenant, SYSTEM) as view:
        whole = await clients.client(view, first[0])
        assert [animal.id for animal in whole.patients] == [first[1]]
        assert len((await records_of_patient(view, first[1], None, 50)).items) == 4
        assert {(one.client_id, one.patient_id) for one in (await drafts(view, None, None, 50)).items} == {
            first
        }
        talks = (await threads(view, None, first[0], None, 50)).items
        assert len(talks) == 4
        assert {one.patient_id for one in talks} == {first[1], None}
        assert [one.grams for one in await clients.weighings(view, first[1])] == [9014, 9004, 9013, 9003]
        assert (await clients.patient(view, first[1])).weight_grams == 9014


async def test_who_was_merged_is_found_nowhere_and_leads_to_the_one_who_was_kept(
    gate: Gate, tenant: Tenant
) -> None:
    first = await client(gate, tenant, "Jansen", "Bella", **ANNA)
    second = await client(gate, tenant, "Pietersen", "Rex", phone="06 22222222", patient={"chip": CHIP})
    async with gate.view(tenant, SYSTEM) as view:
        number = (await clients.client(view, second[0])).number
    await merged(gate, tenant, "client", first[0], second[0])
    async with gate.view(tenant, SYSTEM) as view:
        for sought in (str(number), "06 22222222", CHIP, "Rex"):
            found = await found_patients(view, sought, None, 20)
            assert "Jansen" in {line.client_name.split()[-1] for line in found}, sought
            assert {line.client_id for line in found} == {first[0]}, sought
        assert await found_patients(view, "Pietersen", None, 20) == []
        assert (await clients.client(view, second[0])).id == first[0]
        assert await client_address(view, second[0]) is None
        look = clients.DuplicateLook(last_name="Pietersen", phone="06 22222222")
        assert [one.client_id for one in await clients.candidates(view, look)] == [first[0]]
    with pytest.raises(MergedAway):
        async with gate.work(tenant, DESK) as work:
            await change_client(work, second[0], 3, ClientChange(city="Assen"))


async def test_who_was_merged_is_no_new_client_of_their_own(gate: Gate, tenant: Tenant) -> None:
    counter = Actor(UUID(int=932), "user", frozenset({"reports.read", "practice.read"}), "counter")

    async def new_clients() -> int:
        async with gate.view(tenant, counter) as view:
            return (await practice_report(view, START.date(), START.date())).figures.new_clients

    first, second = await twice(gate, tenant)
    before = await new_clients()
    made = await merged(gate, tenant, "client", first[0], second[0])
    assert await new_clients() == before - 1
    await apart(gate, tenant, made.id)
    assert await new_clients() == before


async def test_a_patient_that_was_merged_cannot_be_booked_for(gate: Gate, tenant: Tenant) -> None:
    owner, bella = await client(gate, tenant, "Jansen", "Bella", **ANNA)
    again = await another(gate, tenant, owner, "Bella")
    await merged(gate, tenant, "patient", bella, again)
    async with gate.view(tenant, SYSTEM) as view:
        assert (await clients.patient(view, again)).id == bella
        assert [
            line.id for line in await found_patients(view, "Bella", None, 20) if line.client_id == owner
        ] == [bella]
    with pytest.raises(PatientIsNotActive):
        async with gate.work(tenant, DESK) as work:
            await hold_living_patient(work, again)


async def another(gate: Gate, tenant: Tenant, client_id: UUID, name: str, species: str = "dog") -> UUID:
    async with gate.work(tenant, DESK) as work:
        made = await register_client_with_patient(
            work,
            Registration(
                client_id=client_id, patient=PatientNew(name=name, species=species), confirmed_new=True
            ),
        )
    return made.patient_id


async def test_an_owner_with_an_account_sees_exactly_their_own(gate: Gate, tenant: Tenant) -> None:
    async with gate.view(tenant, SYSTEM) as view:
        sanne = await view.value("select id from client where user_id = $1", SANNE.id)
        bella = await view.value("select id from patient where client_id = $1", sanne)
    by_hand = await client(gate, tenant, "Berg", "Bella", phone="06 12345678")
    stranger = await client(gate, tenant, "Vreemd", "Moos", phone="06 33333333")
    for number, one in enumerate(((sanne, bella), by_hand, stranger), 3):
        await lives(gate, tenant, *one, day=number)
    assert await seen_by_owner(gate, tenant, sanne) == (1, 2, 1)
    made = await merged(gate, tenant, "client", by_hand[0], sanne)
    assert (made.kept_id, made.dropped_id) == (sanne, by_hand[0])
    assert await seen_by_owner(gate, tenant, sanne) == (2, 4, 2)
    animals = await merged(gate, tenant, "patient", by_hand[1], bella)
    assert animals.kept_id == bella
    assert await seen_by_owner(gate, tenant, sanne) == (2, 4, 2)
    assert await seen_by_owner(gate, tenant, stranger[0]) == (1, 2, 1)
    await apart(gate, tenant, animals.id)
    await apart(gate, tenant, made.id)
    assert await seen_by_owner(gate, tenant, sanne) == (1, 2, 1)


async def seen_by_owner(gate: Gate, tenant: Tenant, client_id: UUID) -> tuple[int, int, int]:
    """How many appointments, conversations and records the portal shows."""
    async with gate.portal(tenant, SANNE, client_id) as view:
        return (
            await view.value("select count(id) from appointment"),
            await view.value("select count(id) from thread"),
            len(await own_records(view, None, (FAR, ALL_BITS), 50)),
        )


async def test_of_two_who_have_an_account_neither_is_merged(gate: Gate, tenant: Tenant) -> None:
    async with gate.view(tenant, SYSTEM) as view:
        sanne = await view.value("select id from client where user_id = $1", SANNE.id)
    other, _ = await client(gate, tenant, "Jansen", "Moos", **ANNA)
    async with gate.work(tenant, SYSTEM) as work:
        await work.update("client", other, None, {"user_id": UUID(int=999)})
    async with gate.view(tenant, DESK) as view:
        assert (await queries.merge_preview(view, "client", sanne, other)).refused == "both_have_accounts"
    with pytest.raises(CannotMerge) as refused:
        await merged(gate, tenant, "client", sanne, other)
    assert refused.value.problem_code == "both_have_accounts"


async def test_animals_of_two_clients_or_of_two_kinds_or_only_one_alive_are_not_merged(
    gate: Gate, tenant: Tenant
) -> None:
    owner, bella = await client(gate, tenant, "Jansen", "Bella", **ANNA)
    _, elsewhere = await client(gate, tenant, "Bakker", "Bella", phone="06 44444444")
    cat, dead = (
        await another(gate, tenant, owner, "Bella", "cat"),
        await another(gate, tenant, owner, "Bella"),
    )
    async with gate.work(tenant, DESK) as work:
        await mark_deceased(work, dead, Deceased())
    for other, why in ((elsewhere, "owners_differ"), (cat, "species_differ"), (dead, "one_is_dead")):
        with pytest.raises(CannotMerge) as refused:
            await merged(gate, tenant, "patient", bella, other)
        assert refused.value.problem_code == why


async def test_of_two_merges_at_once_of_the_same_two_one_is_made(gate: Gate, tenant: Tenant) -> None:
    first, second = await twice(gate, tenant)
    made = await asyncio.gather(
        merged(gate, tenant, "client", first[0], second[0]),
        merged(gate, tenant, "client", second[0], first[0]),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in made) in (
        ["MergeDone", "Stale"],
        ["CannotMerge", "MergeDone"],
    )
    async with gate.view(tenant, SYSTEM) as view:
        assert await view.value("select count(*) from client where state = 'merged'") == 1
        assert await view.value("select count(*) from merge") == 1


async def test_whoever_saw_another_version_merges_nothing(gate: Gate, tenant: Tenant) -> None:
    first, second = await twice(gate, tenant)
    wish = MergeWish(
        kind="client", kept_id=first[0], dropped_id=second[0], versions=Versions(kept=1, dropped=1)
    )
    async with gate.work(tenant, DESK) as work:
        await change_client(work, second[0], 1, ClientChange(city="Assen"))
    with pytest.raises(Stale):
        async with gate.work(tenant, DESK) as work:
            await service.merge(work, wish)


async def test_what_is_booked_while_it_is_merged_follows_too(
    gate: Gate, tenant: Tenant, database: Database
) -> None:
    first, second = await twice(gate, tenant)
    async with gate.work(tenant, DESK) as work:
        assert await hold_living_patient(work, second[1]) == second[0]
        merging = asyncio.create_task(merged(gate, tenant, "client", first[0], second[0]))
        await waits(gate, tenant)
        await work.insert("appointment", booking(*second))
    await merging
    assert set(naming(await everything(gate, tenant, database), second[0])) == set()


async def test_a_conversation_begun_while_it_is_merged_follows_too(
    gate: Gate, tenant: Tenant, database: Database
) -> None:
    first, second = await twice(gate, tenant)
    async with gate.work(tenant, DESK) as work:
        begun = ThreadStart(client_id=second[0], patient_id=second[1], subject="Vraag", text="Dag")
        await start_thread(work, begun)
        merging = asyncio.create_task(merged(gate, tenant, "client", first[0], second[0]))
        await waits(gate, tenant)
    await merging
    assert set(naming(await everything(gate, tenant, database), second[0])) == set()


async def test_whoever_begins_after_the_merge_has_locked_finds_the_one_who_was_kept(
    gate: Gate, tenant: Tenant
) -> None:
    first, second = await twice(gate, tenant)

    async def book() -> UUID:
        async with gate.work(tenant, DESK) as work:
            return await hold_living_patient(work, second[1])

    async def begin() -> None:
        async with gate.work(tenant, DESK) as work:
            await start_thread(work, ThreadStart(client_id=second[0], subject="Vraag", text="Dag"))

    async with gate.work(tenant, DESK) as work:
        wish = MergeWish(
            kind="client", kept_id=first[0], dropped_id=second[0], versions=Versions(kept=1, dropped=1)
        )
        await service.merge(work, wish)
        booking_task, begin_task = asyncio.create_task(book()), asyncio.create_task(begin())
        await waits(gate, tenant, 2)
    assert await booking_task == first[0]
    with pytest.raises(NotFound):
        await begin_task


async def test_what_is_weighed_at_a_visit_while_its_patient_is_merged_follows_too(
    gate: Gate, tenant: Tenant, database: Database
) -> None:
    owner, bella = await client(gate, tenant, "Jansen", "Bella", **ANNA)
    again = await another(gate, tenant, owner, "Bella")
    draft = await drafted(gate, Clinic(tenant, owner, again, UUID(int=0)))

    async def weigh() -> None:
        async with gate.work(tenant, NOOR) as work:
            await change_vitals(work, draft.id, 1, VitalsChange(weight_grams=8_000))

    async with gate.work(tenant, DESK) as work:
        wish = MergeWish(
            kind="patient", kept_id=bella, dropped_id=again, versions=Versions(kept=1, dropped=1)
        )
        made = await service.merge(work, wish)
        weighing = asyncio.create_task(weigh())
        await waits(gate, tenant)
    await weighing
    rows = await everything(gate, tenant, database)
    assert [row["patient_id"] for row in rows["patient_weight"]] == [bella]
    await apart(gate, tenant, made.id)
    rows = await everything(gate, tenant, database)
    assert [row["patient_id"] for row in rows["patient_weight"]] == [again], "it belongs to its record"
    assert {row["id"]: row["weight_grams"] for row in rows["patient"] if row["client_id"] == owner} == {
        bella: None,
        again: 8_000,
    }


async def waits(gate: Gate, tenant: Tenant, count: int = 1) -> None:
    """Until so many transactions stand in a queue."""
    async with asyncio.timeout(20):
        while True:
            async with gate.view(tenant, SYSTEM) as view:
                if await view.value("select count(*) from pg_locks where not granted") >= count:
                    return
            await asyncio.sleep(0.01)


def booking(client_id: UUID, patient_id: UUID) -> dict[str, object]:
    starts_at = START + timedelta(days=9)
    return {
        "id": UUID(int=77), "type_id": CONSULT, "client_id": client_id, "patient_id": patient_id,
        "state": "confirmed", "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=20),
        "vet_id": NOOR_VET, "created_at": START, "source": "desk",
    }  # fmt: skip


async def test_what_was_changed_since_stays_and_is_told(gate: Gate, tenant: Tenant) -> None:
    first, second = await twice(gate, tenant)
    made = await merged(gate, tenant, "client", first[0], second[0], last_name="dropped", email="dropped")
    async with gate.work(tenant, DESK) as work:
        version = (await queries.cards_of(work, "client", [first[0]]))[first[0]].version
        await change_client(work, first[0], version, ClientChange(email="nieuw@example.org"))
    async with gate.work(tenant, DESK) as work:
        seen = await service.preview_unmerge(work, made.id)
    assert {one.field: (one.now, one.before, one.stays) for one in seen.fields} == {
        "last_name": ("Janssen", "Jansen", False),
        "email": ("nieuw@example.org", None, True),
    }
    assert seen.animals == ["Bella"]
    await apart(gate, tenant, made.id)
    async with gate.view(tenant, SYSTEM) as view:
        kept = await clients.client(view, first[0])
    assert (kept.last_name, kept.email) == ("Jansen", "nieuw@example.org")


async def test_what_was_made_since_goes_back_with_its_animal_and_else_stays(
    gate: Gate, tenant: Tenant
) -> None:
    first, second = await twice(gate, tenant)
    made = await merged(gate, tenant, "client", first[0], second[0])
    for at, patient in enumerate((first[1], second[1])):
        await appointment(gate, tenant, first[0], patient, START + timedelta(days=6, hours=at))
    async with gate.work(tenant, DESK) as work:
        await start_thread(work, ThreadStart(client_id=first[0], subject="Vraag", text="Dag"))
        seen = await service.preview_unmerge(work, made.id)
    assert [(one.what, one.count) for one in seen.since] == [("appointment", 1)]
    async with gate.view(tenant, SYSTEM) as view:
        assert await view.value("select count(*) from appointment where client_id = $1", second[0]) == 0
    await apart(gate, tenant, made.id)
    async with gate.view(tenant, SYSTEM) as view:
        owners = {
            row[0]: row[1] for row in await view.records("select patient_id, client_id from appointment")
        }
        assert owners == {first[1]: first[0], second[1]: second[0]}
        assert await view.value("select client_id from thread") == first[0]


async def test_what_was_merged_later_is_taken_apart_first(gate: Gate, tenant: Tenant) -> None:
    first, second = await twice(gate, tenant)
    third, _ = await client(gate, tenant, "Jansen", "Moos", phone="06 55555555")
    made = await merged(gate, tenant, "client", first[0], second[0])
    animals = await merged(gate, tenant, "patient", first[1], second[1])
    away = await merged(gate, tenant, "client", third, first[0])
    for later in (away, animals):
        with pytest.raises(LaterMergeFirst) as refused:
            await apart(gate, tenant, made.id)
        assert [one["id"] for one in refused.value.data["merges"]] == [str(later.id)]
        async with gate.work(tenant, DESK) as work:
            seen = await service.preview_unmerge(work, made.id)
        assert ([one.id for one in seen.blocked_by], seen.goes_back) == ([later.id], [])
        await apart(gate, tenant, later.id)
    await apart(gate, tenant, made.id)


async def test_a_merge_is_undone_once_and_within_thirty_days(
    gate: Gate, tenant: Tenant, clock: Clock
) -> None:
    first, second = await twice(gate, tenant)
    made = await merged(gate, tenant, "client", first[0], second[0])
    await apart(gate, tenant, made.id)
    with pytest.raises(NothingToUndo):
        await apart(gate, tenant, made.id)
    again = await merged(gate, tenant, "client", first[0], second[0])
    clock.advance(days=30)
    async with gate.view(tenant, DESK) as view:
        assert (await queries.merges_of(view, [first[0]])).items == []
    with pytest.raises(NothingToUndo):
        await apart(gate, tenant, again.id)


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_merged_in_whatever_order_comes_apart_again(
    gate: Gate, tenant: Tenant, database: Database, seed: int
) -> None:
    chance = random.Random(seed)
    pairs = [await client(gate, tenant, f"Jansen{number}", "Bella", **ANNA) for number in range(4)]
    for number, pair in enumerate(pairs, 3):
        await lives(gate, tenant, *pair, day=number)
    before = await everything(gate, tenant, database)
    made: list[UUID] = []
    for _ in range(12):
        if made and chance.random() < 0.3:
            await apart(gate, tenant, made.pop())
            continue
        kind = chance.choice(("client", "patient"))
        one, other = chance.sample([pair[kind == "patient"] for pair in pairs], 2)
        try:
            made.append((await merged(gate, tenant, kind, one, other)).id)
        except CannotMerge:
            continue
    for merge_id in reversed(made):
        await apart(gate, tenant, merge_id)
    after = await everything(gate, tenant, database)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
