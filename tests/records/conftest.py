"""The furnished clinic."""

import pytest

from tests.records.visits import Clinic, opened_clinic
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant


@pytest.fixture
async def clinic(gate: Gate, tenants: tuple[Tenant, Tenant]) -> Clinic:
    return await opened_clinic(gate, tenants[0])
