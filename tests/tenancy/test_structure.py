"""The tree of practices, and who may enter which."""

import asyncio

import pytest

from tests.conftest import Clock
from tests.patients.web import browser
from tests.tenancy.people import DESK, MANAGER, PLATFORM, SYSTEM
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Forbidden, Stale
from vetsync.kit.ids import new_id
from vetsync.tenancy.errors import (
    DepartmentNameTaken,
    NotAFranchise,
    NotInThisState,
    PracticeSuspended,
    PracticeUnknown,
)
from vetsync.tenancy.structure import queries, routes, service
from vetsync.tenancy.structure.cache import SECONDS_MAX, TenantCache
from vetsync.tenancy.structure.schemas import DepartmentAdd, DepartmentChange

pytestmark = pytest.mark.anyio
Two = tuple[Tenant, Tenant]


async def suspend(gate: Gate, slug: str) -> None:
    async with gate.core_work("platform", PLATFORM) as work:
        await service.suspend_practice(work, slug)


async def add_franchise(gate: Gate, clock: Clock) -> str:
    async with gate.core_work("system", SYSTEM) as work:
        await work.insert(
            "tenant",
            {
                "id": new_id(),
                "slug": "vrije-weide",
                "kind": "franchise",
                "name": "Groep Vrije Weide",
                "zone": "Europe/Amsterdam",
                "schema_name": "t_weide",
                "role_name": "t_weide",
                "created_at": clock.now,
                "state_since": clock.now,
            },
        )
    return "vrije-weide"


async def test_a_practice_is_found_by_its_slug_and_its_id(gate: Gate, tenants: Two) -> None:
    cache = TenantCache(gate)
    assert await cache.by_slug("zwaluwhof") == tenants[0]
    assert await cache.by_id(tenants[1].id) == tenants[1]
    assert {tenant.id for tenant in await cache.all()} == {tenant.id for tenant in tenants}
    with pytest.raises(PracticeUnknown):
        await cache.by_slug("nowhere")


async def test_a_suspended_practice_is_refused_to_everybody(gate: Gate, tenants: Two) -> None:
    await suspend(gate, "zwaluwhof")
    cache = TenantCache(gate)
    with pytest.raises(PracticeSuspended):
        await cache.by_slug("zwaluwhof")
    assert [tenant.slug for tenant in await cache.all()] == ["oudekade"]
    async with gate.core_view("system", SYSTEM) as view:
        assert await queries.tenant_by_slug(view, "zwaluwhof") is None
        assert await queries.tenant_by_id(view, tenants[0].id) is None


async def test_the_cache_notices_a_suspension_after_its_seconds_or_at_once_when_told(
    gate: Gate, tenants: Two
) -> None:
    now = 100.0
    cache = TenantCache(gate, lambda: now)
    await cache.by_slug("zwaluwhof")
    await suspend(gate, "zwaluwhof")
    assert (await cache.by_slug("zwaluwhof")).id == tenants[0].id
    now += SECONDS_MAX + 0.1
    with pytest.raises(PracticeSuspended):
        await cache.by_slug("zwaluwhof")
    async with gate.core_work("platform", PLATFORM) as work:
        await service.resume_practice(work, "zwaluwhof")
    cache.forget("zwaluwhof")
    assert (await cache.by_slug("zwaluwhof")).id == tenants[0].id


async def test_only_an_active_practice_can_be_suspended_and_only_by_the_platform(gate: Gate) -> None:
    await suspend(gate, "zwaluwhof")
    with pytest.raises(NotInThisState) as refusal:
        await suspend(gate, "zwaluwhof")
    assert refusal.value.data == {"state": "suspended"}
    with pytest.raises(Forbidden):
        async with gate.core_work("platform", MANAGER) as work:
            await service.suspend_practice(work, "oudekade")


async def test_two_who_suspend_at_once_do_it_once(gate: Gate) -> None:
    outcomes = await asyncio.gather(*(suspend(gate, "zwaluwhof") for _ in range(2)), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "NotInThisState"]


