"""What a person took themself is not told to them as somebody else's."""

import pytest

from tests.scheduling.practice import ANNA, BEA, OWNER, PATIENT, STRANGER, at
from tests.scheduling.test_bookings import book, desk, hold, wish
from vetsync.scheduling.bookings import service
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk
from vetsync.scheduling.errors import SlotTaken

pytestmark = pytest.mark.anyio


async def test_who_was_quicker_themself_in_another_tab_is_told_so_and_a_rival_is_not(practice) -> None:
    await book(practice, wish(at(3, 9), vet_id=ANNA))
    for actor, is_own in ((OWNER, True), (STRANGER, False)):
        with pytest.raises(SlotTaken) as refused:
            await book(practice, wish(at(3, 9), vet_id=ANNA), actor)
        assert refused.value.data["is_own"] is is_own
    held = await hold(practice, at(3, 10), vet_id=BEA)
    with pytest.raises(SlotTaken) as refused:
        await book(practice, wish(held.starts_at, vet_id=BEA))
    assert refused.value.data["is_own"] is True


async def test_the_desk_is_told_that_it_booked_a_vet_itself(practice) -> None:
    wanted = AppointmentBookAtDesk(type="consult", starts_at=at(3, 9), patient_id=PATIENT, vet_id=ANNA)
    await desk(practice, service.book_at_desk, wanted)
    with pytest.raises(SlotTaken) as refused:
        await desk(practice, service.book_at_desk, wanted)
    assert refused.value.data["is_own"] is True
