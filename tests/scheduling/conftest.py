"""The furnished practice."""

import pytest

from tests.scheduling.practice import SYSTEM, Practice, furnish
from vetsync.kit.db.gate import Gate


@pytest.fixture
async def practice(gate: Gate, tenants) -> Practice:
    async with gate.work(tenants[0], SYSTEM) as work:
        await furnish(work)
    return Practice(gate, tenants[0])
