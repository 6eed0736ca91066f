"""From an approval to a living tenant, with whatever may happen on the way."""

import asyncio
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import Connection

from tests.conftest import Database
from tests.tenancy.people import APPLICANT, MANAGER, PLATFORM, SYSTEM
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db import trees
from vetsync.kit.db.bootstrap import become_owner
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.roles import portal_role
from vetsync.kit.db.secure import create_tenant_roles, secure_tenant
from vetsync.kit.db.table import TenantBase
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Forbidden
from vetsync.kit.ids import new_id
from vetsync.tenancy.errors import AlreadyRequested, PracticeUnknown
from vetsync.tenancy.events import PracticeRequested
from vetsync.tenancy.provisioning import queries
from vetsync.tenancy.provisioning.schema import schema_maker
from vetsync.tenancy.provisioning.schemas import Provision
from vetsync.tenancy.provisioning.service import Provisioner, request_practice
from vetsync.tenancy.settings.queries import profile
from vetsync.tenancy.settings.schemas import PracticeFacts
from vetsync.tenancy.structure.cache import TenantCache

pytestmark = pytest.mark.anyio
FACTS = PracticeFacts(name="De Boomklever", city="Elzenrade", zone="Europe/Amsterdam", species=["dog", "cat"])
PROVISIONED = "select payload ->> 'applicant_user_id' from outbox where topic = 'practice.provisioned'"

HOLD_PROVISION = "select id from provision where id = $1 for update"
WAITING = "select count(*) from pg_locks where not granted"


class Killed(BaseException):
    """Stands for the process being gone: nothing may catch it."""


class Maker:
    """Makes schemas from the models, and dies when told to, before or after its work."""

    def __init__(self, database: Database):
        self.database = database
        self.calls = 0
        self.dies: str | None = None

    def __call__(self, schema: str, role: str) -> None:
        self.calls += 1
        if self.dies == "before":
            raise Killed
        with trees.engine(self.database.owner_dsn).begin() as connection:
            self._make(connection, schema, role)
        if self.dies == "after":
            raise Killed

    @staticmethod
    def _make(connection: Connection, schema: str, role: str) -> None:
        driver = trees.driver(connection)
        if driver.execute("select 1 from pg_namespace where nspname = %s", (schema,)).fetchone():
            return
        create_tenant_roles(driver, role)
        become_owner(driver, schema)
        connection.exec_driver_sql(f"create schema {schema}")
        TenantBase.metadata.create_all(connection, checkfirst=False)
        secure_tenant(driver, schema, role, portal_role(role))


@pytest.fixture
def maker(database: Database) -> Maker:
    return Maker(database)


@pytest.fixture
def provisioner(gate: Gate, keys: FileKeyProvider, maker: Maker) -> Provisioner:
    return Provisioner(gate, keys, maker)


async def requested(gate: Gate, facts: PracticeFacts = FACTS) -> Provision:
    async with gate.core_work("platform", PLATFORM) as work:
        assert APPLICANT.id is not None
        return await request_practice(work, new_id(), APPLICANT.id, facts)


async def state_of(gate: Gate, application_id: UUID) -> tuple[str, int]:
    async with gate.core_view("system", SYSTEM) as view:
        found = await queries.provision_of(view, application_id)
    assert found is not None
    return found.state, found.attempts


async def check_alive(gate: Gate, wanted: Provision) -> Tenant:
    """The tenant answers, holds its profile once, and has told of itself once."""
    tenant = await TenantCache(gate).by_slug(wanted.slug)
    async with gate.work(tenant, MANAGER) as work:
        assert (await profile(work)).name == wanted.facts["name"]
        told = await work.records(PROVISIONED)
        assert [record[0] for record in told] == [str(APPLICANT.id)]
    assert (await state_of(gate, wanted.application_id))[0] == "live"
    return tenant


async def test_an_approved_practice_becomes_a_tenant_with_its_own_schema(
    gate: Gate, provisioner: Provisioner, tenants: tuple[Tenant, Tenant]
) -> None:
    wanted = await requested(gate)
    await provisioner.handle_practice_requested(
        gate, CORE, PracticeRequested(application_id=wanted.application_id)
    )
    tenant = await check_alive(gate, wanted)
    assert tenant.slug == "de-boomklever"
    assert tenant.schema not in {one.schema for one in tenants}


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_process_killed_while_making_the_schema_is_taken_over(
    gate: Gate, provisioner: Provisioner, maker: Maker, moment: str
) -> None:
    wanted = await requested(gate)
    maker.dies = moment
    with pytest.raises(Killed):
        await provisioner.provision_practice(wanted.application_id)
    assert await state_of(gate, wanted.application_id) == ("requested", 1)
    with pytest.raises(PracticeUnknown):
        await TenantCache(gate).by_slug(wanted.slug)
    maker.dies = None
    assert await provisioner.go_on() == 1
    await check_alive(gate, wanted)


