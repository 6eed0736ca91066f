"""Whoever leaves a practice, or takes a role without a vet's work, is no longer offered there; whoever is back is."""

import asyncio
from uuid import UUID, uuid4

import pytest

from tests.patients.people import SANNE_ID
from vetsync.identity.access.events import MemberJoined, MemberLeft, MemberRoleChanged, VetApproved
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.scheduling.handlers import handle_member_changed, handle_vet_approved
from vetsync.scheduling.presets import admit_to_agenda
from vetsync.scheduling.resources.queries import resource
from vetsync.scheduling.resources.schemas import ResourceChange
from vetsync.scheduling.resources.service import change_resource

pytestmark = pytest.mark.anyio
SYSTEM = system_actor("test")
SANNE = NewAccount(
    email="sanne@example.org", first_name="Sanne", last_name="Vermeulen", phone=None, is_verified=True
)
JOIN = """
insert into membership (id, user_id, tenant_id, role_key, created_at) values ($1, $2, $3, 'vet', now())
"""
BECOME = "update membership set role_key = $3 where user_id = $1 and tenant_id = $2"
SOMEBODY_WAITS = "select exists (select from pg_locks where not granted)"
LEAVE = "update membership set state = 'ended', ended_at = now() where user_id = $1 and tenant_id = $2"


@pytest.fixture
async def columns(gate: Gate, tenants: tuple[Tenant, Tenant]) -> list[UUID]:
    """The column of one vet in either practice."""
    async with gate.core_work("auth", SYSTEM) as work:
        await create_account(work, SANNE, SANNE_ID)
        for tenant in tenants:
            await work.execute(JOIN, uuid4(), SANNE_ID, tenant.id)
    made = []
    for tenant in tenants:
        async with gate.work(tenant, SYSTEM) as work:
            made.append(await admit_to_agenda(work, SANNE_ID, "Sanne Vermeulen"))
    return made


async def is_offered(gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]) -> list[bool]:
    offered = []
    for tenant, column in zip(tenants, columns, strict=True):
        async with gate.view(tenant, SYSTEM) as view:
            offered.append((await resource(view, column)).active)
    return offered


async def test_who_is_let_go_is_offered_no_longer_there_and_goes_on_elsewhere(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    here, _ = tenants
    async with gate.core_work("auth", SYSTEM) as work:
        await work.execute(LEAVE, SANNE_ID, here.id)
    for _ in range(2):
        await handle_member_changed(gate, CORE, MemberLeft(user_id=SANNE_ID, tenant_id=here.id))
    assert await is_offered(gate, tenants, columns) == [False, True]


async def test_who_is_back_before_their_leaving_was_told_keeps_their_column(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    await handle_member_changed(gate, CORE, MemberLeft(user_id=SANNE_ID, tenant_id=tenants[0].id))
    assert await is_offered(gate, tenants, columns) == [True, True]


async def take_role(gate: Gate, here: Tenant, role: str) -> None:
    async with gate.core_work("auth", SYSTEM) as work:
        await work.execute(BECOME, SANNE_ID, here.id, role)
    await handle_member_changed(gate, CORE, MemberRoleChanged(user_id=SANNE_ID, tenant_id=here.id, role=role))


async def test_who_takes_a_role_without_a_vets_work_is_offered_no_longer_and_is_again_when_it_changes_back(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    here, _ = tenants
    for role, is_a_vet in (
        ("receptionist", False),
        ("paravet", False),
        ("vet", True),
        ("clinic_admin", True),
    ):
        await take_role(gate, here, role)
        assert await is_offered(gate, tenants, columns) == [is_a_vet, True], role


async def test_a_column_that_the_practice_closed_itself_stays_closed_when_a_role_changes(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    here, _ = tenants
    async with gate.work(here, SYSTEM) as work:
        await change_resource(work, columns[0], 1, ResourceChange(active=False))
    for role in ("clinic_admin", "receptionist", "vet"):
        await take_role(gate, here, role)
        assert await is_offered(gate, tenants, columns) == [False, True], role


async def test_a_column_that_the_practice_opened_again_is_left_to_it(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    """A vet who answers the telephone now, and helps out."""
    here, _ = tenants
    await take_role(gate, here, "receptionist")
    async with gate.work(here, SYSTEM) as work:
        await change_resource(work, columns[0], 2, ResourceChange(active=True))
    await take_role(gate, here, "receptionist")
    assert await is_offered(gate, tenants, columns) == [True, True]
    async with gate.work(here, SYSTEM) as work:
        await change_resource(work, columns[0], 3, ResourceChange(active=False))
    await take_role(gate, here, "vet")
    assert await is_offered(gate, tenants, columns) == [False, True]


async def test_who_is_taken_on_again_has_their_own_column_back_and_no_second_one(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    here, _ = tenants
    async with gate.core_work("auth", SYSTEM) as work:
        await work.execute(LEAVE, SANNE_ID, here.id)
    await handle_member_changed(gate, CORE, MemberLeft(user_id=SANNE_ID, tenant_id=here.id))
    async with gate.core_work("auth", SYSTEM) as work:
        await work.execute(JOIN, uuid4(), SANNE_ID, here.id)
    for _ in range(2):
        await handle_vet_approved(gate, CORE, VetApproved(user_id=SANNE_ID, tenant_id=here.id))
        await handle_member_changed(gate, CORE, MemberJoined(user_id=SANNE_ID, tenant_id=here.id, role="vet"))
    assert await is_offered(gate, tenants, columns) == [True, True]
    async with gate.view(here, SYSTEM) as view:
        assert await view.value("select count(*) from resource where user_id = $1", SANNE_ID) == 1


async def test_of_two_who_are_told_at_once_the_later_one_reads_what_holds(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    """What was read before the column was locked may be over when it is written."""
    here, _ = tenants
    async with gate.core_work("auth", SYSTEM) as work:
        await work.execute(LEAVE, SANNE_ID, here.id)
    async with gate.work(here, SYSTEM) as held:
        await held.execute("select from resource where id = $1 for update", columns[0])
        telling = asyncio.create_task(
            handle_member_changed(gate, CORE, MemberLeft(user_id=SANNE_ID, tenant_id=here.id))
        )
        while not await held.value(SOMEBODY_WAITS):
            await asyncio.sleep(0.01)
        async with gate.core_work("auth", SYSTEM) as work:
            await work.execute(JOIN, uuid4(), SANNE_ID, here.id)
    await telling
    assert await is_offered(gate, tenants, columns) == [True, True]
