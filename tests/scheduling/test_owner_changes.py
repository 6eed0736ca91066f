"""What owners change of their appointments, beside a practice that changes them too."""

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import CLIENT, DESK, OWNER, SYSTEM, at
from tests.scheduling.test_bookings import book, row, wish
from vetsync.kit.db.work import Actor
from vetsync.kit.errors import Stale
from vetsync.scheduling.bookings import queries, service

pytestmark = pytest.mark.anyio

RESTORED = (
    "select payload ->> 'undone_by' from outbox where topic = 'appointment.restored' order by id desc limit 1"
)


async def test_an_owner_changes_nothing_that_the_practice_has_moved_meanwhile(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    seen = (await row(practice, booked)).version
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.move_appointment(work, booked, at(3, 10))
    for stale in (
        lambda work: service.cancel_own_appointment(work, CLIENT, booked, seen=seen),
        lambda work: service.move_own_appointment(work, CLIENT, booked, at(3, 11), seen=seen),
    ):
        with pytest.raises(Stale):
            async with practice.gate.work(practice.tenant, OWNER) as work:
                await stale(work)
    now = await row(practice, booked)
    assert (now.state, now.starts_at) == ("pending", at(3, 10))
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.cancel_own_appointment(work, CLIENT, booked, seen=now.version)
    assert (await row(practice, booked)).state == "cancelled"


async def test_the_practice_reads_whose_the_last_step_was_and_when(practice, clock: Clock) -> None:
    booked = await book(practice, wish(at(3, 9)))
    first = await row(practice, booked)
    assert (first.changed_by, first.changed_how, first.changed_at) == (None, None, None)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.move_appointment(work, booked, at(3, 10))
    moved = await row(practice, booked)
    assert (moved.changed_by, moved.changed_how, moved.changed_at) == ("practice", "move", clock.now)
    assert moved.changed_by_id == DESK.id
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.move_own_appointment(work, CLIENT, booked, at(3, 11))
    assert (await row(practice, booked)).changed_by == "owner"
    clock.advance(minutes=5)
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.cancel_own_appointment(work, CLIENT, booked)
    now = await row(practice, booked)
    assert (now.cancelled_by, now.changed_by, now.changed_how) == ("owner", "owner", "cancel")
    assert now.changed_at == clock.now


@pytest.mark.parametrize(("by", "command"), [("owner", "cancel_own"), ("practice", "cancel")])
async def test_who_restores_says_whose_cancelling_it_was(practice, by: str, command: str) -> None:
    booked = await book(practice, wish(at(3, 9)))
    async with practice.gate.work(practice.tenant, OWNER if by == "owner" else DESK) as work:
        if command == "cancel_own":
            await service.cancel_own_appointment(work, CLIENT, booked)
        else:
            await service.cancel_appointment(work, booked)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.undo_last_step(work, booked)
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        assert await view.value(RESTORED) == by


async def test_a_colleague_calls_off_the_visit_of_their_own_animal_for_the_practice(practice) -> None:
    colleague = Actor(OWNER.id, "user", DESK.permissions, "colleague")
    booked = await book(practice, wish(at(3, 9)))
    async with practice.gate.work(practice.tenant, colleague) as work:
        await service.cancel_appointment(work, booked)
    assert (await row(practice, booked)).changed_by == "practice"
    async with practice.gate.work(practice.tenant, colleague) as work:
        await service.undo_last_step(work, booked)
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        assert await view.value(RESTORED) == "practice"
    now = await row(practice, booked)
    assert (now.changed_by, now.changed_how, now.changed_at) == (None, None, None)


@pytest.mark.parametrize("by", ["owner", "practice"])
async def test_an_owner_reads_who_called_their_visit_off_and_why(practice, by: str) -> None:
    booked = await book(practice, wish(at(3, 9)))
    async with practice.gate.work(practice.tenant, OWNER if by == "owner" else DESK) as work:
        if by == "owner":
            await service.cancel_own_appointment(work, CLIENT, booked, "op vakantie")
        else:
            await service.cancel_appointment(work, booked, "Anna is ziek")
    async with practice.gate.portal(practice.tenant, OWNER, CLIENT) as view:
        one = await queries.own_appointment(view, CLIENT, booked)
        [listed] = await queries.own_appointments(view, CLIENT, "past")
    assert (one.cancelled_by, one.decline_reason) == (by, "op vakantie" if by == "owner" else "Anna is ziek")
    assert listed == one