@pytest.mark.parametrize("step", ["_write_defaults", "_go_live"])
async def test_a_process_killed_between_two_steps_is_taken_over(
    gate: Gate, provisioner: Provisioner, maker: Maker, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    wanted = await requested(gate)

    async def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Provisioner, step, die)
        with pytest.raises(Killed):
            await provisioner.provision_practice(wanted.application_id)
    assert (await state_of(gate, wanted.application_id))[0] != "live"
    await provisioner.go_on()
    await check_alive(gate, wanted)
    assert maker.calls == 1


async def test_a_process_killed_after_the_defaults_but_before_the_note_tells_of_the_practice_once(
    gate: Gate, provisioner: Provisioner, database: Database
) -> None:
    wanted = await requested(gate)
    await provisioner.provision_practice(wanted.application_id)
    with psycopg.connect(database.superuser_dsn) as connection:
        connection.execute("update core.provision set state = 'schema_made'")
    await provisioner.go_on()
    await check_alive(gate, wanted)


async def test_two_processes_at_once_make_one_tenant(gate: Gate, provisioner: Provisioner) -> None:
    wanted = await requested(gate)
    await asyncio.gather(
        provisioner.provision_practice(wanted.application_id),
        provisioner.provision_practice(wanted.application_id),
        return_exceptions=True,
    )
    await provisioner.go_on()
    await check_alive(gate, wanted)


async def test_whoever_comes_second_to_a_tenants_row_is_not_refused_by_any_of_its_keys(
    gate: Gate, keys: FileKeyProvider
) -> None:
    provisioner = Provisioner(gate, keys, lambda _schema, _role: None)
    wanted = await requested(gate)
    async with asyncio.timeout(20), gate.core_work("system", SYSTEM) as work:
        # Neither gets past the step that makes the schema before both have come to it.
        await work.value(HOLD_PROVISION, wanted.id)
        makers = [asyncio.ensure_future(provisioner._make_schema(SYSTEM, wanted)) for _ in range(2)]
        while await work.value(WAITING) < len(makers):
            await asyncio.sleep(0.01)
    await asyncio.gather(*makers)
    assert (await TenantCache(gate).by_slug(wanted.slug)).id == wanted.tenant_id
    assert (await state_of(gate, wanted.application_id))[0] == "schema_made"


async def test_a_second_practice_of_the_same_name_gets_another_address(gate: Gate) -> None:
    slugs = [(await requested(gate)).slug for _ in range(3)]
    assert slugs == ["de-boomklever", "de-boomklever-elzenrade", "de-boomklever-2"]


async def test_an_application_asks_for_one_tenant_only(gate: Gate) -> None:
    wanted = await requested(gate)
    with pytest.raises(AlreadyRequested):
        async with gate.core_work("platform", PLATFORM) as work:
            await request_practice(work, wanted.application_id, new_id(), FACTS)


async def test_nobody_but_the_platform_may_ask_for_a_tenant(gate: Gate) -> None:
    with pytest.raises(Forbidden):
        async with gate.core_work("platform", APPLICANT) as work:
            await request_practice(work, new_id(), new_id(), FACTS)


async def test_a_name_with_sql_in_it_is_a_name(gate: Gate, provisioner: Provisioner) -> None:
    name = "Robert'); drop schema core cascade; --"
    wanted = await requested(gate, PracticeFacts(name=name))
    await provisioner.provision_practice(wanted.application_id)
    tenant = await check_alive(gate, wanted)
    assert tenant.name == name


async def test_making_a_schema_that_another_process_has_made_is_no_fault(database: Database) -> None:
    make = schema_maker(database.owner_dsn)
    for _ in range(2):
        await asyncio.to_thread(make, "t_twice", "t_twice")
    with psycopg.connect(database.superuser_dsn) as connection:
        found = connection.execute("select count(*) from pg_namespace where nspname = 't_twice'").fetchone()
    assert found == (1,)
