"""What stands where nobody is there: it waits for somebody, nobody is reminded of it, and no step back leads there."""

from datetime import date
from uuid import UUID

import pytest

from tests.scheduling.practice import ANNA, BEA, DESK, READER, Practice, at
from tests.scheduling.test_displaced import FULL, TUESDAY, at_desk, request
from vetsync.scheduling.bookings import queries
from vetsync.scheduling.bookings.service import (
    approve_appointment,
    assign_vet,
    cancel_appointment,
    decline_appointment,
    move_appointment,
    undo_last_step,
)
from vetsync.scheduling.errors import NobodyThere
from vetsync.scheduling.resources import service
from vetsync.scheduling.resources.schemas import (
    ExceptionSet,
    LeaveAdd,
    ResourceChange,
    Span,
    WeekHours,
)

pytestmark = pytest.mark.anyio


async def waiting(practice: Practice) -> list[tuple[UUID, str | None]]:
    async with practice.gate.view(practice.tenant, READER) as view:
        found = [(row.id, row.outside) for row in (await queries.unattended(view)).items]
        assert await queries.unattended_among(view, [one for one, _ in found]) == {one for one, _ in found}
        return found


async def close(practice: Practice, on: date = TUESDAY, *hours: Span) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_exception(work, on, ExceptionSet(hours=list(hours)))


async def reopen(practice: Practice, on: date = TUESDAY) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.clear_exception(work, on)


async def go_on_leave(practice: Practice, vet_id: UUID = ANNA) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.add_leave(work, LeaveAdd(resource_id=vet_id, starts_at=at(3, 0), ends_at=at(4, 0)))


async def test_what_stands_on_a_closed_day_or_in_a_leave_waits_until_there_is_somebody(
    practice: Practice,
) -> None:
    annas, beas = await at_desk(practice, at(3, 9)), await at_desk(practice, at(3, 10), BEA)
    await at_desk(practice, at(4, 9))
    await request(practice, at(3, 11))
    await close(practice)
    assert await waiting(practice) == [(annas, "closed"), (beas, "closed")]
    await close(practice, TUESDAY, Span("09:00", "10:30"))
    assert await waiting(practice) == [(beas, "closed")]
    await reopen(practice)
    assert await waiting(practice) == []
    await go_on_leave(practice)
    assert await waiting(practice) == [(annas, "leave")]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await assign_vet(work, annas, BEA)
    assert await waiting(practice) == []


async def test_what_a_change_of_the_week_leaves_standing_waits_too(practice: Practice) -> None:
    annas, beas = await at_desk(practice, at(3, 9)), await at_desk(practice, at(3, 9), BEA)
    without_tuesday = [row for row in FULL if row.weekday != 2]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_resource_hours(work, ANNA, WeekHours(items=without_tuesday))
    assert await waiting(practice) == [(annas, "off_duty")]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_opening_hours(work, WeekHours(items=without_tuesday))
    assert sorted(await waiting(practice)) == sorted([(annas, "closed"), (beas, "closed")])


async def test_what_the_practice_itself_put_outside_its_hours_waits_only_when_that_is_closed_since(
    practice: Practice,
) -> None:
    moved = await at_desk(practice, at(3, 9))
    asked = await request(practice, at(3, 10))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_resource_hours(work, ANNA, WeekHours(items=[]))
        await move_appointment(work, moved, at(3, 20))
        await approve_appointment(work, asked)
    evening = await at_desk(practice, at(3, 19))
    assert await waiting(practice) == []
    await close(practice)
    assert await waiting(practice) == [(asked, "closed"), (evening, "closed"), (moved, "closed")]
    await reopen(practice)
    await go_on_leave(practice)
    assert [one for one, _ in await waiting(practice)] == [asked, evening, moved]


