"""How events reach whoever reacts: again after a failure, never for ever, and never lost for being too new."""

import asyncio

import pytest
from structlog.testing import capture_logs

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Event, Tenant, system_actor
from vetsync.kit.events.failed import given_up, topic_given_up, try_again
from vetsync.kit.events.relay import ATTEMPTS_MAX, Relay
from vetsync.kit.ids import new_id

pytestmark = pytest.mark.anyio
ACTOR = system_actor("test")
Two = tuple[Tenant, Tenant]
NOW_DUE = "update outbox set due_at = now() where done_at is null"
STATE = "select attempts, fault, done_at is not null as done from outbox"


class LampBroke(Event, frozen=True, kw_only=True):
    topic = "lamp.broke"


class LampBurnt(Event, frozen=True, kw_only=True):
    topic = "lamp.burnt"


class Workshop:
    """Repairs lamps, or cannot."""

    def __init__(self) -> None:
        self.can_repair = False
        self.tried = 0

    async def repair(self, _: Gate, __: Tenant, ___: LampBroke) -> None:
        self.tried += 1
        if not self.can_repair:
            raise LookupError("canary")


def relay_of(gate: Gate, workshop: Workshop, tenants: Two) -> Relay:
    async def all_of_them() -> list[Tenant]:
        return list(tenants)

    return Relay(gate, {LampBroke: [workshop.repair]}, all_of_them)


async def emit(gate: Gate, tenant: Tenant, event: Event) -> None:
    async with gate.work(tenant, ACTOR) as work:
        work.emit(event)


async def fail_for_good(gate: Gate, relay: Relay, tenant: Tenant) -> None:
    for _ in range(ATTEMPTS_MAX + 2):
        await relay.drain(tenant)
        async with gate.work(tenant, ACTOR) as work:
            await work.execute(NOW_DUE)


async def test_what_fails_every_time_is_given_up_logged_once_and_shown(gate: Gate, tenants: Two) -> None:
    workshop = Workshop()
    relay = relay_of(gate, workshop, tenants)
    await emit(gate, tenants[0], LampBroke())
    with capture_logs() as logged:
        await fail_for_good(gate, relay, tenants[0])
    assert workshop.tried == ATTEMPTS_MAX
    errors = [entry for entry in logged if entry["log_level"] == "error"]
    assert [(one["event"], one["topic"], one["error"]) for one in errors] == [
        ("event.given_up", "lamp.broke", "LookupError")
    ]
    assert "canary" not in str(logged)
    async with gate.view(tenants[0], ACTOR) as view:
        (found,) = await given_up(view, None, 10)
    assert (found.topic, found.attempts, found.fault) == ("lamp.broke", ATTEMPTS_MAX, "LookupError")


async def test_it_is_shown_at_once_and_not_while_it_is_still_being_tried(gate: Gate, tenants: Two) -> None:
    relay = relay_of(gate, Workshop(), tenants)
    await emit(gate, tenants[0], LampBroke())
    for attempt in range(1, ATTEMPTS_MAX + 1):
        await relay.drain(tenants[0])
        async with gate.work(tenants[0], ACTOR) as work:
            assert len(await given_up(work, None, 10)) == (attempt == ATTEMPTS_MAX)
            await work.execute(NOW_DUE)


async def test_what_was_given_up_can_be_started_anew_and_arrives(gate: Gate, tenants: Two) -> None:
    workshop = Workshop()
    relay = relay_of(gate, workshop, tenants)
    await emit(gate, tenants[0], LampBroke())
    await fail_for_good(gate, relay, tenants[0])
    workshop.can_repair = True
    async with gate.work(tenants[0], ACTOR) as work:
        (found,) = await given_up(work, None, 10)
        assert await topic_given_up(work, found.id) == "lamp.broke"
        await try_again(work, found.id)
    assert await relay.drain(tenants[0]) == 1
    async with gate.work(tenants[0], ACTOR) as work:
        assert await given_up(work, None, 10) == []
        for nothing in (found.id, new_id()):
            assert await topic_given_up(work, nothing) is None
            await try_again(work, nothing)
        assert await work.value("select count(*) from outbox where done_at is null") == 0


async def test_what_failed_is_tried_again_when_its_pause_is_over_without_a_notice(
    gate: Gate, tenants: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vetsync.kit.events.relay.PAUSE_SECONDS_MAX", 0.05)
    workshop = Workshop()
    relay = relay_of(gate, workshop, tenants)
    await emit(gate, tenants[0], LampBroke())
    relay.wake(str(tenants[0].id))
    running = asyncio.create_task(relay.run())
    try:
        async with asyncio.timeout(10):
            while workshop.tried < 2:
                await asyncio.sleep(0.01)
            workshop.can_repair = True
            while (await state_of(gate, tenants[0])) != [(None, True)]:
                await asyncio.sleep(0.01)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def state_of(gate: Gate, tenant: Tenant) -> list[tuple[str | None, bool]]:
    async with gate.view(tenant, ACTOR) as view:
        return [(row["fault"], row["done"]) for row in await view.records(STATE)]


async def test_what_a_newer_program_wrote_waits_for_one(gate: Gate, tenants: Two) -> None:
    """A node of the old version must not call done what only the new one understands."""
    workshop = Workshop()
    workshop.can_repair = True
    await emit(gate, tenants[0], LampBroke())
    async with gate.work(tenants[0], ACTOR) as work:
        await work.execute("update outbox set topic = 'lamp.of_tomorrow'")
    assert await relay_of(gate, workshop, tenants).drain(tenants[0]) == 0
    async with gate.work(tenants[0], ACTOR) as work:
        assert tuple((await work.records(STATE))[0]) == (1, "TopicUnknown", False)
        await work.execute("update outbox set topic = 'lamp.broke', due_at = now()")
    assert await relay_of(gate, workshop, tenants).drain(tenants[0]) == 1


async def test_what_nobody_reacts_to_is_done(gate: Gate, tenants: Two) -> None:
    await emit(gate, tenants[0], LampBurnt())
    assert await relay_of(gate, Workshop(), tenants).drain(tenants[0]) == 1


async def test_a_full_bell_still_rings_for_everybody(gate: Gate, tenants: Two) -> None:
    relay = relay_of(gate, Workshop(), tenants)
    for _ in range(10_001):
        relay.wake(str(tenants[1].id))
    relay.sweep()
    assert await asyncio.wait_for(relay._next_ids(), 5) is None


@pytest.mark.parametrize("later", range(6))
async def test_a_relay_ends_though_it_is_woken_while_it_is_told_to(
    gate: Gate, tenants: Two, later: int
) -> None:
    relay = relay_of(gate, Workshop(), tenants)
    task = asyncio.create_task(relay.run())
    await asyncio.sleep(0)
    relay.wake(str(tenants[0].id))
    for _ in range(later):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=5)
    assert done == {task}
