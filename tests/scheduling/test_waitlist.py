"""Who waits for a time: only somebody of the practice books it, and waiting ends by itself."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import ANNA, BEA, DESK, NURSE, OTHER_PATIENT, PATIENT, READER, Practice, at
from tests.scheduling.waiting import (
    FRIDAY,
    TUESDAY,
    book,
    booked,
    cancelled,
    fitting,
    one,
    run,
    shown,
    undo,
    waits,
)
from vetsync.kit.errors import Forbidden, Invalid, NotFound, Stale
from vetsync.kit.ids import new_id
from vetsync.patients.errors import PatientIsNotActive
from vetsync.scheduling.bookings import queries as bookings
from vetsync.scheduling.bookings.service import move_appointment
from vetsync.scheduling.errors import (
    AlreadyWaiting,
    NothingToUndo,
    SlotTaken,
    VetUnsuitable,
    WaitlistFull,
    WrongState,
)
from vetsync.scheduling.waitlist import queries, rules, service
from vetsync.scheduling.waitlist.schemas import WaitlistAdd, WaitlistChange

pytestmark = pytest.mark.anyio

ARCHIVED = "update patient set state = 'archived' where id = $1"
CLIENT_ARCHIVED = (
    "update client set state = 'archived' where id = (select client_id from patient where id = $1)"
)
DIED = "update patient set state = 'deceased', deceased_on = '2026-03-02' where id = $1"
LIVES = "update patient set state = 'active', deceased_on = null where id = $1"


async def test_booking_for_who_waits_makes_the_appointment_and_ends_the_waiting(practice: Practice) -> None:
    entry_id = await waits(practice, note="belt terug")
    appointment_id = await book(practice, entry_id, at(4, 9))
    async with practice.gate.view(practice.tenant, DESK) as view:
        row = await bookings.appointment(view, appointment_id)
    assert (row.patient_id, row.vet_id, row.starts_at, row.note) == (PATIENT, ANNA, at(4, 9), "belt terug")
    entry = await one(practice, entry_id)
    assert (entry.state, entry.appointment_id) == ("booked", appointment_id)
    assert (await shown(practice)).items == []


async def test_a_place_that_a_rival_took_is_refused_with_others_and_who_waits_still_waits(
    practice: Practice,
) -> None:
    entry_id = await waits(practice)
    await booked(practice, at(4, 9))
    with pytest.raises(SlotTaken) as refused:
        await book(practice, entry_id, at(4, 9))
    assert refused.value.data["alternatives"]
    assert (await one(practice, entry_id)).state == "waiting"


async def test_taking_a_booking_back_calls_it_off_and_who_waited_waits_again(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice)
    await cancelled(practice, appointment_id)
    mine = await book(practice, entry_id, at(4, 9))
    assert await fitting(practice) == []
    await undo(practice, entry_id)
    async with practice.gate.view(practice.tenant, DESK) as view:
        assert (await bookings.appointment(view, mine)).state == "cancelled"
    assert await fitting(practice) == [(ANNA, at(4, 9), entry_id)]


async def test_a_booking_that_a_colleague_moved_since_is_not_called_off_by_an_undo(
    practice: Practice,
) -> None:
    entry_id = await waits(practice)
    appointment_id = await book(practice, entry_id, at(4, 9))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await move_appointment(work, appointment_id, at(4, 10))
    with pytest.raises(NothingToUndo):
        await undo(practice, entry_id)
    assert (await one(practice, entry_id)).state == "booked"


async def test_what_was_settled_over_an_hour_ago_stays(practice: Practice, clock: Clock) -> None:
    entry_id = await waits(practice)
    await book(practice, entry_id, at(4, 9))
    clock.advance(minutes=61)
    with pytest.raises(NothingToUndo):
        await undo(practice, entry_id)


async def test_who_is_withdrawn_waits_no_more_until_that_is_taken_back(practice: Practice) -> None:
    entry_id = await waits(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.withdraw_entry(work, entry_id, seen=1)
    assert (await shown(practice)).items == []
    with pytest.raises(WrongState):
        await book(practice, entry_id, at(4, 9))
    await undo(practice, entry_id)
    assert [item.state for item in (await shown(practice)).items] == ["waiting"]


@pytest.mark.parametrize(
    ("change", "because"), [(ARCHIVED, "archived"), (CLIENT_ARCHIVED, "archived"), (DIED, "died")]
)
async def test_an_entry_ends_by_itself_with_its_animal_and_says_why(
    practice: Practice, change: str, because: str
) -> None:
    appointment_id = await booked(practice, at(4, 9))
    await waits(practice)
    await run(practice, change, PATIENT)
    await cancelled(practice, appointment_id)
    [item] = (await shown(practice)).items
    assert (item.state, item.closed_because) == ("expired", because)
    assert await fitting(practice) == []


async def test_an_animal_that_lives_after_all_waits_again(practice: Practice) -> None:
    await waits(practice)
    await run(practice, DIED, PATIENT)
    await run(practice, LIVES, PATIENT)
    assert [item.state for item in (await shown(practice)).items] == ["waiting"]


async def test_an_entry_ends_after_its_last_day_and_is_shown_for_a_week(
    practice: Practice, clock: Clock
) -> None:
    entry_id = await waits(practice, latest_on=TUESDAY)
    # Half past eleven at night in Greenwich is the next day in Amsterdam.
    clock.now = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
    assert (await one(practice, entry_id)).state == "waiting"
    clock.now = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    [item] = (await shown(practice)).items
    assert (item.state, item.closed_because) == ("expired", "passed")
    clock.now = at(10, 12)
    assert len((await shown(practice)).items) == 1
    clock.now = at(11, 12)
    assert (await shown(practice)).items == []


async def test_who_waits_for_the_same_already_is_not_added_twice(practice: Practice, clock: Clock) -> None:
    entry_id = await waits(practice)
    with pytest.raises(AlreadyWaiting) as refused:
        await waits(practice)
    assert refused.value.data["entry_id"] == entry_id
    await waits(practice, type="surgery")
    clock.now = at(14, 9)
    await waits(practice, latest_on=date(2026, 3, 20))


async def test_a_list_that_nobody_can_telephone_through_takes_no_more(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "WAITING_MAX", 1)
    await waits(practice)
    with pytest.raises(WaitlistFull):
        await waits(practice, OTHER_PATIENT)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"earliest_on": FRIDAY, "latest_on": TUESDAY}, "days_out_of_order"),
        ({"earliest_on": date(2026, 2, 1), "latest_on": date(2026, 3, 1)}, "day_has_passed"),
        ({"latest_on": date(2036, 3, 1)}, "out_of_reach"),
    ],
)
async def test_days_that_cannot_be_are_refused(practice: Practice, wish: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        await waits(practice, **wish)
    assert refused.value.problem_code == code


async def test_nobody_waits_for_who_does_not_do_it_or_is_not_there(practice: Practice) -> None:
    with pytest.raises(VetUnsuitable):
        await waits(practice, vet_id=NURSE)
    with pytest.raises(NotFound):
        await waits(practice, vet_id=new_id())
    await run(practice, ARCHIVED, PATIENT)
    with pytest.raises(PatientIsNotActive):
        await waits(practice)


async def test_a_wish_can_be_changed_and_counts_at_once(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice, parts=["afternoon"])
    await cancelled(practice, appointment_id)
    assert await fitting(practice) == []
    async with practice.gate.work(practice.tenant, DESK) as work:
        change = WaitlistChange(parts=["morning", "morning"], note=" mag ook Bea ")
        await service.change_entry(work, entry_id, change, seen=1)
    assert await fitting(practice) == [(ANNA, at(4, 9), entry_id)]
    entry = await one(practice, entry_id)
    assert (entry.parts, entry.note, entry.version) == (["morning"], "mag ook Bea", 2)
    with pytest.raises(Stale):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.change_entry(work, entry_id, WaitlistChange(urgency="soon"), seen=1)


async def test_the_best_free_times_are_those_that_suit(practice: Practice) -> None:
    entry_id = await waits(practice, vet_id=BEA, parts=["afternoon"], weekdays=[4, 5])
    async with practice.gate.view(practice.tenant, DESK) as view:
        offered = await queries.offers(view, entry_id)
    assert [(offer.starts_at, offer.vet_id) for offer in offered] == [
        (at(5, 11), BEA),
        (at(6, 11), BEA),
    ]


async def test_only_who_books_at_the_desk_sees_the_list(practice: Practice) -> None:
    async with practice.gate.view(practice.tenant, READER) as view:
        with pytest.raises(Forbidden):
            await queries.waitlist(view)
    async with practice.gate.work(practice.tenant, READER) as work:
        with pytest.raises(Forbidden):
            await service.add_entry(
                work, WaitlistAdd(patient_id=PATIENT, type="consult", earliest_on=TUESDAY, latest_on=FRIDAY)
            )
