"""What a practice does with its clients and patients."""

from datetime import date

import asyncpg
import pytest

from tests.conftest import Clock, Database
from tests.patients.people import CHIP, DESK, READER, registered, topics
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Forbidden, Invalid, Stale
from vetsync.patients.clients import queries, service
from vetsync.patients.clients.schemas import ClientChange, PatientChange, PatientNew, Registration
from vetsync.patients.errors import ClientNotFound, NothingToUndo, PatientIsNotActive, PatientNotFound
from vetsync.patients.schemas import Deceased

pytestmark = pytest.mark.anyio


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
