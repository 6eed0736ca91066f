"""Figures and reports over HTTP."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from tests.conftest import Database
from tests.patients.web import browser
from tests.scheduling.practice import ANNA, CLIENT, CONSULT, PATIENT, SYSTEM, furnish
from tests.tenancy.people import DESK, MANAGER, PLATFORM
from vetsync.insights.franchise import routes as franchise
from vetsync.insights.platform import routes as platform
from vetsync.insights.platform.jobs import measure_pulse
from vetsync.insights.practice import routes as practice
from vetsync.insights.practice.queries import practice_dashboard
from vetsync.insights.practice.schemas import MonthComparison
from vetsync.kit.db.gate import CORE, Gate, Pool, open_pool
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.ids import new_id
from vetsync.tenancy.events import PracticeSuspended

pytestmark = pytest.mark.anyio
Two = tuple[Tenant, Tenant]
REGIONAL = Actor(new_id(), "user", frozenset({"franchise.read"}), "regional manager")
ADD_PRACTICE = """
insert into tenant (id, slug, kind, name, zone, schema_name, role_name, parent_id, created_at, state_since)
values ($1, 'nergens', 'practice', 'Nergens', 'Europe/Amsterdam', 't_nergens', 't_nergens', $2, $3, $3)
"""
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


async def test_a_practice_fetches_its_dashboard_and_reports(gate: Gate, tenants: Two) -> None:
    async with gate.work(tenants[0], SYSTEM) as work:
        await furnish(work)
    async with browser(gate, MANAGER, tenants[0], practice.ROUTES) as client:
        board = await client.get("/api/staff/zwaluwhof/dashboard")
        assert board.json()["today"]["total"] == 0
        paper = await client.get("/api/staff/zwaluwhof/reports/practice.pdf", params=MARCH | {"lang": "en"})
        assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
        assert 'filename="zwaluwhof-2026-03-01-2026-03-31.pdf"' in paper.headers["content-disposition"]
        lines = await client.get("/api/staff/zwaluwhof/reports/appointments.csv", params=MARCH)
        assert lines.text.startswith('\ufeff"Datum";"Begin"')
        figures = (await client.get("/api/staff/zwaluwhof/reports/practice")).json()
        assert (figures["first_on"], figures["last_on"]) == ("2026-02-01", "2026-02-28")
        wrong = {"from": "2026-03-02", "to": "2026-03-01"}, {"from": "soon"}, MARCH | {"lang": "fr"}
        for params in (*wrong, {"to": "9999-12-31"}, {"from": "0001-01-01"}):
            for name in ("practice.pdf", "appointments.csv"):
                answer = await client.get(f"/api/staff/zwaluwhof/reports/{name}", params=params)
                assert answer.status_code == 400, (name, params)


async def test_taking_appointments_out_is_itself_noted(gate: Gate, tenants: Two) -> None:
    async with browser(gate, MANAGER, tenants[0], practice.ROUTES) as client:
        await client.get("/api/staff/zwaluwhof/reports/appointments.csv", params=MARCH)
    async with gate.view(tenants[0], SYSTEM) as view:
        noted = await view.records("select action, actor_id from audit_entry order by seq")
    assert [tuple(entry) for entry in noted] == [("appointments.export", MANAGER.id)]


async def test_the_desk_sees_the_day_but_no_reports(gate: Gate, tenants: Two) -> None:
    async with browser(gate, DESK, tenants[0], practice.ROUTES) as client:
        assert (await client.get("/api/staff/zwaluwhof/dashboard")).status_code == 200
        for name in ("practice", "practice.pdf", "appointments.csv"):
            assert (await client.get(f"/api/staff/zwaluwhof/reports/{name}")).status_code == 403


async def test_the_platform_fetches_its_figures_page_by_page(gate: Gate) -> None:
    async with browser(gate, PLATFORM, None, platform.ROUTES) as client:
        board = (await client.get("/api/platform/dashboard")).json()
        assert board["clinics"]["active"] == 2
        first = (await client.get("/api/platform/clinics", params={"limit": 1})).json()
        rest = await client.get("/api/platform/clinics", params={"cursor": first["next_cursor"]})
        assert [row["slug"] for row in first["items"] + rest.json()["items"]] == ["oudekade", "zwaluwhof"]
        ranking = (await client.get("/api/platform/ranking", params={"by": "booked", "days": 7})).json()
        assert (ranking["by"], len(ranking["items"])) == ("booked", 2)
        for params in ({"days": 8}, {"by": "charm"}):
            assert (await client.get("/api/platform/ranking", params=params)).status_code == 400


GIVE_UP = "update outbox set attempts = 12, fault = 'LookupError', due_at = now() where done_at is null"
EVENTS = "/api/platform/events"


async def leave_behind(gate: Gate, tenant: Tenant) -> None:
    """One event that was tried too often."""
    door = gate.core_work("system", SYSTEM) if tenant is CORE else gate.work(tenant, SYSTEM)
    async with door as work:
        work.emit(PracticeSuspended(tenant_id=tenant.id))
    door = gate.core_work("system", SYSTEM) if tenant is CORE else gate.work(tenant, SYSTEM)
    async with door as work:
        await work.execute(GIVE_UP)


async def test_events_that_were_given_up_are_listed_everywhere_and_started_anew(
    gate: Gate, tenants: Two
) -> None:
    for tenant in (CORE, tenants[0], tenants[0], tenants[1]):
        await leave_behind(gate, tenant)
    async with browser(gate, PLATFORM, None, platform.ROUTES) as client:
        assert (await client.get(EVENTS)).json() == {"items": [], "next_cursor": None}, "not measured yet"
        await measure_pulse(gate)
        assert (await client.get("/api/platform/dashboard")).json()["events"]["given_up"] == 4
        listed, cursor = [], None
        while True:
            page = (
                await client.get(EVENTS, params={"limit": 1} | ({"cursor": cursor} if cursor else {}))
            ).json()
            listed += page["items"]
            if (cursor := page["next_cursor"]) is None:
                break
        assert [row["tenant_id"] for row in listed] == [
            str(tenant.id) for tenant in (CORE, tenants[0], tenants[0], tenants[1])
        ]
        assert {(row["topic"], row["fault"], row["attempts"]) for row in listed} == {
            ("practice.suspended", "LookupError", 12)
        }
        for row in listed:
            address = f"{EVENTS}/{row['tenant_id']}/{row['id']}/retry"
            assert (await client.post(address)).status_code == 204
            assert (await client.post(address)).status_code == 404, "it is under way"
        assert (await client.get(EVENTS)).json()["items"] == []
        assert (await client.post(f"{EVENTS}/{new_id()}/{listed[0]['id']}/retry")).status_code == 404
    async with gate.core_view("system", SYSTEM) as view:
        noted = await view.records("select actor_id from audit_entry where action = 'event.retry'")
    assert [entry["actor_id"] for entry in noted] == [PLATFORM.id] * 4
    async with gate.view(tenants[0], SYSTEM) as view:
        assert await view.value("select count(*) from outbox where attempts = 0 and fault is null") == 2


async def test_an_event_is_started_anew_with_one_connection_at_a_time(
    gate: Gate, tenants: Two, database: Database, make_gate: Callable[[Pool], Gate]
) -> None:
    await leave_behind(gate, tenants[0])
    async with gate.view(tenants[0], SYSTEM) as view:
        event_id = await view.value("select id from outbox where attempts = 12")
    pool = await open_pool(database.app_dsn, 1)
    try:
        async with (
            asyncio.timeout(20),
            browser(make_gate(pool), PLATFORM, None, platform.ROUTES) as client,
        ):
            answer = await client.post(f"{EVENTS}/{tenants[0].id}/{event_id}/retry")
    finally:
        await pool.close()
    assert answer.status_code == 204
    async with gate.view(tenants[0], SYSTEM) as view:
        assert await view.value("select attempts from outbox where id = $1", event_id) == 0


async def test_a_franchise_sees_how_its_own_practices_do_and_no_others(gate: Gate, tenants: Two) -> None:
    async with gate.work(tenants[1], SYSTEM) as work:
        await furnish(work)
        for minutes, state in ((1, "completed"), (2, "no_show"), (3, "cancelled"), (-60 * 24 * 3, "pending")):
            starts_at = work.now - timedelta(minutes=minutes)
            await work.insert(
                "appointment",
                {
                    "id": new_id(), "type_id": CONSULT, "client_id": CLIENT, "patient_id": PATIENT, "state": state,
                    "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=20), "vet_id": ANNA,
                    "reason": "", "created_at": work.now - timedelta(minutes=5), "source": "desk",
                },
            )  # fmt: skip
    async with gate.core_work("platform", PLATFORM) as work:
        await work.execute("update tenant set parent_id = $1 where id = $2", tenants[0].id, tenants[1].id)
    async with gate.view(tenants[1], SYSTEM) as view:
        board = await practice_dashboard(view)
    async with browser(gate, REGIONAL, tenants[0], franchise.ROUTES) as client:
        [found] = (await client.get("/api/staff/zwaluwhof/practices")).json()["items"]
    assert (found["slug"], found["visits_today"], found["requests_open"]) == ("oudekade", 2, 1)
    assert (board.today.total, board.requests_open) == (2, 1), "as the practice itself"
    assert found["gap"] is None
    assert msgspec.convert(found["month"], MonthComparison, strict=False) == board.month, (
        "as the practice itself"
    )
    manager = REGIONAL
    async with browser(gate, manager, tenants[1], franchise.ROUTES) as client:
        assert (await client.get("/api/staff/oudekade/practices")).json()["items"] == []
    async with browser(gate, MANAGER, tenants[0], franchise.ROUTES) as client:
        assert (await client.get("/api/staff/zwaluwhof/practices")).status_code == 403


async def test_a_practice_that_does_not_answer_has_no_figures_and_the_others_have(
    gate: Gate, tenants: Two
) -> None:
    async with gate.core_work("platform", PLATFORM) as work:
        await work.execute("update tenant set parent_id = $1 where id = $2", tenants[0].id, tenants[1].id)
    async with gate.core_work("system", SYSTEM) as work:
        await work.execute(ADD_PRACTICE, new_id(), tenants[0].id, work.now)
    async with browser(gate, REGIONAL, tenants[0], franchise.ROUTES) as client:
        found = (await client.get("/api/staff/zwaluwhof/practices")).json()["items"]
    assert {one["slug"]: (one["visits_today"], one["gap"]) for one in found} == {
        "nergens": (None, "silent"),
        "oudekade": (0, "new"),
    }


async def test_a_practice_says_whether_it_is_closed_or_did_not_answer_in_time(
    gate: Gate, tenants: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gap() -> tuple[object, object]:
        async with browser(gate, REGIONAL, tenants[0], franchise.ROUTES) as client:
            [one] = (await client.get("/api/staff/zwaluwhof/practices")).json()["items"]
        return one["month"], one["gap"]

    async with gate.core_work("platform", PLATFORM) as work:
        await work.execute("update tenant set parent_id = $1 where id = $2", tenants[0].id, tenants[1].id)
    with monkeypatch.context() as impatient:
        impatient.setattr("vetsync.insights.franchise.queries.PATIENCE_SECONDS", 0)
        assert await gap() == (None, "late")
    async with gate.core_work("platform", PLATFORM) as work:
        await work.execute("update tenant set state = 'suspended' where id = $1", tenants[1].id)
    assert await gap() == (None, "closed")
