"""How many days the practice may ask for at once."""

from datetime import date, timedelta

import pytest

from tests.scheduling.practice import DESK, Practice
from vetsync.kit.errors import Invalid
from vetsync.scheduling.bookings import queries
from vetsync.scheduling.bookings.rules import REACH, State

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("state", "days"), [("pending", REACH.days), (None, queries.WINDOW_DAYS_MAX)])
async def test_requests_are_listed_as_far_ahead_as_anything_can_be_booked_and_the_rest_for_a_year(
    practice: Practice, state: State | None, days: int
) -> None:
    first = date(2026, 3, 2)
    async with practice.gate.view(practice.tenant, DESK) as view:
        for wide in (days, days + 1):
            window = queries.Window(first_on=first, last_on=first + timedelta(days=wide), state=state)
            if wide == days:
                assert await queries.appointments(view, window) == []
            else:
                with pytest.raises(Invalid):
                    await queries.appointments(view, window)
