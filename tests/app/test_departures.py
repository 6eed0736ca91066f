"""Whoever leaves a practice is no longer offered there."""

from uuid import UUID, uuid4

import pytest

from tests.patients.people import SANNE_ID
from vetsync.identity.access.events import MemberLeft
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.scheduling.handlers import handle_member_left
from vetsync.scheduling.presets import admit_to_agenda
from vetsync.scheduling.resources.queries import resource

pytestmark = pytest.mark.anyio
SYSTEM = system_actor("test")
SANNE = NewAccount(
    email="sanne@example.org", first_name="Sanne", last_name="Vermeulen", phone=None, is_verified=True
)
JOIN = """
insert into membership (id, user_id, tenant_id, role_key, created_at) values ($1, $2, $3, 'vet', now())
"""
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
        await handle_member_left(gate, CORE, MemberLeft(user_id=SANNE_ID, tenant_id=here.id))
    assert await is_offered(gate, tenants, columns) == [False, True]


async def test_who_is_back_before_their_leaving_was_told_keeps_their_column(
    gate: Gate, tenants: tuple[Tenant, Tenant], columns: list[UUID]
) -> None:
    await handle_member_left(gate, CORE, MemberLeft(user_id=SANNE_ID, tenant_id=tenants[0].id))
    assert await is_offered(gate, tenants, columns) == [True, True]
