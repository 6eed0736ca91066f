"""Holding, booking, moving and undoing on a real database, alone and against fifty others."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from asyncpg import Pool

from tests.conftest import Clock, Database
from tests.scheduling.practice import (
    ANNA,
    BEA,
    CLIENT,
    DESK,
    OTHER_CLIENT,
    OTHER_PATIENT,
    OWNER,
    PATIENT,
    PET,
    READER,
    ROOM,
    STRANGER,
    SURGERY,
    SYSTEM,
    Practice,
    at,
)  # fmt: skip
from vetsync.kit.db.faults import TryAgain
from vetsync.kit.db.gate import Gate, open_pool
from vetsync.kit.db.work import Actor
from vetsync.kit.errors import Forbidden, Invalid, NotFound, Stale, Unavailable
from vetsync.scheduling.bookings import queries, service
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk, Hold, HoldTake, OwnerBooking
from vetsync.scheduling.errors import (
    NotBegun,
    NothingToUndo,
    NoticePassed,
    SlotNotOffered,
    SlotTaken,
    WrongState,
)
from vetsync.scheduling.slots.queries import free_slots

pytestmark = pytest.mark.anyio

PLACES = "select resource_id, state from booking_resource where appointment_id = $1 order by resource_id"
OVERLAPS = """
select count(*) from booking_resource a join booking_resource b
  on a.id < b.id and a.resource_id = b.resource_id and a.during && b.during
  and a.state in ('held', 'pending', 'confirmed') and b.state in ('held', 'pending', 'confirmed')
