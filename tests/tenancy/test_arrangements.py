"""A person's way stands on every device as they left it on the last one, and nobody else sees it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.patients.web import browser
from tests.tenancy.people import MANAGER
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.tenancy.arrangements import routes
from vetsync.tenancy.arrangements.service import forget_arrangements

pytestmark = pytest.mark.anyio
ARRANGEMENT = "/api/staff/zwaluwhof/arrangement"
WAY = [{"key": "patient:1", "title": "Bella", "to": "/p/zwaluwhof/patient/1", "icon": "patient"}]
OTHER_WAY = [{"key": "insights", "title": "Cijfers", "to": "/p/zwaluwhof/insights", "icon": ""}]
EMPTY: dict[str, Any] = {"trail": []}
Two = tuple[Tenant, Tenant]


async def test_what_one_device_keeps_the_next_one_finds_until_another_way_is_gone(
    gate: Gate, tenants: Two
) -> None:
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        assert (await client.get(ARRANGEMENT)).json() == EMPTY
        for way in (WAY, OTHER_WAY, []):
            assert (await client.patch(ARRANGEMENT, json={"trail": way})).status_code == 204
            assert (await client.get(ARRANGEMENT)).json() == {"trail": way}


async def test_each_sees_their_own_alone(gate: Gate, tenants: Two) -> None:
    other = replace(MANAGER, id=UUID(int=7))
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        await client.patch(ARRANGEMENT, json={"trail": WAY})
        async with browser(gate, other, tenants[0], routes.ROUTES) as colleague:
            assert (await colleague.get(ARRANGEMENT)).json() == EMPTY
            await colleague.patch(ARRANGEMENT, json={"trail": OTHER_WAY})
        assert (await client.get(ARRANGEMENT)).json() == {"trail": WAY}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"trail": [*WAY] * 9},
        {"trail": [{**WAY[0], "to": "//elsewhere.example"}]},
        {"trail": [{**WAY[0], "to": "javascript:alert(1)"}]},
        {"trail": WAY, "colour": "pink"},
    ],
)
async def test_what_no_screen_would_keep_is_refused(gate: Gate, tenants: Two, change: dict[str, Any]) -> None:
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        assert (await client.patch(ARRANGEMENT, json=change)).status_code == 400
        assert (await client.get(ARRANGEMENT)).json() == EMPTY


async def test_the_way_is_forgotten_after_a_month(gate: Gate, tenants: Two, clock: Clock) -> None:
    async def tidied() -> int:
        async with gate.work(tenants[0], system_actor("test")) as work:
            return await forget_arrangements(work)

    async with browser(gate, MANAGER, tenants[0], routes.ROUTES) as client:
        await client.patch(ARRANGEMENT, json={"trail": WAY})
        clock.now += timedelta(days=29)
        assert await tidied() == 0
        clock.now += timedelta(days=2)
        assert await tidied() == 1
        assert (await client.get(ARRANGEMENT)).json() == EMPTY
