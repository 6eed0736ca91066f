"""What stands outside hours or in a leave: said before they are saved, and about a request before it is approved."""

from datetime import date, datetime
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import (
    ANNA,
    BEA,
    CLIENT,
    DESK,
    NURSE,
    OWNER,
    PATIENT,
    PET,
    ROOM,
    STRANGER,
    Practice,
    at,
)
from vetsync.kit.errors import Conflict, Forbidden, Invalid, NotFound
from vetsync.scheduling.bookings import queries
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk, OwnerBooking
from vetsync.scheduling.bookings.service import (
    approve_appointment,
    book_appointment,
    book_at_desk,
    cancel_appointment,
)
from vetsync.scheduling.errors import HoursOutOfOrder
from vetsync.scheduling.resources import displaced, service
from vetsync.scheduling.resources.displaced import displaced_by
from vetsync.scheduling.resources.schemas import (
    DatePlan,
    Displaced,
    ExceptionSet,
    Hours,
    HoursPlan,
    LeaveAdd,
    LeavePlan,
    ResourceAdd,
    Span,
    WeekHours,
    WeekPlan,
)

pytestmark = pytest.mark.anyio
TUESDAY = date(2026, 3, 3)
FULL = [Hours(day, "09:00", "17:00") for day in range(1, 6)]
CLOSED = HoursPlan(date=DatePlan(on_date=TUESDAY, hours=[]))


async def request(
    practice: Practice, starts_at: datetime, vet_id: UUID = ANNA, kind: str = "consult"
) -> UUID:
    wish = OwnerBooking(
        type_key=kind, starts_at=starts_at, client_id=CLIENT, patient_id=PATIENT, pet_id=PET, species="dog",
        vet_id=vet_id,
    )  # fmt: skip
    async with practice.gate.work(practice.tenant, OWNER) as work:
        return await book_appointment(work, wish)


async def at_desk(practice: Practice, starts_at: datetime, vet_id: UUID = ANNA) -> UUID:
    wish = AppointmentBookAtDesk(type="consult", starts_at=starts_at, patient_id=PATIENT, vet_id=vet_id)
    async with practice.gate.work(practice.tenant, DESK) as work:
        return await book_at_desk(work, wish)


async def ask(practice: Practice, plan: HoursPlan) -> Displaced:
    async with practice.gate.view(practice.tenant, DESK) as view:
        return await displaced_by(view, plan)


async def test_a_day_that_closes_says_what_stands_on_it(practice: Practice) -> None:
    asked, booked = await request(practice, at(3, 9)), await request(practice, at(3, 10), kind="surgery")
    await request(practice, at(4, 9))
    gone = await request(practice, at(3, 14))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, gone)
    found = await ask(practice, CLOSED)
    assert [one.id for one in found.items] == [asked, booked]
    assert (found.appointments, found.requests) == (1, 1)
    first = found.items[0]
    assert (first.patient_name, first.client_name, first.vet_name) == ("Bella", "Sanne de Vries", "Anna")
    half = HoursPlan(date=DatePlan(on_date=TUESDAY, hours=[Span("09:00", "10:30")]))
    assert [one.id for one in (await ask(practice, half)).items] == [booked]


async def test_what_was_booked_outside_hours_stands_on_a_day_that_closes_too(practice: Practice) -> None:
    late = await at_desk(practice, at(3, 19))
    assert [one.id for one in (await ask(practice, CLOSED)).items] == [late]


async def test_a_week_says_only_what_it_takes_hours_from(practice: Practice, clock: Clock) -> None:
    early, late = await request(practice, at(3, 8)), await request(practice, at(3, 15, 40))
    await at_desk(practice, at(3, 19))
    shorter = [Hours(row.weekday, "10:00", "16:00") for row in FULL]
    assert [one.id for one in (await ask(practice, HoursPlan(week=WeekPlan(items=shorter)))).items] == [
        early,
        late,
    ]
    assert (await ask(practice, HoursPlan(week=WeekPlan(items=FULL)))).items == []
    nothing = await ask(practice, HoursPlan(week=WeekPlan(items=[])))
    assert [one.id for one in nothing.items] == [early, late]
    clock.now = at(3, 12)
    assert [one.id for one in (await ask(practice, HoursPlan(week=WeekPlan(items=[])))).items] == [late]


