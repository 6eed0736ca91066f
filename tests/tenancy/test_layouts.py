"""What a person put where stands so on every device of theirs in that role, and nobody else sees it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx2
import pytest

from tests.patients.web import browser
from tests.tenancy.people import MANAGER
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.http.principal import Principal
from vetsync.tenancy.errors import LayoutTooLarge
from vetsync.tenancy.layouts import routes

pytestmark = pytest.mark.anyio
LAYOUTS = "/api/staff/zwaluwhof/layouts"
TODAY = f"{LAYOUTS}/today"
BLOCKS = {"order": ["todo", "line"], "hidden": ["setup"]}
Two = tuple[Tenant, Tenant]


@asynccontextmanager
async def device(
    gate: Gate, tenant: Tenant, actor: Actor = MANAGER, role: str = "vet"
) -> AsyncIterator[httpx2.AsyncClient]:
    whoever = Principal(actor, actor.id, None, frozenset(), tenant, role=role)
    async with browser(gate, actor, tenant, routes.ROUTES, principal=whoever) as client:
        yield client


async def kept(client: httpx2.AsyncClient) -> dict[str, Any]:
    return {one["workspace"]: one["parts"] for one in (await client.get(LAYOUTS)).json()["items"]}


async def test_two_devices_that_move_different_parts_keep_both_and_the_last_wins_on_one(
    gate: Gate, tenants: Two
) -> None:
    async with device(gate, tenants[0]) as desk, device(gate, tenants[0]) as tablet:
        assert await kept(desk) == {}
        first = await desk.patch(TODAY, json={"parts": {"blocks": BLOCKS}})
        assert first.json() == {"workspace": "today", "parts": {"blocks": BLOCKS}, "version": 1}
        await tablet.patch(TODAY, json={"parts": {"side": {"width": 200}}})
        last = await desk.patch(TODAY, json={"parts": {"side": {"width": 300}}})
        assert last.json()["version"] == 3
        assert await kept(tablet) == {"today": {"blocks": BLOCKS, "side": {"width": 300}}}


async def test_a_part_is_put_back_alone_and_a_reset_puts_back_one_workspace(gate: Gate, tenants: Two) -> None:
    async with device(gate, tenants[0]) as client:
        for workspace in ("today", "messages"):
            parts = {"blocks": BLOCKS, "side": {"width": 300}}
            await client.patch(f"{LAYOUTS}/{workspace}", json={"parts": parts})
        await client.patch(TODAY, json={"parts": {"side": None}})
        assert (await kept(client))["today"] == {"blocks": BLOCKS}
        for _ in range(2):
            assert (await client.delete(TODAY)).status_code == 204
        assert await kept(client) == {"messages": {"blocks": BLOCKS, "side": {"width": 300}}}


async def test_each_sees_their_own_alone_and_each_role_has_its_own(gate: Gate, tenants: Two) -> None:
    other = replace(MANAGER, id=UUID(int=7))
    async with device(gate, tenants[0]) as client:
        await client.patch(TODAY, json={"parts": {"blocks": BLOCKS}})
        for strange in (
            device(gate, tenants[0], other),
            device(gate, tenants[0], role="clinic_admin"),
            device(gate, tenants[1]),
        ):
            async with strange as elsewhere:
                assert await kept(elsewhere) == {}
                await elsewhere.delete(TODAY)
        assert await kept(client) == {"today": {"blocks": BLOCKS}}


@pytest.mark.parametrize(
    ("workspace", "parts"),
    [
        ("kitchen", {"blocks": BLOCKS}),
        ("today", {"blocks": {"order": ["Mrs de Vries"]}}),
        ("today", {"blocks": {"order": [f"block-{number}" for number in range(17)]}}),
        ("today", {"side": {"width": 5}}),
        ("today", {"side": {"width": 300, "colour": "pink"}}),
        ("shell", {"map": {"places": {"kitchen": {"x": 0, "y": 1}}}}),
        ("shell", {"map": {"places": {"messages": {"x": 10, "y": 1}}}}),
        ("shell", {"pins": {"pins": [{"workspace": "messages"}] * 7}}),
        ("today", {f"part-{number}": {"width": 300} for number in range(13)}),
    ],
)
async def test_what_no_screen_would_keep_is_refused(
    gate: Gate, tenants: Two, workspace: str, parts: dict[str, Any]
) -> None:
    async with device(gate, tenants[0]) as client:
        answer = await client.patch(f"{LAYOUTS}/{workspace}", json={"parts": parts})
        assert answer.status_code in {400, 404}
        assert await kept(client) == {}


async def test_many_small_changes_never_grow_into_something_large(gate: Gate, tenants: Two) -> None:
    long = [f"b{number:02}".ljust(40, "x") for number in range(16)]
    async with device(gate, tenants[0]) as client:
        answers = [
            await client.patch(TODAY, json={"parts": {f"part-{number}": {"order": long}}})
            for number in range(8)
        ]
    assert {answer.status_code for answer in answers} == {200, 400}
    assert answers[-1].json()["code"] == LayoutTooLarge.code
