"""What a new practice begins with."""

import asyncio

import pytest

from tests.scheduling.practice import SYSTEM
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.scheduling.presets import ROOMS, TYPES, write_presets

pytestmark = pytest.mark.anyio


async def test_presets_are_written_once_however_many_write_them_at_once(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    async def write() -> bool:
        async with gate.work(tenants[0], SYSTEM) as work:
            return await write_presets(work)

    assert sorted(await asyncio.gather(*(write() for _ in range(4)))) == [False, False, False, True]
    async with gate.view(tenants[0], SYSTEM) as view:
        assert await view.value("select count(*) from appointment_type") == len(TYPES)
        assert await view.value("select count(*) from resource") == len(ROOMS)
