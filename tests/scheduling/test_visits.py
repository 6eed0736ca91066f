"""The practice day: who came, who waits, who is in a room, who has gone."""

import asyncio
from datetime import date, datetime
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import (
    ANNA,
    CLIENT,
    DESK,
    NURSE,
    OTHER_PATIENT,
    PATIENT,
    READER,
    ROOM,
    SYSTEM,
    Practice,
    at,
)
from vetsync.kit.db.faults import TryAgain
from vetsync.kit.errors import Forbidden, Invalid, NotFound, Stale
from vetsync.kit.ids import new_id
from vetsync.patients.errors import PatientIsNotActive
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk, Stage
from vetsync.scheduling.bookings.service import (
    book_at_desk,
    cancel_appointment,
    complete_begun_appointment,
    mark_no_show,
    move_appointment,
    undo_last_step,
)
from vetsync.scheduling.errors import HereAlready, InTheHouse, NothingToUndo, NotTheDay, WrongState
from vetsync.scheduling.visits import queries, service
from vetsync.scheduling.visits.schemas import BoardRow, VisitMove, WalkIn

pytestmark = pytest.mark.anyio

MONDAY = date(2026, 3, 2)
SOMEBODY_WAITS = "select exists (select from pg_locks where not granted)"
TOPICS = "select topic from outbox order by id"
STATE = "select state from appointment where id = $1"
ARCHIVED = "update patient set state = 'archived' where id = $1"
DIED = "update patient set state = 'deceased', deceased_on = $2 where id = $1"


@pytest.fixture
def day(clock: Clock) -> Clock:
    clock.now = at(2, 9, 10)
    return clock


async def booked(practice: Practice, hour: int = 9, patient_id: UUID = PATIENT, on: int = 2) -> UUID:
    wanted = AppointmentBookAtDesk(
        type="consult", starts_at=at(on, hour), patient_id=patient_id, vet_id=ANNA, reason="oor"
    )
    async with practice.gate.work(practice.tenant, DESK) as work:
        return await book_at_desk(work, wanted)


async def arrived(practice: Practice, appointment_id: UUID) -> UUID:
    async with practice.gate.work(practice.tenant, DESK) as work:
        return await service.check_in(work, appointment_id)


async def shown(practice: Practice, on: date = MONDAY) -> list[BoardRow]:
    async with practice.gate.view(practice.tenant, READER) as view:
        return (await queries.board(view, on)).items


async def move(practice: Practice, visit_id: UUID, stage: Stage, room_id: UUID | None = None) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        version = (await queries.board_row(work, visit_id)).version
        assert version is not None
        await service.move_visit(work, visit_id, VisitMove(stage=stage, room_id=room_id), seen=version)


async def undo(practice: Practice, visit_id: UUID) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        version = (await queries.board_row(work, visit_id)).version
        assert version is not None
        await service.undo_move(work, visit_id, seen=version)


async def state_of(practice: Practice, appointment_id: UUID) -> str:
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        return str(await view.value(STATE, appointment_id))


async def in_room_at(practice: Practice, visit_id: UUID) -> datetime | None:
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        found: datetime | None = await view.value("select in_room_at from visit where id = $1", visit_id)
        return found


async def test_the_board_shows_everybody_of_the_day_in_order_of_time(practice: Practice, day: Clock) -> None:
    later, sooner = await booked(practice, 11), await booked(practice, 9, OTHER_PATIENT)
    await booked(practice, 9, on=3)
    rows = await shown(practice)
    assert [(row.appointment_id, row.stage) for row in rows] == [(sooner, "expected"), (later, "expected")]
    assert (rows[0].patient_name, rows[0].client_name, rows[0].vet_name) == (
        "Bella",
        "Sanne de Vries",
        "Anna",
    )