async def test_a_date_with_hours_of_its_own_is_not_the_weeks(practice: Practice) -> None:
    await request(practice, at(3, 9))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_exception(work, TUESDAY, ExceptionSet(hours=[Span("08:00", "18:00")]))
    assert (await ask(practice, HoursPlan(week=WeekPlan(items=[])))).items == []


async def test_a_visit_over_midnight_stands_in_two_spans(practice: Practice) -> None:
    night = await at_desk(practice, at(3, 22, 50))
    round_the_clock = [Hours(day, "00:00", "24:00") for day in range(1, 8)]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_opening_hours(work, WeekHours(items=round_the_clock))
    assert (await ask(practice, HoursPlan(week=WeekPlan(items=round_the_clock)))).items == []
    without_wednesday = [row for row in round_the_clock if row.weekday != 3]
    found = await ask(practice, HoursPlan(week=WeekPlan(items=without_wednesday)))
    assert [one.id for one in found.items] == [night]


async def test_a_persons_own_week_and_leave_say_whom_they_leave_alone(practice: Practice) -> None:
    annas, _ = await request(practice, at(3, 9)), await request(practice, at(3, 9), BEA)
    surgery = await request(practice, at(3, 13), BEA, "surgery")
    none = HoursPlan(week=WeekPlan(items=[], resource_id=ANNA))
    assert [one.id for one in (await ask(practice, none)).items] == [annas]
    for resource, expected in ((ANNA, [annas]), (ROOM, [surgery])):
        away = HoursPlan(leave=LeavePlan(resource_id=resource, starts_at=at(3, 0), ends_at=at(4, 0)))
        assert [one.id for one in (await ask(practice, away)).items] == expected


