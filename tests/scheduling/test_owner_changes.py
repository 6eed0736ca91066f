"""What owners change of their appointments, beside a practice that changes them too."""

import pytest

from tests.scheduling.practice import CLIENT, DESK, OWNER, at
from tests.scheduling.test_bookings import book, row, wish
from vetsync.kit.errors import Stale
from vetsync.scheduling.bookings import service

pytestmark = pytest.mark.anyio


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
