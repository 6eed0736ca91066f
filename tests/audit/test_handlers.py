"""The platform sees what happened in every practice, once each, and nothing of what was in it."""

import asyncio

import pytest

from tests.audit.conftest import Tamper
from tests.audit.people import PLATFORM, RECEPTIONIST
from vetsync.audit import handlers, queries
from vetsync.audit.handlers import copy_activity
from vetsync.audit.schemas import ActivityFilter, ActivityView
from vetsync.kit.db.faults import ContextLost
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant

pytestmark = pytest.mark.anyio


async def note(gate: Gate, tenant: Tenant, *actions: str) -> None:
    async with gate.work(tenant, RECEPTIONIST) as work:
        for action in actions:
            work.audit(action, "patient", None, before={"name": "Noortje"}, after={"name": "Canarypet"})


async def seen(gate: Gate, **wanted: object) -> list[ActivityView]:
    async with gate.core_view("platform", PLATFORM) as view:
        return (await queries.activity(view, ActivityFilter(**wanted), limit=100)).items  # type: ignore[arg-type]


async def test_each_entry_arrives_once_however_often_it_is_copied(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    await note(gate, tenants[0], "one", "two")
    await note(gate, tenants[1], "other")
    assert [await copy_activity(gate, tenant) for tenant in tenants] == [2, 1]
    assert [await copy_activity(gate, tenant) for tenant in tenants] == [0, 0]
    await note(gate, tenants[0], "three")
    await asyncio.gather(*(copy_activity(gate, tenants[0]) for _ in range(5)))
    assert [row.action for row in reversed(await seen(gate, tenant_id=tenants[0].id))] == [
        "one",
        "two",
        "three",
    ]
    assert [row.tenant_id for row in await seen(gate, action="other")] == [tenants[1].id]


async def test_a_cursor_that_was_lost_doubles_nothing(
    gate: Gate, tenants: tuple[Tenant, Tenant], tamper: Tamper
) -> None:
    await note(gate, tenants[0], "one", "two")
    await copy_activity(gate, tenants[0])
    assert tamper("core", "delete from activity_cursor") == 1
    assert await copy_activity(gate, tenants[0]) == 2
    assert len(await seen(gate)) == 2


async def test_the_shared_schemas_own_entries_are_copied_without_a_tenant(gate: Gate) -> None:
    async with gate.core_work("auth", RECEPTIONIST) as work:
        work.audit("login", "session", None)
    assert await copy_activity(gate, CORE) == 1
    assert [(row.tenant_id, row.action, row.actor_id) for row in await seen(gate)] == [
        (None, "login", RECEPTIONIST.id)
    ]


async def test_more_than_a_batch_is_copied_in_one_call(
    gate: Gate, tenants: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "BATCH", 10)
    await note(gate, tenants[0], *(f"act.{number}" for number in range(25)))
    assert await copy_activity(gate, tenants[0]) == 25
    assert len(await seen(gate)) == 25


async def test_no_detail_reaches_the_platform(
    gate: Gate, tenants: tuple[Tenant, Tenant], tamper: Tamper
) -> None:
    await note(gate, tenants[0], "patient.rename")
    await copy_activity(gate, tenants[0])
    assert tamper("core", "select from activity where activity::text ~ 'Canarypet|Noortje'") == 0
    assert tamper("core", "select from activity where activity::text ~ 'patient.rename'") == 1


async def test_the_platform_itself_can_neither_write_activity_nor_open_a_practice(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    await note(gate, tenants[0], "one")
    await copy_activity(gate, tenants[0])
    for statement in (
        "delete from activity",
        "update activity set action = 'x'",
        "select seq from audit_entry",
    ):
        with pytest.raises(ContextLost):
            await execute(gate, statement)


async def execute(gate: Gate, statement: str) -> None:
    async with gate.core_work("platform", PLATFORM) as work:
        await work.execute(statement)
