"""Figures and reports over HTTP."""

import pytest

from tests.patients.web import browser
from tests.scheduling.practice import SYSTEM, furnish
from tests.tenancy.people import DESK, MANAGER, PLATFORM
from vetsync.insights.platform import routes as platform
from vetsync.insights.practice import routes as practice
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant

pytestmark = pytest.mark.anyio
Two = tuple[Tenant, Tenant]
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
        assert lines.text.startswith('\ufeff"Datum","Begin"')
        figures = (await client.get("/api/staff/zwaluwhof/reports/practice")).json()
        assert (figures["first_on"], figures["last_on"]) == ("2026-02-01", "2026-02-28")
        for params in ({"from": "2026-03-02", "to": "2026-03-01"}, {"from": "soon"}, MARCH | {"lang": "fr"}):
            answer = await client.get("/api/staff/zwaluwhof/reports/practice.pdf", params=params)
            assert answer.status_code == 400, params


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
