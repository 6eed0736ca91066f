"""A request that was approved, and whose approval is taken back."""

from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import Practice, at
from tests.scheduling.test_bookings import book, desk, places, row, wish
from tests.scheduling.test_visits import arrived, move
from vetsync.scheduling.bookings import service
from vetsync.scheduling.errors import InTheHouse, NothingToUndo

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
