"""A person's screens stand on every device as they left them on the last one, and nobody else sees how."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.patients.web import browser
from tests.tenancy.people import DESK, MANAGER
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.tenancy.arrangements import routes
from vetsync.tenancy.arrangements.service import forget_arrangements

pytestmark = pytest.mark.anyio
ARRANGEMENT = "/api/staff/zwaluwhof/arrangement"
WAY = [{"key": "patient:1", "title": "Bella", "to": "/p/zwaluwhof/patient/1", "icon": "patient"}]
EMPTY: dict[str, Any] = {"trail": [], "panels": {}, "places": {}, "quick": []}
Two = tuple[Tenant, Tenant]


async def test_what_one_device_keeps_the_next_one_finds_and_each_part_by_itself(
    gate: Gate, tenants: Two
) -> None:
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        assert (await client.get(ARRANGEMENT)).json() == EMPTY
        for change in (
            {"trail": WAY, "quick": ["find-patient"]},
            {"panels": {"vet:consult": {"left": 22.5}, "vet:patient": {"side": 30}}},
            {"panels": {"vet:consult": {"left": 40}, "vet:patient": None}},
            {"places": {"insights": {"x": 2, "y": -1}}},
        ):
            assert (await client.patch(ARRANGEMENT, json=change)).status_code == 204
        assert (await client.get(ARRANGEMENT)).json() == {
            "trail": WAY, "panels": {"vet:consult": {"left": 40.0}}, "places": {"insights": {"x": 2, "y": -1}},
            "quick": ["find-patient"],
        }  # fmt: skip
        assert (await client.delete(ARRANGEMENT)).status_code == 204
        assert (await client.get(ARRANGEMENT)).json() == EMPTY


async def test_each_sees_their_own_alone(gate: Gate, tenants: Two) -> None:
    other = replace(MANAGER, id=UUID(int=7))
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        await client.patch(ARRANGEMENT, json={"trail": WAY})
        async with browser(gate, other, tenants[0], routes.ROUTES) as colleague:
            assert (await colleague.get(ARRANGEMENT)).json() == EMPTY
            await colleague.delete(ARRANGEMENT)
        assert (await client.get(ARRANGEMENT)).json()["trail"] == WAY


@pytest.mark.parametrize(
    "change",
    [
        {"trail": [*WAY] * 9},
        {"trail": [{**WAY[0], "to": "//elsewhere.example"}]},
        {"trail": [{**WAY[0], "to": "javascript:alert(1)"}]},
        {"panels": {"consult": {"left": 20}}},
        {"panels": {"vet:consult": {"left": 101}}},
        {"places": {"insights": {"x": 10, "y": 0}}},
        {"quick": ["Find Patient"]},
        {"colour": "pink"},
    ],
)
async def test_what_no_screen_would_keep_is_refused(gate: Gate, tenants: Two, change: dict[str, Any]) -> None:
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        assert (await client.patch(ARRANGEMENT, json=change)).status_code == 400
        assert (await client.get(ARRANGEMENT)).json() == EMPTY


async def test_more_panels_than_there_can_be_are_refused_and_what_was_kept_stays(
    gate: Gate, tenants: Two
) -> None:
    async with browser(gate, DESK, tenants[0], routes.ROUTES) as client:
        answers = [
            await client.patch(
                ARRANGEMENT,
                json={
                    "panels": {
                        f"{'r' * 37}{turn}:w{n}{'w' * 36}": {"p" * 30 + str(i): 1.5 for i in range(8)}
                        for n in range(30)
                    }
                },
            )
            for turn in range(3)
        ]
        assert [one.status_code for one in answers] == [204, 409, 409]
        assert answers[-1].json()["code"] == "refused_by_rule"
        assert len((await client.get(ARRANGEMENT)).json()["panels"]) == 30


async def test_the_way_is_forgotten_after_a_month_and_the_rest_after_a_year(
    gate: Gate, tenants: Two, clock: Clock
) -> None:
    async def tidied() -> int:
        async with gate.work(tenants[0], system_actor("test")) as work:
            return await forget_arrangements(work)

    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        await client.patch(ARRANGEMENT, json={"trail": WAY, "quick": ["find-patient"]})
        assert await tidied() == 0
        clock.now += timedelta(days=31)
        assert await tidied() == 1
        assert (await client.get(ARRANGEMENT)).json() == {**EMPTY, "quick": ["find-patient"]}
        clock.now += timedelta(days=400)
        assert await tidied() == 1
        assert (await client.get(ARRANGEMENT)).json() == EMPTY