async def test_a_board_that_is_cut_says_so(
    practice: Practice, day: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in (9, 10, 11):
        await booked(practice, hour)
    told = []
    async with practice.gate.view(practice.tenant, READER) as view:
        for most in (3, 2):
            monkeypatch.setattr(queries, "BOARD_MAX", most)
            seen = await queries.board(view, MONDAY)
            told.append((len(seen.items), seen.is_cut))
    assert told == [(3, False), (2, True)]


async def test_who_died_while_they_were_here_is_marked_so_on_the_board(
    practice: Practice, day: Clock
) -> None:
    await arrived(practice, await booked(practice))
    [row] = await shown(practice)
    assert row.patient_state == "active"
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute(DIED, PATIENT, MONDAY)
    [row] = await shown(practice)
    assert row.patient_state == "deceased"


async def test_checking_in_twice_is_checking_in_once(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice)
    first = await arrived(practice, appointment_id)
    day.advance(minutes=3)
    assert await arrived(practice, appointment_id) == first
    [row] = await shown(practice)
    assert row.note == ""
    assert (row.stage, row.stage_at, row.arrived_at) == ("arrived", at(2, 9, 10), at(2, 9, 10))


async def test_a_visit_that_somebody_began_without_queueing_is_found_at_the_next_try(
    practice: Practice, day: Clock
) -> None:
    appointment_id, begun = await booked(practice), new_id()
    visit = {
        "id": begun, "appointment_id": appointment_id, "client_id": CLIENT, "patient_id": PATIENT, "stage": "waiting",
        "stage_at": day.now, "arrived_at": day.now,
    }  # fmt: skip
    async with asyncio.timeout(20), practice.gate.work(practice.tenant, SYSTEM) as rival:
        await rival.insert("visit", visit)
        comes = asyncio.ensure_future(arrived(practice, appointment_id))
        while not await rival.value(SOMEBODY_WAITS):
            await asyncio.sleep(0.01)
    with pytest.raises(TryAgain):
        await comes
    assert await arrived(practice, appointment_id) == begun


async def test_nobody_checks_in_for_another_day_or_for_what_was_cancelled(
    practice: Practice, day: Clock
) -> None:
    tomorrow, today = await booked(practice, on=3), await booked(practice)
    with pytest.raises(NotTheDay):
        await arrived(practice, tomorrow)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, today)
    with pytest.raises(WrongState):
        await arrived(practice, today)


async def test_a_patient_goes_through_the_house_and_the_time_of_each_stage_is_known(
    practice: Practice, day: Clock
) -> None:
    visit_id = await arrived(practice, await booked(practice))
    day.advance(minutes=2)
    await move(practice, visit_id, "waiting")
    day.advance(minutes=15)
    await move(practice, visit_id, "in_room", ROOM)
    [row] = await shown(practice)
    assert (row.stage, row.stage_at, row.room_name) == ("in_room", at(2, 9, 27), "Kamer 1")
    await move(practice, visit_id, "to_pay")
    [row] = await shown(practice)
    assert (row.stage, row.room_id) == ("to_pay", None)


async def test_who_leaves_has_had_their_appointment_and_undo_brings_both_back(
    practice: Practice, day: Clock
) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    await move(practice, visit_id, "to_pay")
    await move(practice, visit_id, "gone")
    assert await state_of(practice, appointment_id) == "completed"
    await undo(practice, visit_id)
    assert await state_of(practice, appointment_id) == "confirmed"
    [row] = await shown(practice)
    assert row.stage == "to_pay"


async def test_leaving_after_the_signature_does_not_end_the_appointment_again(
    practice: Practice, day: Clock
) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        assert await complete_begun_appointment(work, appointment_id)
        await service.after_completion(work, appointment_id)
    [row] = await shown(practice)
    assert row.stage == "to_pay"
    await move(practice, visit_id, "gone")
    await undo(practice, visit_id)
    assert await state_of(practice, appointment_id) == "completed"


async def test_undoing_a_departure_leaves_alone_what_a_colleague_made_of_the_appointment(
    practice: Practice, day: Clock
) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    await move(practice, visit_id, "gone")
    async with practice.gate.work(practice.tenant, DESK) as work:
        await undo_last_step(work, appointment_id)
        await cancel_appointment(work, appointment_id)
    await undo(practice, visit_id)
    assert await state_of(practice, appointment_id) == "cancelled"
    [row] = await shown(practice)
    assert row.stage == "arrived"


async def test_who_leaves_before_the_hour_has_not_had_the_appointment(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice, 10)
    await move(practice, await arrived(practice, appointment_id), "gone")
    assert await state_of(practice, appointment_id) == "confirmed"


async def test_who_comes_back_after_leaving_is_there_anew(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice, 10)
    visit_id = await arrived(practice, appointment_id)
    await move(practice, visit_id, "in_room", ROOM)
    await move(practice, visit_id, "gone")
    day.advance(minutes=30)
    assert await arrived(practice, appointment_id) == visit_id
    [row] = await shown(practice)
    assert (row.stage, row.arrived_at, await in_room_at(practice, visit_id)) == (
        "arrived",
        at(2, 9, 40),
        None,
    )