async def test_a_practice_moves_into_a_franchise_and_out_again_with_its_schema(
    gate: Gate, clock: Clock, tenants: Two
) -> None:
    franchise = await add_franchise(gate, clock)
    async with gate.core_work("platform", PLATFORM) as work:
        moved = await service.move_practice(work, "zwaluwhof", franchise)
    async with gate.core_view("platform", PLATFORM) as view:
        branches = await queries.tree(view)
        below = await queries.practices_of(view, moved.parent_id or new_id())
    assert [(b.node.slug, [p.slug for p in b.practices]) for b in branches] == [
        ("vrije-weide", ["zwaluwhof"]),
        ("oudekade", []),
    ]
    assert [one.slug for one in below] == ["zwaluwhof"]
    async with gate.core_work("platform", PLATFORM) as work:
        assert (await service.move_practice(work, "zwaluwhof", None)).parent_id is None
    assert (await TenantCache(gate).by_slug("zwaluwhof")).schema == tenants[0].schema


async def test_a_practice_cannot_hang_under_a_practice(gate: Gate) -> None:
    with pytest.raises(NotAFranchise):
        async with gate.core_work("platform", PLATFORM) as work:
            await service.move_practice(work, "zwaluwhof", "oudekade")


async def test_departments_are_added_renamed_and_closed_by_the_manager_only(gate: Gate, tenants: Two) -> None:
    async with gate.work(tenants[0], MANAGER) as work:
        made = await service.add_department(work, DepartmentAdd(name="Paarden"))
    async with gate.work(tenants[0], MANAGER) as work:
        changed = await service.change_department(work, made.id, 1, DepartmentChange(name="Grote huisdieren"))
    assert (changed.name, changed.active, changed.version) == ("Grote huisdieren", True, 2)
    with pytest.raises(Stale):
        async with gate.work(tenants[0], MANAGER) as work:
            await service.change_department(work, made.id, 1, DepartmentChange(active=False))
    with pytest.raises(DepartmentNameTaken):
        async with gate.work(tenants[0], MANAGER) as work:
            await service.add_department(work, DepartmentAdd(name="GROTE HUISDIEREN"))
    with pytest.raises(Forbidden):
        async with gate.work(tenants[0], DESK) as work:
            await service.add_department(work, DepartmentAdd(name="Katten"))
    async with gate.view(tenants[1], DESK) as view:
        assert await queries.departments(view) == []


async def test_over_http_a_suspension_is_felt_by_the_very_next_request(gate: Gate) -> None:
    cache = TenantCache(gate)
    await cache.by_slug("zwaluwhof")
    async with browser(gate, PLATFORM, None, routes.ROUTES, tenants=cache) as client:
        assert (await client.post("/api/platform/clinics/zwaluwhof/suspend")).json()["state"] == "suspended"
        with pytest.raises(PracticeSuspended):
            await cache.by_slug("zwaluwhof")
        again = await client.post("/api/platform/clinics/zwaluwhof/suspend")
        assert (again.status_code, again.json()["code"]) == (409, "practice_state")
        assert (await client.post("/api/platform/clinics/zwaluwhof/resume")).json()["state"] == "active"
        assert (await cache.by_slug("zwaluwhof")).slug == "zwaluwhof"
        moved = await client.post("/api/platform/clinics/zwaluwhof/move", json={"franchise_slug": "oudekade"})
        assert moved.status_code == 400
        assert {
            branch["node"]["slug"] for branch in (await client.get("/api/platform/tree")).json()["items"]
        } == {
            "zwaluwhof",
            "oudekade",
        }


async def test_departments_over_http_are_saved_by_version(gate: Gate, tenants: Two) -> None:
    address = "/api/staff/zwaluwhof/departments"
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES, tenants=TenantCache(gate)) as client:
        made = await client.post(address, json={"name": "Paarden"})
        assert made.status_code == 201
        one = f"{address}/{made.json()['id']}"
        closed = await client.patch(one, json={"active": False}, headers={"if-match": '"1"'})
        assert (closed.json()["active"], closed.json()["version"]) == (False, 2)
        assert (await client.patch(one, json={"name": "X"}, headers={"if-match": '"1"'})).status_code == 409
        assert [row["name"] for row in (await client.get(address)).json()["items"]] == ["Paarden"]
