"""What practices know of a person by copy follows the account, and what they wrote themselves is not written over."""

from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec
import pytest

from tests.conftest import Clock, Database
from tests.patients.people import DESK, READER, SANNE, SANNE_ID, principal
from vetsync.app.subscriptions import subscriptions
from vetsync.identity.access import queries as access
from vetsync.identity.users.events import ProfileChanged
from vetsync.identity.users.queries import profile
from vetsync.identity.users.schemas import MePatch, NewAccount
from vetsync.identity.users.service import change_profile, create_account
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.events.relay import Relay
from vetsync.messaging.letters.post import PostOffice
from vetsync.patients import queries as patients
from vetsync.patients.clients.queries import client
from vetsync.patients.clients.schemas import ClientChange, ClientView
from vetsync.patients.clients.service import change_client
from vetsync.patients.queries import owner_card
from vetsync.patients.service import enrol_owner, link_owner
from vetsync.scheduling.presets import admit_to_agenda
from vetsync.scheduling.resources.queries import resource
from vetsync.scheduling.resources.schemas import ResourceChange
from vetsync.scheduling.resources.service import change_resource
from vetsync.tenancy.provisioning.service import Provisioner

pytestmark = pytest.mark.anyio
Two = tuple[Tenant, Tenant]
SYSTEM = system_actor("test")
PLANNER = Actor(UUID(int=905), "user", frozenset({"schedule.manage"}), "planner")
WORKS_AT = """
insert into membership (id, user_id, tenant_id, role_key, created_at)
values (gen_random_uuid(), $1, $2, 'vet', now())
"""
TOPICS = "select count(*) from outbox where topic = $1"


class Person:
    """Sanne, who has an account, is a client of both practices and works at both."""

    def __init__(self, gate: Gate, tenants: Two, relay: Relay, ids: dict[UUID, tuple[UUID, UUID]]):
        self.gate, self.tenants, self._relay, self._ids = gate, tenants, relay, ids

    async def changes(self, **fields: str | None) -> None:
        """In the account; nobody has heard of it yet."""
        async with self.gate.core_work("person", SANNE) as work:
            version = (await profile(work, SANNE_ID)).version  # type: ignore[union-attr]  # she has one
            await change_profile(work, SANNE_ID, version, msgspec.convert(fields, MePatch))

    async def tell(self) -> int:
        return await self._relay.drain(CORE)

    async def told_again(self, changed_at: datetime) -> None:
        async with self.gate.core_work("system", SYSTEM) as work:
            work.emit(ProfileChanged(
                user_id=SANNE_ID, fields=("first_name", "last_name", "phone"), changed_at=changed_at
            ))  # fmt: skip
        assert await self.tell() == 1

    async def file(self, tenant: Tenant) -> ClientView:
        async with self.gate.view(tenant, READER) as view:
            return await client(view, self._ids[tenant.id][0])

    async def is_written_down(self, tenant: Tenant, **fields: str) -> None:
        """By the practice's desk, in the client's file."""
        file = await self.file(tenant)
        async with self.gate.work(tenant, DESK) as work:
            await change_client(work, file.id, file.version, msgspec.convert(fields, ClientChange))

    async def books(self, tenant: Tenant) -> None:
        async with self.gate.core_view("person", SANNE) as core:
            card = await owner_card(core, SANNE_ID)
        async with self.gate.work(tenant, SANNE) as work:
            await enrol_owner(work, self._ids[tenant.id][0], card)

    async def column(self, tenant: Tenant) -> str:
        async with self.gate.view(tenant, SYSTEM) as view:
            return (await resource(view, self._ids[tenant.id][1])).name

    async def is_called(self, tenant: Tenant, name: str) -> None:
        """By the practice's planner, in the agenda."""
        async with self.gate.work(tenant, PLANNER) as work:
            found = await resource(work, self._ids[tenant.id][1])
            await change_resource(work, found.id, found.version, ResourceChange(name=name))

    async def count(self, tenant: Tenant, topic: str) -> int:
        async with self.gate.view(tenant, SYSTEM) as view:
            return int(await view.value(TOPICS, topic))