async def test_whoever_waits_is_neither_missed_nor_cancelled_nor_put_on_another_day(
    practice: Practice, day: Clock
) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    refused = (
        lambda work: cancel_appointment(work, appointment_id),
        lambda work: mark_no_show(work, appointment_id),
        lambda work: move_appointment(work, appointment_id, at(4, 9)),
    )
    for command in refused:
        with pytest.raises(InTheHouse):
            async with practice.gate.work(practice.tenant, DESK) as work:
                await command(work)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await move_appointment(work, appointment_id, at(2, 10))
    await undo(practice, visit_id)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await move_appointment(work, appointment_id, at(4, 9))
    assert await shown(practice) == []


async def test_a_cancelled_appointment_is_not_on_the_board(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, appointment_id)
    assert await shown(practice) == []


async def test_a_late_or_repeated_word_of_a_signature_moves_nobody_the_desk_has_moved(
    practice: Practice, day: Clock
) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await service.after_completion(work, appointment_id)
    assert [row.stage for row in await shown(practice)] == ["arrived"]
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        assert await complete_begun_appointment(work, appointment_id)
    day.advance(minutes=1)
    await move(practice, visit_id, "waiting")
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await service.after_completion(work, appointment_id)
    assert [row.stage for row in await shown(practice)] == ["waiting"]


async def test_changing_rooms_is_not_beginning_anew(practice: Practice, day: Clock) -> None:
    visit_id = await arrived(practice, await booked(practice))
    await move(practice, visit_id, "in_room")
    day.advance(minutes=4)
    await move(practice, visit_id, "in_room", ROOM)
    [row] = await shown(practice)
    assert (row.room_name, row.stage_at) == ("Kamer 1", at(2, 9, 10))
    await move(practice, visit_id, "waiting")
    await move(practice, visit_id, "in_room")
    assert await in_room_at(practice, visit_id) == at(2, 9, 10)


