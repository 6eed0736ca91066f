"""The rounds that are made by the clock: everywhere, and on, whatever goes wrong in one place."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.conftest import Clock, Database
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Event, Tenant, Work, system_actor
from vetsync.kit.events.relay import Relay
from vetsync.kit.ids import new_id
from vetsync.kit.jobs.orders import Scheduled
from vetsync.kit.jobs.queue import Jobs
from vetsync.kit.jobs.standing import SomeFailed, everywhere, standing

pytestmark = pytest.mark.anyio

ACTOR = system_actor("test")
WAITING = "select count(*) from outbox where done_at is null"
LEFT = "select count(*) from idempotency_key"
ADD_KEY = """
insert into idempotency_key (actor_id, route, key, request_hash, created_at)
values ($1, 'POST /x', $2, $3, now() - $4::interval)
"""


class BellRung(Event, frozen=True, kw_only=True):
    topic = "bell.rung"


async def rounds(database: Database, gate: Gate, tidied: list[str], heard: list[str]) -> dict[str, Scheduled]:
    async def tenants() -> list[Tenant]:
        return list(database.tenants)

    async def tenant_by_id(_: UUID) -> Tenant | None:
        return None

    async def hear(_: Gate, tenant: Tenant, __: BellRung) -> None:
        heard.append(tenant.slug)

    async def tidy(work: Work) -> int:
        tidied.append(work.tenant.slug)
        return 0

    relay = Relay(gate, {BellRung: [hear]}, tenants)
    jobs = Jobs(database.app_dsn, gate, tenant_by_id)
    async with jobs.opened():
        found = {one.name: one for one in standing(jobs, relay, tenants, [tidy], [tidy], [tidy])}
        for one in found.values():
            await one.run(gate)
    return found


async def test_what_waits_anywhere_is_delivered_and_what_is_old_is_forgotten(
    database: Database, gate: Gate, clock: Clock
) -> None:
    for tenant in database.tenants:
        async with gate.work(tenant, ACTOR) as work:
            work.emit(BellRung())
            await work.execute(ADD_KEY, new_id(), "old", b"", timedelta(hours=80))
            await work.execute(ADD_KEY, new_id(), "young", b"", timedelta(hours=1))
    tidied: list[str] = []
    heard: list[str] = []
    found = await rounds(database, gate, tidied, heard)
    assert sorted(heard) == ["oudekade", "zwaluwhof"]
    assert sorted(tidied) == ["", "oudekade", "oudekade", "zwaluwhof", "zwaluwhof"]
    async with gate.view(database.tenants[0], ACTOR) as view:
        assert await view.value(WAITING) == 0
        assert await view.value(LEFT) == 1
    assert {name: one.cron for name, one in found.items()} == {
        "sweep_outbox": "* * * * *",
        "take_up_stalled": "* * * * *",
        "tidy_up": "17 3 * * *",
        "tend": "* * * * *",
    }


async def test_trouble_in_one_place_keeps_nobody_else_waiting(database: Database) -> None:
    done: list[str] = []

    async def do(tenant: Tenant) -> None:
        if tenant is CORE:
            raise OSError
        done.append(tenant.slug)

    with pytest.raises(SomeFailed):
        await everywhere([CORE, *database.tenants], do)
    assert sorted(done) == ["oudekade", "zwaluwhof"]