@pytest.fixture
async def sanne(gate: Gate, tenants: Two, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(patients, "AT_ONCE", 1)
    monkeypatch.setattr(access, "AT_ONCE", 1)

    async def nowhere() -> list[Tenant]:
        return []

    known = NewAccount(
        email="sanne@example.org",
        first_name="Sanne",
        last_name="van der Berg",
        phone="06 12345678",
        is_verified=True,
    )
    async with gate.core_work("auth", SYSTEM) as work:
        await create_account(work, known, SANNE_ID)
    ids = {}
    for tenant in tenants:
        async with gate.core_work("auth", SYSTEM) as work:
            await work.execute(WORKS_AT, SANNE_ID, tenant.id)
        async with gate.work(tenant, SYSTEM) as work:
            column = await admit_to_agenda(work, SANNE_ID, "Sanne van der Berg")
        ids[tenant.id] = (await link_owner(gate, principal(SANNE), tenant), column)
    handlers = subscriptions(PostOffice, Provisioner)[ProfileChanged]  # type: ignore[arg-type]  # neither is asked here
    person = Person(gate, tenants, Relay(gate, {ProfileChanged: handlers}, nowhere), ids)
    for tenant in tenants:
        await person.books(tenant)
    clock.advance(hours=1)
    return person


async def test_a_new_name_and_number_reach_every_practice_and_a_repetition_changes_nothing(
    sanne: Person, clock: Clock
) -> None:
    await sanne.changes(first_name="Sanna", last_name="de Wit", phone="06 87654321")
    await sanne.tell()
    for tenant in sanne.tenants:
        file = await sanne.file(tenant)
        assert (file.first_name, file.prefix, file.last_name) == ("Sanna", "de", "Wit")
        assert (file.phone, file.email) == ("+31687654321", "sanne@example.org")
        assert await sanne.column(tenant) == "Sanna de Wit"
        assert await sanne.count(tenant, "client.changed") == 1
    await sanne.told_again(clock.now)
    for tenant in sanne.tenants:
        assert (await sanne.file(tenant)).version == 2
        assert await sanne.count(tenant, "client.changed") == 1


async def test_a_change_of_something_else_leaves_what_the_practice_wrote(sanne: Person, clock: Clock) -> None:
    here, there = sanne.tenants
    await sanne.is_written_down(here, phone="020 1234567")
    clock.advance(hours=1)
    await sanne.changes(first_name="Sanna")
    await sanne.tell()
    assert (await sanne.file(here)).phone == "+31201234567"
    assert [(await sanne.file(tenant)).first_name for tenant in (here, there)] == ["Sanna", "Sanna"]
    assert (await sanne.file(there)).phone == "+31612345678"


async def test_who_wrote_last_is_right_however_late_it_is_told(sanne: Person, clock: Clock) -> None:
    here, there = sanne.tenants
    await sanne.is_written_down(here, phone="020 1234567")
    clock.advance(hours=1)
    await sanne.changes(phone="06 87654321")
    clock.advance(hours=1)
    await sanne.is_written_down(there, phone="020 7654321")
    await sanne.tell()
    assert (await sanne.file(here)).phone == "+31687654321", "the account was later"
    assert (await sanne.file(there)).phone == "+31207654321", "the practice was later"
    await sanne.books(there)
    assert (await sanne.file(there)).phone == "+31207654321"


async def test_saving_a_file_as_it_is_makes_nothing_the_practices_own(sanne: Person) -> None:
    here = sanne.tenants[0]
    await sanne.is_written_down(here, phone="06-12 34 56 78", first_name="Sanne", city="Utrecht")
    await sanne.changes(phone="06 87654321")
    await sanne.books(here)
    assert (await sanne.file(here)).phone == "+31687654321"
    assert (await sanne.file(here)).city == "Utrecht"


async def test_a_number_that_is_taken_out_of_the_account_stays_with_the_practice(sanne: Person) -> None:
    await sanne.changes(phone=None)
    await sanne.tell()
    assert (await sanne.file(sanne.tenants[0])).phone == "+31612345678"


async def test_a_column_that_the_practice_named_keeps_its_name_until_the_account_changes_later(
    sanne: Person, clock: Clock
) -> None:
    here, there = sanne.tenants
    before = clock.now
    clock.advance(hours=1)
    await sanne.is_called(here, "Dr. Sanne")
    await sanne.told_again(before)
    assert await sanne.column(here) == "Dr. Sanne"
    clock.advance(hours=1)
    await sanne.changes(last_name="de Wit")
    await sanne.tell()
    assert [await sanne.column(tenant) for tenant in (here, there)] == ["Sanne de Wit", "Sanne de Wit"]


async def test_a_very_long_name_fits_its_column(sanne: Person) -> None:
    await sanne.changes(first_name="S" * 80, last_name="B" * 80)
    await sanne.tell()
    assert await sanne.column(sanne.tenants[0]) == "S" * 80 + " " + "B" * 39


async def test_browsers_of_colleagues_and_of_the_person_are_told(database: Database, sanne: Person) -> None:
    said: list[str] = []
    connection = await asyncpg.connect(database.superuser_dsn)
    await connection.add_listener("changes", lambda *notice: said.append(str(notice[-1])))
    await sanne.changes(first_name="Sanna")
    await sanne.tell()
    await connection.fetchval("select 1")
    await connection.close()
    named = {tuple(msgspec.json.decode(one)[:2]) for one in said}
    assert {(str(tenant.id), "membership") for tenant in (CORE, *sanne.tenants)} <= named