async def test_whoever_sees_to_it_that_the_same_vet_is_there_says_so_and_may_take_it_back(
    practice: Practice,
) -> None:
    annas = await at_desk(practice, at(3, 9))
    await go_on_leave(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await assign_vet(work, annas, ANNA)
    assert await waiting(practice) == []
    async with practice.gate.work(practice.tenant, DESK) as work:
        await assign_vet(work, annas, ANNA)
        assert (await queries.appointment(work, annas)).version == 2
        await undo_last_step(work, annas)
    assert await waiting(practice) == [(annas, "leave")]


async def test_what_is_far_ahead_is_found_where_a_date_is_closed(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at_desk(practice, at(3, 9))
    late = await at_desk(practice, at(31, 9))
    monkeypatch.setattr(queries, "LOOKED_AT_MAX", 1)
    await close(practice, date(2026, 3, 31))
    assert await waiting(practice) == [(late, "closed")]


async def test_what_stands_with_somebody_who_has_gone_waits_for_somebody_else(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await at_desk(practice, at(3, 9)), await at_desk(practice, at(3, 10))
    await at_desk(practice, at(3, 9), BEA)

    assert await waiting(practice) == []
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.change_resource(work, ANNA, 1, ResourceChange(active=False))
    assert await waiting(practice) == [(first, "gone"), (second, "gone")]
    monkeypatch.setattr(queries, "UNATTENDED_MAX", 1)
    async with practice.gate.view(practice.tenant, READER) as view:
        cut = await queries.unattended(view)
    assert (len(cut.items), cut.is_cut) == (1, True)
    for booked in (first, second):
        async with practice.gate.work(practice.tenant, DESK) as work:
            free = (await queries.free_vets(work, booked)).items
            assert ANNA not in [vet.id for vet in free]
            if booked == second:
                await assign_vet(work, booked, BEA)
            else:
                await cancel_appointment(work, booked)
    assert await waiting(practice) == []


async def test_a_cancelled_visit_is_not_put_back_onto_a_day_that_was_closed_since(practice: Practice) -> None:
    cancelled, declined = await at_desk(practice, at(3, 9)), await request(practice, at(3, 10))
    moved = await at_desk(practice, at(3, 11))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, cancelled)
        await decline_appointment(work, declined, "Vol")
        await move_appointment(work, moved, at(4, 11))
    await close(practice)
    for one in (cancelled, declined, moved):
        with pytest.raises(NobodyThere) as refused:
            async with practice.gate.work(practice.tenant, DESK) as work:
                await undo_last_step(work, one)
        assert refused.value.data["outside"] == "closed"
        assert refused.value.data["alternatives"]
    await reopen(practice)
    for one in (cancelled, declined, moved):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await undo_last_step(work, one)
            assert (await queries.appointment(work, one)).starts_at.day == 3
    assert await waiting(practice) == []


async def test_a_cancelled_visit_is_not_put_back_with_a_vet_who_is_away_or_gone(practice: Practice) -> None:
    cancelled = await at_desk(practice, at(3, 9))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, cancelled)
    await go_on_leave(practice)
    for outside in ("leave", "gone"):
        with pytest.raises(NobodyThere) as refused:
            async with practice.gate.work(practice.tenant, DESK) as work:
                await undo_last_step(work, cancelled)
        assert refused.value.data["outside"] == outside
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.change_resource(work, ANNA, None, ResourceChange(active=False))


async def test_an_approval_is_taken_back_also_on_a_day_that_was_closed_since(practice: Practice) -> None:
    """It stands there with it and without it."""
    asked = await request(practice, at(3, 9))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await approve_appointment(work, asked)
    await close(practice)
    assert await waiting(practice) == [(asked, "closed")]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await undo_last_step(work, asked)
        assert (await queries.appointment(work, asked)).outside == "closed"
    assert await waiting(practice) == []


async def test_a_step_that_was_taken_because_nobody_was_there_can_be_taken_back(practice: Practice) -> None:
    """What was known when the step was taken is no news."""
    annas, late = await at_desk(practice, at(3, 9)), await at_desk(practice, at(3, 19))
    await go_on_leave(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await assign_vet(work, annas, BEA)
        await cancel_appointment(work, late)
    for one in (annas, late):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await undo_last_step(work, one)
    assert await waiting(practice) == [(annas, "leave"), (late, "closed")]


async def test_what_was_known_of_a_time_is_not_brought_back_once_more_speaks_against_it(
    practice: Practice,
) -> None:
    """In the evening the practice is closed anyhow, so that a new leave or a closed day weighs no more than that."""
    cancelled, moved = await at_desk(practice, at(3, 19)), await at_desk(practice, at(3, 20), BEA)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, cancelled)
        await move_appointment(work, moved, at(4, 9))
    await go_on_leave(practice)
    with pytest.raises(NobodyThere):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await undo_last_step(work, cancelled)
    await close(practice)
    with pytest.raises(NobodyThere):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await undo_last_step(work, moved)
    await reopen(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await undo_last_step(work, moved)
    assert await waiting(practice) == []


async def test_nobody_sees_to_it_that_whoever_is_gone_is_there(practice: Practice) -> None:
    booked, asked = await at_desk(practice, at(3, 9)), await request(practice, at(3, 10))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.change_resource(work, ANNA, 1, ResourceChange(active=False))
    with pytest.raises(NobodyThere) as refused:
        async with practice.gate.work(practice.tenant, DESK) as work:
            await move_appointment(work, booked, at(3, 11))
    assert refused.value.data["outside"] == "gone"
    assert refused.value.data["alternatives"][0].vet_id == BEA
    with pytest.raises(NobodyThere):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await approve_appointment(work, asked)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await move_appointment(work, booked, at(3, 11), BEA)
        await approve_appointment(work, asked, BEA)
    assert await waiting(practice) == []


async def test_only_hours_that_are_lost_make_the_practice_look_again_at_what_it_had_put_outside_them(
    practice: Practice,
) -> None:
    evening, without_tuesday = await at_desk(practice, at(3, 19)), [row for row in FULL if row.weekday != 2]
    await at_desk(practice, at(7, 10))
    for hours in ((Span("09:00", "17:30"),), (Span("09:00", "12:00"), Span("12:00", "17:30"))):
        await close(practice, TUESDAY, *hours)
    longer, whole = ExceptionSet(hours=[Span("09:00", "17:30")], note="Langer open"), WeekHours(items=FULL)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_exception(work, TUESDAY, longer)
        await service.set_opening_hours(work, whole)
        await service.set_resource_hours(work, ANNA, whole)
    assert await waiting(practice) == []
    await reopen(practice)
    assert await waiting(practice) == [(evening, "closed")]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await assign_vet(work, evening, ANNA)
        await service.set_resource_hours(
            work, ANNA, WeekHours(items=[row for row in FULL if row.weekday != 1])
        )
    assert await waiting(practice) == []
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_resource_hours(work, ANNA, WeekHours(items=[]))
    assert evening in [one for one, _ in await waiting(practice)]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await assign_vet(work, evening, ANNA)
        await service.set_opening_hours(work, WeekHours(items=without_tuesday))
    assert (evening, "closed") in await waiting(practice)
