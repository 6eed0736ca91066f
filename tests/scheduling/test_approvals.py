"""A request that was approved, and whose approval is taken back."""

from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import ANNA, BEA, DESK, NURSE, Practice, at
from tests.scheduling.test_bookings import book, desk, places, row, wish
from tests.scheduling.test_visits import arrived, move
from vetsync.kit.db.work import Actor
from vetsync.kit.errors import Forbidden
from vetsync.scheduling.bookings import service
from vetsync.scheduling.errors import InTheHouse, NothingToUndo, VetUnsuitable
from vetsync.scheduling.resources.schemas import ExceptionSet
from vetsync.scheduling.resources.service import set_exception

pytestmark = pytest.mark.anyio


async def test_an_approval_that_is_taken_back_is_a_request_again_that_keeps_its_place(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    place = await places(practice, booked)
    await desk(practice, service.approve_appointment, booked)
    await desk(practice, service.undo_last_step, booked)
    assert (await row(practice, booked)).state == "pending"
    assert await places(practice, booked) == place
    await desk(practice, service.approve_appointment, booked)
    assert (await row(practice, booked)).state == "confirmed"


async def test_an_approval_is_not_taken_back_once_a_record_of_the_visit_is_begun(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    await desk(practice, service.approve_appointment, booked)
    await desk(practice, service.link_record, booked, UUID(int=900))
    with pytest.raises(NothingToUndo):
        await desk(practice, service.undo_last_step, booked)
    assert (await row(practice, booked)).state == "confirmed"


async def test_an_approval_is_not_taken_back_while_its_patient_is_here_or_after_they_left(
    practice: Practice, clock: Clock
) -> None:
    clock.now = at(2, 9, 10)
    booked = await book(practice, wish(at(2, 10)))
    await desk(practice, service.approve_appointment, booked)
    visit_id = await arrived(practice, booked)
    with pytest.raises(InTheHouse):
        await desk(practice, service.undo_last_step, booked)
    await move(practice, visit_id, "gone")
    with pytest.raises(NothingToUndo):
        await desk(practice, service.undo_last_step, booked)
    assert (await row(practice, booked)).state == "confirmed"


async def test_an_approval_with_another_vet_is_one_step_and_taken_back_as_one(practice: Practice) -> None:
    booked = await book(practice, wish(at(3, 9), vet_id=ANNA))
    place = await places(practice, booked)
    await desk(practice, service.approve_appointment, booked, BEA)
    approved = await row(practice, booked)
    assert (approved.state, approved.vet_id, approved.version) == ("confirmed", BEA, 2)
    assert await places(practice, booked) == {BEA: "confirmed"}
    await desk(practice, service.undo_last_step, booked)
    asked = await row(practice, booked)
    assert (asked.state, asked.vet_id) == ("pending", ANNA)
    assert await places(practice, booked) == place


async def test_an_approval_with_the_same_vet_on_a_closed_day_is_one_step_too(practice: Practice) -> None:
    booked = await book(practice, wish(at(3, 9), vet_id=ANNA))
    await desk(practice, set_exception, at(3, 9).date(), ExceptionSet(hours=[]))
    await desk(practice, service.approve_appointment, booked, ANNA)
    assert (await row(practice, booked)).version == 2
    await desk(practice, service.undo_last_step, booked)
    assert (await row(practice, booked)).state == "pending"


async def test_who_may_not_approve_takes_no_approval_back(practice: Practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    await desk(practice, service.approve_appointment, booked)
    clerk = Actor(UUID(int=75), "user", frozenset({"schedule.read", "schedule.book"}), "clerk")
    with pytest.raises(Forbidden):
        async with practice.gate.work(practice.tenant, clerk) as work:
            await service.undo_last_step(work, booked)
    assert (await row(practice, booked)).state == "confirmed"


async def test_whoever_does_not_do_this_type_gets_a_request_only_where_that_is_said_to_be_meant(
    practice: Practice,
) -> None:
    booked = await book(practice, wish(at(3, 9)))
    with pytest.raises(VetUnsuitable):
        await desk(practice, service.approve_appointment, booked, NURSE)
    with pytest.raises(VetUnsuitable):
        await desk(practice, service.assign_vet, booked, NURSE)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.assign_vet(work, booked, NURSE, unsuitable=True)
    with pytest.raises(VetUnsuitable):
        await desk(practice, service.approve_appointment, booked)
    assert (await row(practice, booked)).state == "pending"
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.approve_appointment(work, booked, unsuitable=True)
    assert (await row(practice, booked)).state == "confirmed"