async def test_a_signature_long_after_they_left_brings_nobody_back(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    await move(practice, visit_id, "gone")
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await service.after_completion(work, appointment_id)
    [row] = await shown(practice)
    assert row.stage == "gone"


async def test_a_mistaken_check_in_is_taken_back_and_made_good(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    await undo(practice, visit_id)
    [row] = await shown(practice)
    assert row.stage == "expected"
    day.advance(minutes=5)
    assert await arrived(practice, appointment_id) == visit_id
    [row] = await shown(practice)
    assert (row.stage, row.arrived_at) == ("arrived", at(2, 9, 15))


async def test_a_step_is_taken_back_once_and_within_the_hour(practice: Practice, day: Clock) -> None:
    visit_id = await arrived(practice, await booked(practice))
    await move(practice, visit_id, "waiting")
    await undo(practice, visit_id)
    with pytest.raises(NothingToUndo):
        await undo(practice, visit_id)
    await move(practice, visit_id, "waiting")
    day.advance(minutes=61)
    with pytest.raises(NothingToUndo):
        await undo(practice, visit_id)


async def test_who_walks_in_is_on_the_board_without_a_booking(practice: Practice, day: Clock) -> None:
    await booked(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        visit_id = await service.walk_in(work, WalkIn(patient_id=OTHER_PATIENT, note="bijt", vet_id=NURSE))
    rows = await shown(practice)
    assert [row.visit_id for row in rows] == [None, visit_id]
    assert (rows[1].appointment_id, rows[1].stage, rows[1].note, rows[1].vet_name) == (
        None, "arrived", "bijt", "Noor",
    )  # fmt: skip
    await undo(practice, visit_id)
    assert [row.visit_id for row in await shown(practice)] == [None]


async def test_what_somebody_walks_in_for_is_on_the_board(practice: Practice, day: Clock) -> None:
    wanted = WalkIn(patient_id=OTHER_PATIENT, type="consult", vet_id=ANNA)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.walk_in(work, wanted)
    [row] = await shown(practice)
    assert (row.type_key, row.vet_id, row.starts_at) == ("consult", ANNA, None)


async def test_the_archived_and_the_unknown_do_not_walk_in(practice: Practice, day: Clock) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute(ARCHIVED, OTHER_PATIENT)
    for wanted, refusal in (
        (WalkIn(patient_id=OTHER_PATIENT), PatientIsNotActive),
        (WalkIn(patient_id=CLIENT), NotFound),
        (WalkIn(patient_id=PATIENT, vet_id=ROOM), NotFound),
        (WalkIn(patient_id=PATIENT, type="unheard-of"), NotFound),
    ):
        with pytest.raises(refusal):
            async with practice.gate.work(practice.tenant, DESK) as work:
                await service.walk_in(work, wanted)


async def test_a_move_from_a_stale_board_is_refused(practice: Practice, day: Clock) -> None:
    visit_id = await arrived(practice, await booked(practice))
    await move(practice, visit_id, "waiting")
    with pytest.raises(Stale):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.move_visit(work, visit_id, VisitMove(stage="gone"), seen=1)


async def test_stages_and_rooms_that_do_not_fit_the_visit_are_refused(practice: Practice, day: Clock) -> None:
    visit_id = await arrived(practice, await booked(practice))
    with pytest.raises(Invalid):
        await move(practice, visit_id, "withdrawn")
    with pytest.raises(Invalid):
        await move(practice, visit_id, "waiting", ROOM)
    with pytest.raises(NotFound):
        await move(practice, visit_id, "in_room", NURSE)
    async with practice.gate.work(practice.tenant, DESK) as work:
        walked_in = await service.walk_in(work, WalkIn(patient_id=OTHER_PATIENT))
    with pytest.raises(Invalid):
        await move(practice, walked_in, "expected")


async def test_moving_to_where_somebody_is_tells_nobody(practice: Practice, day: Clock) -> None:
    visit_id = await arrived(practice, await booked(practice))
    await move(practice, visit_id, "waiting")
    await move(practice, visit_id, "waiting")
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        topics = [row["topic"] for row in await view.records(TOPICS)]
    assert topics.count("visit.moved") == 2


async def test_who_may_only_read_moves_nobody(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    refused = (
        lambda work: service.check_in(work, appointment_id),
        lambda work: service.walk_in(work, WalkIn(patient_id=PATIENT)),
        lambda work: service.move_visit(work, visit_id, VisitMove(stage="gone"), seen=1),
        lambda work: service.undo_move(work, visit_id, seen=1),
    )
    for command in refused:
        with pytest.raises(Forbidden):
            async with practice.gate.work(practice.tenant, READER) as work:
                await command(work)


async def test_a_second_coming_is_taken_back_to_having_left_and_to_when_they_first_came(
    practice: Practice, day: Clock
) -> None:
    appointment_id = await booked(practice, 10)
    visit_id = await arrived(practice, appointment_id)
    first = (await shown(practice))[0].arrived_at
    await move(practice, visit_id, "gone")
    day.advance(minutes=3)
    assert await arrived(practice, appointment_id) == visit_id
    assert (await shown(practice))[0].arrived_at == day.now
    await undo(practice, visit_id)
    [row] = await shown(practice)
    assert (row.stage, row.arrived_at) == ("gone", first)


async def test_who_was_seen_is_not_expected_again(practice: Practice, day: Clock) -> None:
    appointment_id = await booked(practice)
    visit_id = await arrived(practice, appointment_id)
    await move(practice, visit_id, "in_room")
    await move(practice, visit_id, "gone")
    assert await state_of(practice, appointment_id) == "completed"
    with pytest.raises(WrongState):
        await move(practice, visit_id, "expected")
    await undo(practice, visit_id)
    await move(practice, visit_id, "expected")
    assert [row.stage for row in await shown(practice)] == ["expected"]


async def test_an_animal_that_is_here_does_not_walk_in_again_however_many_desks_say_so(
    practice: Practice, day: Clock
) -> None:
    async def walks_in() -> UUID:
        async with practice.gate.work(practice.tenant, DESK) as work:
            return await service.walk_in(work, WalkIn(patient_id=OTHER_PATIENT))

    answers = await asyncio.gather(*(walks_in() for _ in range(4)), return_exceptions=True)
    [visit_id] = [one for one in answers if not isinstance(one, BaseException)]
    assert [type(one) for one in answers if isinstance(one, BaseException)] == [HereAlready] * 3
    assert [row.visit_id for row in await shown(practice)] == [visit_id]
    await move(practice, visit_id, "gone")
    assert await walks_in() != visit_id
