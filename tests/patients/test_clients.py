"""What a practice does with its clients and patients."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from tests.conftest import Clock, Database
from tests.patients.people import CHIP, DESK, READER, SYSTEM, registered, topics
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Forbidden, Invalid, Stale
from vetsync.kit.ids import new_id
from vetsync.patients.clients import queries, service
from vetsync.patients.clients.schemas import (
    ClientChange,
    PatientChange,
    PatientNew,
    Registration,
    WeighingNote,
)
from vetsync.patients.errors import ClientNotFound, NothingToUndo, PatientIsNotActive, PatientNotFound
from vetsync.patients.schemas import Deceased

pytestmark = pytest.mark.anyio
ACTS = "select count(*) from audit_entry where action = $1"


@pytest.fixture
def tenant(tenants: tuple[Tenant, Tenant]) -> Tenant:
    return tenants[0]


async def test_name_and_phone_name_and_species_are_enough(gate: Gate, tenant: Tenant) -> None:
    made = await registered(gate, tenant, {}, {})
    async with gate.view(tenant, READER) as view:
        client = await queries.client(view, made.client_id)
        patient = await queries.patient(view, made.patient_id)
    assert (client.number, client.phone, client.email, client.state) == (1, "+31201234567", None, "active")
    assert [one.name for one in client.patients] == ["Bella"]
    assert (patient.client_name, patient.client_phone, patient.chip) == ("Vries", "+31201234567", None)
    assert await topics(gate, tenant) == ["client.registered", "patient.registered"]


async def test_a_postcode_is_kept_as_it_is_written_when_registered_and_when_changed(
    gate: Gate, tenant: Tenant
) -> None:
    made = await registered(gate, tenant, {"postcode": "3511ab"}, {})

    async def kept() -> str:
        async with gate.view(tenant, READER) as view:
            return (await queries.client(view, made.client_id)).postcode

    assert await kept() == "3511 AB"
    async with gate.work(tenant, DESK) as work:
        await service.change_client(work, made.client_id, 1, ClientChange(postcode="8011 zw"))
    assert await kept() == "8011 ZW"


async def test_numbers_of_clients_are_each_practices_own(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    numbers = [
        (await registered(gate, tenant, {}, {})).client_number
        for tenant in (tenants[0], tenants[0], tenants[1])
    ]
    assert numbers == [1, 2, 1]


async def test_a_further_patient_goes_to_the_known_client(gate: Gate, tenant: Tenant) -> None:
    first = await registered(gate, tenant, {}, {})
    async with gate.work(tenant, DESK) as work:
        second = await service.register_client_with_patient(
            work, Registration(client_id=first.client_id, patient=PatientNew(name="Noppes", species="cat"))
        )
    assert second.client_id == first.client_id
    async with gate.view(tenant, READER) as view:
        assert len((await queries.client(view, first.client_id)).patients) == 2


async def test_a_practice_finds_nothing_of_another(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    made = await registered(gate, tenants[0], {}, {})
    async with gate.view(tenants[1], READER) as view:
        with pytest.raises(ClientNotFound):
            await queries.client(view, made.client_id)
        with pytest.raises(PatientNotFound):
            await queries.patient(view, made.patient_id)


async def test_who_may_only_read_registers_nobody(gate: Gate, tenant: Tenant) -> None:
    with pytest.raises(Forbidden):
        async with gate.work(tenant, READER) as work:
            await service.register_client_with_patient(
                work, Registration(patient=PatientNew(name="Bella", species="dog"))
            )


async def test_a_client_is_changed_field_by_field_and_found_under_the_new_name(
    gate: Gate, tenant: Tenant
) -> None:
    made = await registered(gate, tenant, {"notes": "Pays late"}, {})
    async with gate.work(tenant, DESK) as work:
        change = ClientChange(first_name="Zoë", prefix="de", email="Zoe@Example.org", phone=None)
        await service.change_client(work, made.client_id, 1, change)
    async with gate.view(tenant, READER) as view:
        client = await queries.client(view, made.client_id)
        folded = await view.value("select name_search from client where id = $1", made.client_id)
    assert (client.email, client.phone, client.notes) == ("zoe@example.org", None, "Pays late")
    assert folded == "zoe de vries"
    with pytest.raises(Stale):
        async with gate.work(tenant, DESK) as work:
            await service.change_client(work, made.client_id, 1, ClientChange(city="Utrecht"))


async def test_a_bad_number_is_told_at_its_own_field(gate: Gate, tenant: Tenant) -> None:
    made = await registered(gate, tenant, {}, {})
    with pytest.raises(Invalid) as refused:
        async with gate.work(tenant, DESK) as work:
            await service.change_client(work, made.client_id, 1, ClientChange(phone_second="12"))
    assert (refused.value.field, refused.value.problem_code) == ("phone_second", "bad_phone")


async def test_a_new_weight_joins_the_weighings(gate: Gate, tenant: Tenant, clock: Clock) -> None:
    made = await registered(gate, tenant, {}, {"weight_grams": 20_000})
    clock.advance(days=30)
    async with gate.work(tenant, DESK) as work:
        version = await work.value("select version from patient where id = $1", made.patient_id)
        await service.change_patient(work, made.patient_id, version, PatientChange(weight_grams=21_500))
    async with gate.view(tenant, READER) as view:
        patient = await queries.patient(view, made.patient_id)
    assert [one.grams for one in patient.weights] == [21_500, 20_000]
    assert patient.weight_grams == 21_500


async def weigh(gate: Gate, tenant: Tenant, patient_id: UUID, grams: int) -> UUID:
    async with gate.work(tenant, DESK) as work:
        version = (await queries.patient(work, patient_id)).version
        return (await service.note_weighing(work, patient_id, version, WeighingNote(grams=grams))).id


async def known(gate: Gate, tenant: Tenant, patient_id: UUID) -> tuple[int | None, list[int]]:
    async with gate.view(tenant, READER) as view:
        patient = await queries.patient(view, patient_id)
    return patient.weight_grams, [one.grams for one in patient.weights]


async def test_a_weighing_is_taken_back_to_the_one_before_and_the_same_weight_is_one_too(
    gate: Gate, tenant: Tenant, clock: Clock
) -> None:
    made = await registered(gate, tenant, {}, {})
    first = await weigh(gate, tenant, made.patient_id, 20_000)
    clock.advance(minutes=10)
    again = await weigh(gate, tenant, made.patient_id, 20_000)
    clock.advance(minutes=10)
    slip = await weigh(gate, tenant, made.patient_id, 2_000)
    assert await known(gate, tenant, made.patient_id) == (2_000, [2_000, 20_000, 20_000])
    for weighing, left in (
        (slip, (20_000, [20_000, 20_000])),
        (again, (20_000, [20_000])),
        (first, (None, [])),
    ):
        async with gate.work(tenant, DESK) as work:
            await service.take_back_weighing(work, made.patient_id, weighing)
        assert await known(gate, tenant, made.patient_id) == left
    async with gate.view(tenant, SYSTEM) as view:
        assert await view.value(ACTS, "patient.weigh") == await view.value(ACTS, "patient.weigh_undo") == 3


async def test_nobody_takes_back_a_weighing_of_somebody_else_of_another_animal_of_a_visit_or_of_long_ago(
    gate: Gate, tenant: Tenant, clock: Clock
) -> None:
    made, other = [await registered(gate, tenant, {}, {"name": name}) for name in ("Bella", "Moos")]
    weighing, colleague = await weigh(gate, tenant, made.patient_id, 20_000), replace(DESK, id=UUID(int=9))
    visit = new_id()
    async with gate.work(tenant, DESK) as work:
        await service.measure_weight(work, made.patient_id, 21_000, visit)
        of_visit = await work.value("select id from patient_weight where source_id = $1", visit)
    refused = (
        (colleague, made.patient_id, weighing), (DESK, other.patient_id, weighing), (DESK, made.patient_id, of_visit),
    )  # fmt: skip
    for actor, patient_id, wanted in refused:
        with pytest.raises(NothingToUndo):
            async with gate.work(tenant, actor) as work:
                await service.take_back_weighing(work, patient_id, wanted)
    clock.advance(minutes=61)
    with pytest.raises(NothingToUndo):
        async with gate.work(tenant, DESK) as work:
            await service.take_back_weighing(work, made.patient_id, weighing)
    assert await known(gate, tenant, made.patient_id) == (21_000, [21_000, 20_000])


async def test_a_weight_is_noted_by_who_saw_the_last_one_and_may_write(gate: Gate, tenant: Tenant) -> None:
    made = await registered(gate, tenant, {}, {})
    async with gate.view(tenant, READER) as view:
        seen = (await queries.patient(view, made.patient_id)).version
    await weigh(gate, tenant, made.patient_id, 20_000)
    for actor, error in ((DESK, Stale), (READER, Forbidden)):
        with pytest.raises(error):
            async with gate.work(tenant, actor) as work:
                await service.note_weighing(work, made.patient_id, seen, WeighingNote(grams=22_000))
    assert await known(gate, tenant, made.patient_id) == (20_000, [20_000])


async def test_the_dead_are_not_changed_and_a_mistaken_death_is_undone(gate: Gate, tenant: Tenant) -> None:
    made = await registered(gate, tenant, {}, {})
    for _ in range(2):
        async with gate.work(tenant, DESK) as work:
            await service.mark_deceased(work, made.patient_id, Deceased(died_on=date(2026, 3, 1)))
    with pytest.raises(PatientIsNotActive):
        async with gate.work(tenant, DESK) as work:
            await service.change_patient(work, made.patient_id, 2, PatientChange(name="Ghost"))
    async with gate.work(tenant, DESK) as work:
        await service.restore_patient(work, made.patient_id)
    async with gate.view(tenant, READER) as view:
        assert (await queries.patient(view, made.patient_id)).deceased_on is None
    with pytest.raises(NothingToUndo):
        async with gate.work(tenant, DESK) as work:
            await service.restore_patient(work, made.patient_id)
    told = await topics(gate, tenant)
    assert told.count("patient.died") == told.count("patient.death_undone") == 1


async def test_an_archived_client_and_patient_come_back(gate: Gate, tenant: Tenant) -> None:
    made = await registered(gate, tenant, {}, {})
    async with gate.work(tenant, DESK) as work:
        await service.archive_patient(work, made.patient_id)
        await service.archive_client(work, made.client_id)
    async with gate.view(tenant, READER) as view:
        assert (await queries.client(view, made.client_id)).state == "archived"
    async with gate.work(tenant, DESK) as work:
        await service.restore_patient(work, made.patient_id)
        await service.restore_client(work, made.client_id)
    async with gate.view(tenant, READER) as view:
        client = await queries.client(view, made.client_id)
    assert (client.state, client.patients[0].state) == ("active", "active")


async def test_contacts_notes_and_chips_lie_sealed(gate: Gate, tenant: Tenant, database: Database) -> None:
    secrets = {
        "email": "sanne@example.org", "address": "Kade 7", "notes": "Pays late", "phone_second": "06 87654321",
    }  # fmt: skip
    await registered(gate, tenant, secrets, {"chip": CHIP})
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        rows = await connection.fetch(
            f"select c::text || p::text as all from {tenant.schema}.client c, {tenant.schema}.patient p"
        )
        audit = await connection.fetch(f"select e::text as all from {tenant.schema}.audit_entry e")
    finally:
        await connection.close()
    plain = [*secrets.values(), CHIP, "+31687654321", "+31201234567", "sanne"]
    for text in [row["all"] for row in (*rows, *audit)]:
        assert all(one not in text and one.encode().hex() not in text for one in plain)
    assert len(rows) == 1
    assert len(audit) == 2
