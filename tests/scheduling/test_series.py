"""Appointments that come back: which dates, what each would be, all booked or none, and called off from one on."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import ANNA, DESK, OTHER_PATIENT, PATIENT, READER, SYSTEM, Practice, at
from tests.scheduling.waiting import booked, run
from vetsync.kit.errors import Forbidden, Invalid, Stale
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.queries import appointment
from vetsync.scheduling.bookings.schemas import AppointmentRow
from vetsync.scheduling.bookings.service import cancel_appointment, move_appointment
from vetsync.scheduling.errors import NothingToUndo, SlotTaken, WrongState
from vetsync.scheduling.series import queries, service
from vetsync.scheduling.series.rules import Unit, starts_of
from vetsync.scheduling.series.schemas import SeriesBook, SeriesPreview, SeriesWish

pytestmark = pytest.mark.anyio

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEDNESDAYS = [at(4, 9), at(11, 9), at(18, 9), at(25, 9)]
COUNT = "select count(*) from appointment"


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[misc, arg-type]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("first", "every", "unit", "days"),
    [
        (local(2026, 3, 23, 10, 0), 1, "weeks", ["23-03 10:00", "30-03 10:00", "06-04 10:00"]),
        (local(2026, 10, 19, 10, 0), 1, "weeks", ["19-10 10:00", "26-10 10:00", "02-11 10:00"]),
        (local(2026, 1, 31, 9, 30), 1, "months", ["31-01 09:30", "28-02 09:30", "31-03 09:30"]),
        (local(2026, 11, 30, 9, 30), 3, "months", ["30-11 09:30", "28-02 09:30", "30-05 09:30"]),
        (local(2027, 12, 15, 9, 30), 12, "months", ["15-12 09:30", "15-12 09:30", "15-12 09:30"]),
    ],
)
def test_the_time_on_the_wall_stays_and_a_short_month_ends_sooner(
    first: datetime, every: int, unit: Unit, days: list[str]
) -> None:
    found = starts_of(first.astimezone(UTC), every, unit, 3, AMSTERDAM)
    assert [one.astimezone(AMSTERDAM).strftime("%d-%m %H:%M") for one in found] == days


def test_a_time_that_the_clock_jumps_over_moves_later_on_that_day_only() -> None:
    found = starts_of(local(2026, 3, 22, 2, 30).astimezone(UTC), 1, "weeks", 3, AMSTERDAM)
    assert [one.astimezone(AMSTERDAM).strftime("%H:%M") for one in found] == ["02:30", "03:30", "02:30"]


async def previewed(practice: Practice, times: int = 4) -> SeriesPreview:
    wish = SeriesWish(type="consult", starts_at=at(4, 9), vet_id=ANNA, every=1, unit="weeks", times=times)
    async with practice.gate.view(practice.tenant, DESK) as view:
        return await queries.preview(view, wish)


async def series(practice: Practice, starts: list[datetime] = WEDNESDAYS) -> list[UUID]:
    wanted = SeriesBook(type="consult", patient_id=PATIENT, vet_id=ANNA, starts=starts, note="nakijken")
    async with practice.gate.work(practice.tenant, DESK) as work:
        return (await service.book_series(work, wanted))[1]


async def row(practice: Practice, appointment_id: UUID) -> AppointmentRow:
    async with practice.gate.view(practice.tenant, DESK) as view:
        return await appointment(view, appointment_id)


async def states(practice: Practice, appointment_ids: list[UUID]) -> list[str]:
    return [(await row(practice, one)).state for one in appointment_ids]


async def cancel_from(practice: Practice, appointment_id: UUID) -> None:
    seen = (await row(practice, appointment_id)).version
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.cancel_following(work, appointment_id, "verhuisd", seen=seen)


async def undo_from(practice: Practice, appointment_id: UUID) -> None:
    seen = (await row(practice, appointment_id)).version
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.undo_following(work, appointment_id, seen=seen)


async def test_each_date_says_whether_it_is_free_taken_or_closed_and_what_is_near(practice: Practice) -> None:
    await booked(practice, at(11, 9))
    await run(practice, "insert into hours_exception (id, on_date) values ($1, '2026-03-18')", new_id())
    found = (await previewed(practice)).items
    assert [date.state for date in found] == ["free", "taken", "closed", "free"]
    assert [date.starts_at for date in found] == WEDNESDAYS
    assert found[0].alternatives == []
    assert any(
        slot.vet_id == ANNA and slot.starts_at.date() == at(11, 9).date() for slot in found[1].alternatives
    )
    assert found[2].alternatives
    assert all(slot.starts_at.date() != at(18, 9).date() for slot in found[2].alternatives)


async def test_all_dates_are_booked_together_and_know_each_other(practice: Practice) -> None:
    made = await series(practice)
    rows = [await row(practice, one) for one in made]
    assert [one.starts_at for one in rows] == WEDNESDAYS
    assert {one.state for one in rows} == {"confirmed"}
    assert len({one.series_id for one in rows}) == 1
    assert rows[0].series_id is not None
    assert (await row(practice, await booked(practice, at(5, 9)))).series_id is None


async def test_where_one_date_is_taken_none_is_booked_and_it_is_named(practice: Practice) -> None:
    await booked(practice, at(18, 9))
    with pytest.raises(SlotTaken) as refused:
        await series(practice)
    assert refused.value.data["starts_at"] == at(18, 9)
    assert refused.value.data["alternatives"]
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        assert await view.value(COUNT) == 1


async def test_a_date_is_not_booked_twice(practice: Practice) -> None:
    with pytest.raises(Invalid):
        await series(practice, [at(4, 9), at(4, 9)])


async def test_calling_off_this_and_the_following_leaves_those_before(practice: Practice) -> None:
    made = await series(practice)
    await cancel_from(practice, made[1])
    assert await states(practice, made) == ["confirmed", "cancelled", "cancelled", "cancelled"]


async def test_calling_off_together_is_taken_back_together_and_nothing_else_with_it(
    practice: Practice, clock: Clock
) -> None:
    made = await series(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, made[3])
    clock.advance(minutes=1)
    await cancel_from(practice, made[1])
    await undo_from(practice, made[1])
    assert await states(practice, made) == ["confirmed", "confirmed", "confirmed", "cancelled"]


async def test_where_a_place_is_gone_none_comes_back(practice: Practice) -> None:
    made = await series(practice)
    await cancel_from(practice, made[1])
    await booked(practice, at(25, 9))
    with pytest.raises(SlotTaken):
        await undo_from(practice, made[1])
    assert await states(practice, made[1:]) == ["cancelled"] * 3


async def test_one_that_was_moved_before_the_others_is_not_called_off_with_them(practice: Practice) -> None:
    made = await series(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await move_appointment(work, made[2], at(5, 9))
    await cancel_from(practice, made[1])
    assert await states(practice, made) == ["confirmed", "cancelled", "confirmed", "cancelled"]


async def test_what_is_no_series_or_was_changed_meanwhile_is_refused(practice: Practice) -> None:
    alone = await booked(practice, at(5, 9))
    with pytest.raises(WrongState):
        await cancel_from(practice, alone)
    with pytest.raises(NothingToUndo):
        await undo_from(practice, alone)
    made = await series(practice)
    with pytest.raises(Stale):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.cancel_following(work, made[0], seen=7)
    wanted = SeriesBook(type="consult", patient_id=OTHER_PATIENT, vet_id=ANNA, starts=WEDNESDAYS)
    async with practice.gate.work(practice.tenant, READER) as work:
        with pytest.raises(Forbidden):
            await service.book_series(work, wanted)
