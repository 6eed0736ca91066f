"""The log over HTTP: shape, filters by their public names, and an export that is safe to open."""

import csv
import io
from collections.abc import AsyncIterator, Collection
from typing import Any, cast
from uuid import UUID

import httpx2
import pytest
from litestar import Litestar, Router
from litestar.di import Provide

from tests.audit.people import MANAGER, PLATFORM, RECEPTIONIST
from vetsync.audit import names
from vetsync.audit.handlers import copy_activity
from vetsync.audit.routes import ROUTES
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.http.principal import Principal
from vetsync.kit.http.problems import HANDLERS

pytestmark = pytest.mark.anyio
Client = httpx2.AsyncClient


class Caller:
    """Stands where the guard does: says who is calling."""

    actor: Actor = MANAGER
    tenant: Tenant | None = None

    def __call__(self) -> Principal:
        return Principal(self.actor, self.actor.id, None, frozenset(), self.tenant)


@pytest.fixture
def caller(tenants: tuple[Tenant, Tenant]) -> Caller:
    caller = Caller()
    caller.tenant = tenants[0]
    return caller


@pytest.fixture
async def client(gate: Gate, caller: Caller) -> AsyncIterator[Client]:
    app = Litestar(
        [Router("/api", route_handlers=ROUTES)],
        dependencies={
            "principal": Provide(caller, sync_to_thread=False),
            "gate": Provide(lambda: gate, sync_to_thread=False),
        },
        exception_handlers=HANDLERS,
    )
    # In this test's own loop, where the gate's connections live.
    transport = httpx2.ASGITransport(cast(Any, app), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client


@pytest.fixture
async def noted(gate: Gate, tenants: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch) -> None:
    async def names_of(_: Gate, actor_ids: Collection[UUID]) -> dict[UUID, str]:
        return {actor_id: "=Anna" for actor_id in actor_ids if actor_id == RECEPTIONIST.id}

    monkeypatch.setattr(names, "_names_of", names_of)
    for tenant in tenants:
        async with gate.work(tenant, RECEPTIONIST) as work:
            work.audit("patient.add", "patient", UUID(int=7), after={"name": "Zoë"})
    async with gate.work(tenants[0], MANAGER) as work:
        work.audit("patient.merge", "patient", UUID(int=7))
    for tenant in (CORE, *tenants):
        await copy_activity(gate, tenant)


@pytest.mark.usefixtures("noted")
async def test_a_practice_reads_its_own_log_with_names_and_details(client: Client) -> None:
    answer = await client.get(
        "/api/staff/zwaluwhof/audit", params={"actor": str(RECEPTIONIST.id), "action": "patient."}
    )
    assert answer.status_code == 200
    (entry,) = answer.json()["items"]
    assert (entry["action"], entry["actor_name"], entry["after"]) == ("patient.add", "=Anna", {"name": "Zoë"})
    answer = await client.get("/api/staff/zwaluwhof/audit", params={"to": "2026-03-02T08:00:00Z"})
    assert answer.json() == {"items": [], "next_cursor": None}


@pytest.mark.usefixtures("noted")
async def test_the_platform_reads_what_happened_everywhere_without_details(
    client: Client, caller: Caller, tenants: tuple[Tenant, Tenant]
) -> None:
    caller.actor, caller.tenant = PLATFORM, None
    answer = await client.get("/api/platform/activity", params={"from": "2026-03-02T08:00:00Z", "limit": 2})
    assert len(answer.json()["items"]) == 2
    rest = await client.get("/api/platform/activity", params={"cursor": answer.json()["next_cursor"]})
    assert len(rest.json()["items"]) == 1
    assert "Zoë" not in answer.text + rest.text
    here = await client.get("/api/platform/activity", params={"tenant": str(tenants[1].id)})
    assert [item["action"] for item in here.json()["items"]] == ["patient.add"]


@pytest.mark.usefixtures("noted")
async def test_the_export_is_a_file_without_formulas_and_is_itself_audited(
    client: Client, caller: Caller, gate: Gate
) -> None:
    caller.actor, caller.tenant = PLATFORM, None
    answer = await client.get("/api/platform/activity.csv", params={"action": "patient.add"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert len(rows) == 2
    assert {row[header.index("actor")] for row in rows} == {"'=Anna"}
    assert await copy_activity(gate, CORE) == 1
    log = await client.get("/api/platform/activity", params={"action": "activity.export"})
    assert [item["actor_id"] for item in log.json()["items"]] == [str(PLATFORM.id)]


@pytest.mark.usefixtures("noted")
async def test_nobody_reads_without_the_permission(client: Client, caller: Caller) -> None:
    caller.actor = RECEPTIONIST
    for path in ("/api/staff/zwaluwhof/audit", "/api/platform/activity", "/api/platform/activity.csv"):
        assert (await client.get(path)).status_code == 403


@pytest.mark.parametrize(
    "query", ["cursor=x", "limit=0", "limit=101", "actor=x", "from=yesterday", "action=" + "x" * 81]
)
async def test_a_query_that_makes_no_sense_is_answered_with_a_problem(client: Client, query: str) -> None:
    answer = await client.get(f"/api/staff/zwaluwhof/audit?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