async def test_the_list_is_bounded_and_the_count_is_not(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in (8, 9, 10):
        await request(practice, at(3, hour))
    monkeypatch.setattr(displaced, "LIST_MAX", 2)
    found = await ask(practice, CLOSED)
    assert (len(found.items), found.requests) == (2, 3)


async def test_a_leave_that_was_added_says_how_many_it_hits_beyond_its_list(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in (8, 9, 11):
        await request(practice, at(3, hour))
    await at_desk(practice, at(3, 10))
    monkeypatch.setattr(displaced, "LIST_MAX", 2)
    async with practice.gate.work(practice.tenant, DESK) as work:
        added = await service.add_leave(
            work, LeaveAdd(resource_id=ANNA, starts_at=at(3, 0), ends_at=at(4, 0))
        )
    assert (len(added.affected), added.appointments, added.requests) == (2, 1, 3)


async def test_a_leave_hits_what_it_overlaps_and_what_is_not_over(practice: Practice, clock: Clock) -> None:
    """The room is taken from twenty minutes before an operation until twenty after, when nobody has to move it."""
    async with practice.gate.work(practice.tenant, DESK) as work:
        await work.execute("update appointment_type set before_minutes = 20 where key = 'surgery'")
    surgery = await request(practice, at(3, 9), kind="surgery")

    async def hit(starts_at: datetime, ends_at: datetime) -> list[UUID]:
        leave = LeavePlan(resource_id=ROOM, starts_at=starts_at, ends_at=ends_at)
        return [one.id for one in (await ask(practice, HoursPlan(leave=leave))).items]

    assert await hit(at(3, 9, 59), at(3, 12)) == [surgery]
    assert await hit(at(3, 10), at(3, 12)) == []
    assert await hit(at(3, 8), at(3, 9, 1)) == [surgery]
    assert await hit(at(3, 8), at(3, 9)) == []
    clock.now = at(3, 9, 30)
    assert await hit(at(3, 8), at(3, 12)) == [surgery]
    clock.now = at(3, 10)
    assert await hit(at(3, 8), at(3, 12)) == []


async def test_what_began_hours_ago_and_is_not_over_is_still_said(practice: Practice, clock: Clock) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await work.execute("update appointment_type set minutes = 720 where key = 'consult'")
    long = await at_desk(practice, at(3, 8))
    clock.now = at(3, 19, 59)
    assert [one.id for one in (await ask(practice, CLOSED)).items] == [long]
    # What the statement's bound of a day on the start relies on.
    with pytest.raises(Conflict):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await work.execute("update appointment_type set minutes = 721 where key = 'consult'")


async def test_what_is_past_is_not_read_to_find_what_would_stand_outside(practice: Practice) -> None:
    """It is asked at each pause in typing, and a practice has years of appointments."""
    binds = (
        "Europe/Amsterdam",
        at(3, 0),
        None,
        None,
        None,
        None,
        TUESDAY,
        [],
        [],
        50,
        displaced.LONGEST_VISIT,
    )
    async with practice.gate.view(practice.tenant, DESK) as view:
        await view.value("select set_config('enable_seqscan', 'off', true)")
        plan = await view.records("explain " + displaced.BY_HOURS, *binds)
    conditions = [line[0] for line in plan if "Index Cond" in line[0]]
    assert any("starts_at > " in line for line in conditions), plan


async def test_a_plan_is_one_thing_that_can_be(practice: Practice) -> None:
    for plan in (HoursPlan(), HoursPlan(date=CLOSED.date, week=WeekPlan(items=[]))):
        with pytest.raises(Invalid):
            await ask(practice, plan)
    with pytest.raises(HoursOutOfOrder):
        await ask(
            practice, HoursPlan(leave=LeavePlan(resource_id=ANNA, starts_at=at(4, 0), ends_at=at(3, 0)))
        )
    with pytest.raises(NotFound):
        await ask(practice, HoursPlan(week=WeekPlan(items=[], resource_id=UUID(int=9))))
    with pytest.raises(Forbidden):
        async with practice.gate.view(practice.tenant, STRANGER) as view:
            await displaced_by(view, CLOSED)


async def test_who_leaves_leaves_behind_all_that_is_to_come_under_their_name(
    practice: Practice, clock: Clock
) -> None:
    await request(practice, at(3, 9))
    late, _ = await at_desk(practice, at(31, 9)), await request(practice, at(3, 9), BEA)
    clock.now = at(3, 12)
    found = await ask(practice, HoursPlan(leaving=ANNA))
    assert ([one.id for one in found.items], found.appointments, found.requests) == ([late], 1, 0)
    with pytest.raises(NotFound):
        await ask(practice, HoursPlan(leaving=UUID(int=9)))


async def outside(practice: Practice, booked: UUID) -> tuple[str | None, bool]:
    async with practice.gate.view(practice.tenant, DESK) as view:
        row = await queries.appointment(view, booked)
        return row.outside, (await queries.free_vets(view, booked)).is_open


async def test_a_request_says_what_speaks_against_its_time_until_it_is_answered(practice: Practice) -> None:
    booked = await request(practice, at(3, 9))
    assert await outside(practice, booked) == (None, True)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_resource_hours(work, ANNA, WeekHours(items=[]))
    assert await outside(practice, booked) == ("off_duty", True)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.add_leave(work, LeaveAdd(resource_id=ANNA, starts_at=at(3, 0), ends_at=at(4, 0)))
    assert await outside(practice, booked) == ("leave", True)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_exception(work, TUESDAY, ExceptionSet(hours=[]))
    assert await outside(practice, booked) == ("closed", False)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await approve_appointment(work, booked)
    assert await outside(practice, booked) == (None, False)


async def test_nobody_off_duty_stands_before_somebody_who_works(practice: Practice) -> None:
    booked = await request(practice, at(3, 9), BEA)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.add_leave(work, LeaveAdd(resource_id=ANNA, starts_at=at(3, 0), ends_at=at(4, 0)))
        cas = await service.add_resource(work, ResourceAdd(kind="vet", name="Cas"))
        await work.execute("update resource set sort = 9 where id = $1", ANNA)
        await service.set_resource_hours(work, cas.id, WeekHours(items=[Hours(2, "13:00", "17:00")]))
    async with practice.gate.view(practice.tenant, DESK) as view:
        free = (await queries.free_vets(view, booked)).items
    told = [(vet.id, vet.duty, vet.does_type, vet.offered) for vet in free]
    assert told[:2] == [(BEA, "on", True, True), (NURSE, "on", False, False)]
    # Among those who are off duty, whoever does this comes before whoever does not, last in the list or not.
    assert told[2:] == [(ANNA, "leave", True, False), (cas.id, "off", False, False)]