"""
TOPICS = "select topic from outbox order by id"


def wish(
    starts_at: datetime, type_key: str = "consult", *, vet_id: UUID | None = None, hold_id: UUID | None = None
) -> OwnerBooking:
    return OwnerBooking(
        type_key=type_key, starts_at=starts_at, client_id=CLIENT, patient_id=PATIENT, pet_id=PET, species="dog",
        vet_id=vet_id, reason="jeuk", hold_id=hold_id,
    )  # fmt: skip


async def book(practice: Practice, booking: OwnerBooking, actor: Actor = OWNER) -> UUID:
    async with practice.gate.work(practice.tenant, actor) as work:
        return await service.book_appointment(work, booking)


async def hold(
    practice: Practice,
    starts_at: datetime,
    *,
    actor: Actor = OWNER,
    vet_id: UUID | None = None,
    type_key: str = "consult",
) -> Hold:
    async with practice.gate.work(practice.tenant, actor) as work:
        return await service.hold_slot(work, HoldTake(type=type_key, starts_at=starts_at, vet_id=vet_id))


async def desk(practice: Practice, command: Callable[..., object], *args: object, **seen: int) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await command(work, *args, **seen)  # type: ignore[misc]


async def row(practice: Practice, appointment_id: UUID) -> queries.AppointmentRow:
    async with practice.gate.view(practice.tenant, DESK) as view:
        return await queries.appointment(view, appointment_id)


async def places(practice: Practice, booking_id: UUID) -> dict[UUID, str]:
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        return {record["resource_id"]: record["state"] for record in await view.records(PLACES, booking_id)}


async def rush(
    database: Database, make_gate: Callable[[Pool], Gate], practice: Practice, rivals: int
) -> list[str]:
    """So many owners book the same visit at once, each on a connection of its own; what became of each."""
    pool = await open_pool(database.app_dsn, min(rivals, 50))
    crowd = Practice(make_gate(pool), practice.tenant)

    async def attempt(tries: int = 3) -> str:
        try:
            await book(crowd, wish(at(3, 9), vet_id=ANNA))
        except (SlotTaken, TryAgain, Unavailable) as error:
            # On a busy machine the queue can outlast the lock's patience: nothing was done, and one asks again.
            again = isinstance(error, Unavailable) and tries > 1
            return await attempt(tries - 1) if again else type(error).__name__
        return "booked"

    try:
        return await asyncio.gather(*(attempt() for _ in range(rivals)))
    finally:
        await pool.close()


@pytest.mark.parametrize("rivals", [50, pytest.param(200, marks=pytest.mark.long)])
async def test_of_many_who_book_one_slot_at_once_one_wins(practice, database, make_gate, rivals) -> None:
    outcomes = await rush(database, make_gate, practice, rivals)
    assert sorted(outcomes) == ["SlotTaken"] * (rivals - 1) + ["booked"]
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        assert await view.value(OVERLAPS) == 0
        assert await view.value("select count(*) from appointment") == 1


async def test_a_request_waits_for_the_practice_and_an_instant_type_does_not(practice) -> None:
    requested, instant = (
        await book(practice, wish(at(3, 9))),
        await book(practice, wish(at(3, 10), "surgery")),
    )
    assert (await row(practice, requested)).state == "pending"
    assert (await row(practice, instant)).state == "confirmed"
    assert await places(practice, instant) == {ANNA: "confirmed", ROOM: "confirmed"}
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        topics = [record["topic"] for record in await view.records(TOPICS)]
    assert topics == ["appointment.requested", "appointment.confirmed"]


async def test_any_vet_means_the_next_one_when_the_first_is_taken(practice) -> None:
    first, second = await book(practice, wish(at(3, 9))), await book(practice, wish(at(3, 9)))
    assert [(await row(practice, one)).vet_id for one in (first, second)] == [ANNA, BEA]
    with pytest.raises(SlotTaken) as refused:
        await book(practice, wish(at(3, 9)))
    assert {slot.starts_at for slot in refused.value.data["alternatives"]} == {
        at(3, 8, 20),
        at(3, 8, 40),
        at(3, 9, 20),
    }


async def test_who_asked_for_a_vet_is_offered_another_one_at_the_very_same_time(practice) -> None:
    await book(practice, wish(at(3, 9), vet_id=ANNA))
    with pytest.raises(SlotTaken) as refused:
        await book(practice, wish(at(3, 9), vet_id=ANNA))
    offered = [(slot.starts_at, slot.vet_id) for slot in refused.value.data["alternatives"]]
    assert offered == [(at(3, 8, 40), ANNA), (at(3, 9), BEA), (at(3, 9, 20), ANNA)]


async def test_one_room_is_enough_for_one_operation_at_a_time(practice) -> None:
    await book(practice, wish(at(3, 9), "surgery"))
    with pytest.raises(SlotTaken):
        await book(practice, wish(at(3, 10), "surgery"))
    assert await book(practice, wish(at(3, 10, 20), "surgery"))


@pytest.mark.parametrize("moment", [at(3, 9, 7), at(3, 5), at(1, 9), at(2, 7, 40)])
async def test_what_is_not_offered_cannot_be_booked_by_owners(practice, moment) -> None:
    with pytest.raises(SlotNotOffered):
        await book(practice, wish(moment))


async def test_a_moment_beyond_all_calendars_is_refused(practice) -> None:
    with pytest.raises(Invalid):
        await book(practice, wish(datetime(9999, 12, 31, tzinfo=UTC)))


async def test_the_desk_may_book_outside_hours_but_not_on_a_taken_vet(practice) -> None:
    late = AppointmentBookAtDesk(type="consult", starts_at=at(3, 19, 5), patient_id=PATIENT, vet_id=ANNA)
    async with practice.gate.work(practice.tenant, DESK) as work:
        booked = await service.book_at_desk(work, late)
    assert (await row(practice, booked)).state == "confirmed"
    with pytest.raises(SlotTaken):
        await desk(practice, service.book_at_desk, late)


async def test_the_daily_limit_of_a_type_holds(practice) -> None:
    await book(practice, wish(at(3, 9), "checkup"))
    with pytest.raises(SlotTaken):
        await book(practice, wish(at(3, 10), "checkup"))
    await book(practice, wish(at(4, 9), "checkup"))


async def test_a_hold_keeps_others_away_and_becomes_the_appointment(practice) -> None:
    held = await hold(practice, at(3, 10), type_key="surgery")
    with pytest.raises(SlotTaken):
        await hold(practice, at(3, 10), actor=STRANGER, type_key="surgery")
    booked = await book(practice, wish(at(3, 10), "surgery", hold_id=held.id))
    assert booked == held.id
    assert await places(practice, booked) == {ANNA: "confirmed", ROOM: "confirmed"}


async def test_a_hold_of_somebody_else_is_no_help(practice) -> None:
    held = await hold(practice, at(3, 9), vet_id=ANNA)
    with pytest.raises(SlotTaken):
        await book(practice, wish(at(3, 9), vet_id=ANNA, hold_id=held.id), STRANGER)
    assert await places(practice, held.id) == {ANNA: "held"}


async def test_an_expired_hold_is_taken_over(practice, clock: Clock) -> None:
    held = await hold(practice, at(3, 9), vet_id=ANNA)
    clock.advance(minutes=11)
    taken = await hold(practice, at(3, 9), actor=STRANGER, vet_id=ANNA)
    assert await places(practice, held.id) == {}
    assert await places(practice, taken.id) == {ANNA: "held"}
    with pytest.raises(SlotTaken):
        await book(practice, wish(at(3, 9), vet_id=ANNA, hold_id=held.id))


async def test_an_expired_hold_that_nobody_wanted_still_leads_to_the_appointment(
    practice, clock: Clock
) -> None:
    held = await hold(practice, at(3, 10), type_key="surgery")
    clock.advance(minutes=11)
    booked = await book(practice, wish(at(3, 10), "surgery", hold_id=held.id))
    assert booked != held.id
    assert len(await places(practice, booked)) == 2


async def test_half_a_hold_is_not_confirmed(practice) -> None:
    held = await hold(practice, at(3, 10), type_key="surgery")
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute(
            "delete from booking_resource where appointment_id = $1 and resource_id = $2", held.id, ROOM
        )
    booked = await book(practice, wish(at(3, 10), "surgery", hold_id=held.id))
    assert await places(practice, booked) == {ANNA: "confirmed", ROOM: "confirmed"}


async def test_a_person_holds_one_place_at_a_time_and_can_release_it(practice) -> None:
    first, second = await hold(practice, at(3, 9)), await hold(practice, at(3, 10))
    assert await places(practice, first.id) == {}
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.release_hold(work, second.id)
    assert await places(practice, second.id) == {}


async def test_the_sweep_removes_only_expired_holds(practice, clock: Clock) -> None:
    await hold(practice, at(3, 9))
    clock.advance(minutes=5)
    fresh = await hold(practice, at(3, 10), actor=STRANGER)
    clock.advance(minutes=6)
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        assert await service.sweep_holds(work) == 1
    assert await places(practice, fresh.id) == {ANNA: "held"}


async def test_an_appointment_moves_onto_a_part_of_itself(practice) -> None:
    booked = await book(practice, wish(at(3, 9), "surgery"))
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.move_own_appointment(work, CLIENT, booked, at(3, 9, 20))
    moved = await row(practice, booked)
    assert (moved.starts_at, moved.ends_at, moved.vet_id) == (at(3, 9, 20), at(3, 10, 20), ANNA)
    assert await places(practice, booked) == {ANNA: "confirmed", ROOM: "confirmed"}


async def test_a_move_by_the_owner_has_to_be_approved_again(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    await desk(practice, service.approve_appointment, booked)
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.move_own_appointment(work, CLIENT, booked, at(3, 11))
    assert (await row(practice, booked)).state == "pending"


async def test_after_the_notice_only_the_practice_can_change_it(practice, clock: Clock) -> None:
    booked = await book(practice, wish(at(3, 9)))
    clock.now = at(3, 7, 1)
    with pytest.raises(NoticePassed):
        async with practice.gate.work(practice.tenant, OWNER) as work:
            await service.cancel_own_appointment(work, CLIENT, booked)
    await desk(practice, service.cancel_appointment, booked)
    assert (await row(practice, booked)).state == "cancelled"


async def test_a_cancelled_slot_can_be_booked_again_and_then_not_be_undone(practice) -> None:
    first = await book(practice, wish(at(3, 9), vet_id=ANNA))
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.cancel_own_appointment(work, CLIENT, first)
    await book(practice, wish(at(3, 9), vet_id=ANNA))
    with pytest.raises(SlotTaken):
        await desk(practice, service.undo_last_step, first)
    assert (await row(practice, first)).state == "cancelled"


@pytest.mark.parametrize(
    ("command", "more"),
    [
        (service.cancel_appointment, ()),
        (service.complete_appointment, ()),
        (service.mark_no_show, ()),
        (service.move_appointment, (at(3, 12),)),
        (service.assign_vet, (BEA,)),
    ],
)
async def test_a_step_can_be_undone_within_the_hour(practice, clock: Clock, command, more) -> None:
    booked = await book(practice, wish(at(3, 9), "surgery"))
    before, place = await row(practice, booked), await places(practice, booked)
    clock.now = at(3, 9)
    await desk(practice, command, booked, *more)
    await desk(practice, service.undo_last_step, booked)
    after = await row(practice, booked)
    assert (after.state, after.starts_at, after.vet_id) == (before.state, before.starts_at, before.vet_id)
    assert await places(practice, booked) == place
    with pytest.raises(NothingToUndo):
        await desk(practice, service.undo_last_step, booked)
    await desk(practice, command, booked, *more)
    clock.advance(minutes=61)
    with pytest.raises(NothingToUndo):
        await desk(practice, service.undo_last_step, booked)


@pytest.mark.parametrize(
    ("command", "more"),
    [
        (service.cancel_appointment, ()),
        (service.decline_appointment, ("vol",)),
        (service.approve_appointment, ()),
        (service.complete_appointment, ()),
        (service.mark_no_show, ()),
        (service.move_appointment, (at(3, 12),)),
        (service.assign_vet, (BEA,)),
        (service.undo_last_step, ()),
    ],
)
async def test_no_step_is_taken_by_whoever_has_not_seen_the_last_one(
    practice, clock: Clock, command, more
) -> None:
    booked = await book(practice, wish(at(3, 9)))
    await desk(practice, service.move_appointment, booked, at(3, 11), seen=1)
    clock.now = at(3, 11)
    before = await row(practice, booked)
    with pytest.raises(Stale):
        await desk(practice, command, booked, *more, seen=1)
    assert await row(practice, booked) == before


async def test_a_move_that_comes_twice_can_still_be_undone_to_where_it_began(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    await desk(practice, service.move_appointment, booked, at(3, 11), seen=1)
    with pytest.raises(Stale):
        await desk(practice, service.move_appointment, booked, at(3, 11), seen=1)
    await desk(practice, service.undo_last_step, booked, seen=2)
    assert (await row(practice, booked)).starts_at == at(3, 9)


@pytest.mark.parametrize(
    ("command", "state"), [(service.complete_appointment, "completed"), (service.mark_no_show, "no_show")]
)
async def test_a_visit_is_neither_done_nor_missed_before_it_has_begun(
    practice, clock: Clock, command, state
) -> None:
    booked = await book(practice, wish(at(3, 9), "surgery"))
    clock.now = at(3, 8, 59)
    with pytest.raises(NotBegun):
        await desk(practice, command, booked)
    assert (await row(practice, booked)).state == "confirmed"
    clock.now = at(3, 9)
    await desk(practice, command, booked)
    assert (await row(practice, booked)).state == state


async def test_a_declined_request_can_be_restored(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    await desk(practice, service.decline_appointment, booked, "vol")
    assert (await row(practice, booked)).decline_reason == "vol"
    await desk(practice, service.undo_last_step, booked)
    restored = await row(practice, booked)
    assert (restored.state, restored.decline_reason) == ("pending", None)


async def test_of_twenty_who_approve_at_once_one_does(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    outcomes = await asyncio.gather(
        *(desk(practice, service.approve_appointment, booked) for _ in range(20)), return_exceptions=True
    )
    assert sum(outcome is None for outcome in outcomes) == 1
    assert all(outcome is None or isinstance(outcome, WrongState) for outcome in outcomes)


async def test_only_a_free_vet_can_be_assigned(practice) -> None:
    first, second = (
        await book(practice, wish(at(3, 9), vet_id=ANNA)),
        await book(practice, wish(at(3, 9), vet_id=BEA)),
    )
    with pytest.raises(SlotTaken):
        await desk(practice, service.assign_vet, first, BEA)
    async with practice.gate.view(practice.tenant, DESK) as view:
        free = (await queries.free_vets(view, first)).items
    assert BEA not in {vet.id for vet in free}
    await desk(practice, service.cancel_appointment, second)
    async with practice.gate.view(practice.tenant, DESK) as view:
        free = (await queries.free_vets(view, first)).items
    assert [(vet.id, vet.offered) for vet in free][:2] == [(ANNA, True), (BEA, True)]
    await desk(practice, service.assign_vet, first, BEA)
    assert await places(practice, first) == {BEA: "pending"}


async def test_who_may_only_read_changes_nothing(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    for command in (service.approve_appointment, service.cancel_appointment, service.undo_last_step):
        with pytest.raises(Forbidden):
            async with practice.gate.work(practice.tenant, READER) as work:
                await command(work, booked)
    assert (await row(practice, booked)).state == "pending"


async def test_an_owner_sees_and_changes_only_their_own(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    with pytest.raises(NotFound):
        async with practice.gate.work(practice.tenant, STRANGER) as work:
            await service.cancel_own_appointment(work, OTHER_CLIENT, booked)
    async with practice.gate.portal(practice.tenant, STRANGER, OTHER_CLIENT) as view:
        assert await queries.own_appointments(view, CLIENT, "upcoming") == []
    async with practice.gate.portal(practice.tenant, OWNER, CLIENT) as view:
        mine = await queries.own_appointments(view, CLIENT, "upcoming")
    assert [(one.id, one.pet_name, one.vet_name, one.may_change) for one in mine] == [
        (booked, "Bella", "Anna", True)
    ]


async def test_an_owner_is_told_where_to_go_and_whom_to_call(practice) -> None:
    booked = await book(practice, wish(at(3, 9)))
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        place = {"street": "Merelpad", "house_number": "4a", "postcode": "3511 AB", "city": "Utrecht"}
        await work.update("practice", practice.tenant.id, None, {**place, "phone": "+31302000111"})
    async with practice.gate.portal(practice.tenant, OWNER, CLIENT) as view:
        mine = await queries.own_appointment(view, CLIENT, booked)
    assert (mine.practice_address, mine.practice_phone) == ("Merelpad 4a, 3511 AB Utrecht", "+31302000111")
    assert mine.notice_minutes == 120


async def test_a_patients_appointments_page_from_the_latest_back_and_are_nobody_elses(practice) -> None:
    booked = [await book(practice, wish(at(3, hour))) for hour in (9, 10, 11)]
    async with practice.gate.work(practice.tenant, DESK) as work:
        other = AppointmentBookAtDesk(type="consult", starts_at=at(3, 12), patient_id=OTHER_PATIENT)
        await service.book_at_desk(work, other)
    async with practice.gate.view(practice.tenant, DESK) as view:
        first = await queries.appointments_of_patient(view, PATIENT, None, 2)
        rest = await queries.appointments_of_patient(view, PATIENT, (first[-1].starts_at, first[-1].id), 2)
    assert [one.id for one in (*first, *rest)] == list(reversed(booked))


async def test_lists_page_through_a_day_and_find_names(practice) -> None:
    for hour in (9, 10, 11):
        await book(practice, wish(at(3, hour)))
    window = queries.Window(first_on=date(2026, 3, 3), last_on=date(2026, 3, 3), q="Bell")
    async with practice.gate.view(practice.tenant, DESK) as view:
        first = await queries.appointments(view, window, None, 2)
        rest = await queries.appointments(view, window, (first[-1].starts_at, first[-1].id), 2)
        counts = await queries.day_counts(view, date(2026, 3, 3))
        assert await queries.day_of(view, date(2026, 3, 4)) == []
    assert [one.starts_at for one in first + rest] == [at(3, 9), at(3, 10), at(3, 11)]
    assert first[0].client_name == "Sanne de Vries"
    assert (counts.total, counts.pending, counts.requests_open) == (3, 3, 3)


async def test_a_patient_of_another_client_is_booked_for_that_client(practice) -> None:
    wanted = AppointmentBookAtDesk(type="consult", starts_at=at(3, 9), patient_id=OTHER_PATIENT)
    async with practice.gate.work(practice.tenant, DESK) as work:
        booked = await service.book_at_desk(work, wanted)
    assert (await row(practice, booked)).client_id == OTHER_CLIENT


async def test_on_the_short_and_the_long_day_the_practice_opens_at_nine(practice, clock: Clock) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute("update opening_hours set weekday = 7 where weekday = 5")
        await work.execute("update resource_hours set weekday = 7 where weekday = 5")
        for on, first in (
            (date(2026, 3, 29), at(29, 7)),
            (date(2026, 10, 25), datetime(2026, 10, 25, 8, tzinfo=UTC)),
        ):
            clock.now = work.now = first.replace(hour=0)
            slots = await free_slots(work, "consult", on, 1)
            assert (slots[0].starts_at, len(slots)) == (first, 24)
    clock.now = at(28, 8)
    booked = await book(practice, wish(at(29, 7)))
    async with practice.gate.view(practice.tenant, DESK) as view:
        assert [one.id for one in await queries.day_of(view, date(2026, 3, 29))] == [booked]


async def test_a_longer_type_does_not_stretch_what_is_booked_over_a_neighbour(practice) -> None:
    booked = await book(practice, wish(at(3, 9), vet_id=ANNA))
    await book(practice, wish(at(3, 9, 20), vet_id=ANNA))
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute("update appointment_type set minutes = 40 where id <> $1", SURGERY)
    await desk(practice, service.approve_appointment, booked)
    assert (await row(practice, booked)).ends_at == at(3, 9, 20)
