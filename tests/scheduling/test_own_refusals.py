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


async def test_the_desk_is_not_told_that_it_chose_what_it_booked_for_somebody(practice) -> None:
    wanted = AppointmentBookAtDesk(type="consult", starts_at=at(3, 9), patient_id=PATIENT, vet_id=ANNA)
    await desk(practice, service.book_at_desk, wanted)
    with pytest.raises(SlotTaken) as refused:
        await desk(practice, service.book_at_desk, wanted)
    assert refused.value.data["is_own"] is False


@pytest.mark.parametrize(("other", "is_own"), [(STRANGER, False), (OWNER, True)])
async def test_for_any_vet_only_what_keeps_the_place_is_the_cause(practice, other, is_own) -> None:
    """The owner has something at that time; what is in the way of an operation is the one room."""
    await book(practice, wish(at(3, 9), vet_id=ANNA))
    await book(practice, wish(at(3, 9), "surgery", vet_id=BEA), other)
    with pytest.raises(SlotTaken) as refused:
        await book(practice, wish(at(3, 9), "surgery"))
    assert refused.value.data["is_own"] is is_own


async def test_what_is_needed_after_an_own_visit_is_own_too(practice) -> None:
    await book(practice, wish(at(3, 9), "surgery", vet_id=ANNA))
    with pytest.raises(SlotTaken) as refused:
        await book(practice, wish(at(3, 10), vet_id=ANNA))
    assert refused.value.data["is_own"] is True


async def test_a_daily_limit_is_nobodys_own_choice(practice) -> None:
    await book(practice, wish(at(3, 9), "checkup", vet_id=ANNA))
    with pytest.raises(SlotTaken) as refused:
        await book(practice, wish(at(3, 9), "checkup", vet_id=BEA))
    assert refused.value.data["is_own"] is False
