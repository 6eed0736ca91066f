"""The record knows which visit it is of, whichever way the animal came in: why it came, and who goes to the counter."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.patients.people import topics
from tests.records.visits import CONSULT, NOOR, SYSTEM, Clinic, booked
from vetsync.kit.db.faults import TryAgain
from vetsync.kit.db.gate import Gate
from vetsync.kit.ids import new_id
from vetsync.records import queries, service
from vetsync.records.schemas import NoteChange, RecordOpen, RecordSign, RecordView
from vetsync.scheduling.visits.queries import board_row
from vetsync.scheduling.visits.rules import LONGEST_DAY

pytestmark = pytest.mark.anyio

CAME_FOR = "update visit set type_id = $2 where id = $1"
STAGE = "select stage from visit where id = $1"
SOMEBODY_WAITS = "select exists (select from pg_locks where not granted)"
NOTED = "update appointment set note = $2 where id = $1"
ASKED = "update appointment set reason = $2 where id = $1"


async def opened(gate: Gate, clinic: Clinic, appointment_id: UUID | None = None) -> RecordView:
    async with gate.work(clinic.tenant, NOOR) as work:
        wanted = RecordOpen(patient_id=clinic.patient_id, appointment_id=appointment_id)
        return await service.open_record(work, wanted)


async def came(
    gate: Gate, clinic: Clinic, note: str, *, ago: timedelta, stage: str = "waiting", of: UUID | None = None
) -> UUID:
    visit_id = new_id()
    async with gate.work(clinic.tenant, SYSTEM) as work:
        at = work.now - ago
        await work.insert(
            "visit",
            {"id": visit_id, "appointment_id": of, "client_id": clinic.client_id, "patient_id": clinic.patient_id,
             "note": note, "stage": stage, "stage_at": at, "arrived_at": at},
        )  # fmt: skip
    return visit_id


async def signed(gate: Gate, clinic: Clinic, draft: RecordView) -> tuple[str, bool]:
    """What the answer says of the appointment, and whether the board hears of a move."""
    async with gate.work(clinic.tenant, NOOR) as work:
        written = await service.change_note(work, draft.id, draft.version, NoteChange(plan="Rest"))
    async with gate.work(clinic.tenant, NOOR) as work:
        answer = await service.sign_record(work, draft.id, written.version, RecordSign())
    return answer.appointment, "visit.moved" in await topics(gate, clinic.tenant)


async def test_a_record_of_an_appointment_says_its_reason_and_what_kind_it_is(
    gate: Gate, clinic: Clinic
) -> None:
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.execute(ASKED, appointment_id, "Drinks a lot")
        await work.execute(NOTED, appointment_id, "Bites")
    await came(gate, clinic, "Somebody else's note", ago=timedelta(minutes=5))
    found = await opened(gate, clinic, appointment_id)
    assert (found.reason, found.note, found.type_name_en) == ("Drinks a lot", "Bites", "Consult")


async def test_what_the_desk_noted_at_the_door_wins_over_what_it_noted_before_and_is_no_reason(
    gate: Gate, clinic: Clinic
) -> None:
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.execute(ASKED, appointment_id, "Drinks a lot")
        await work.execute(NOTED, appointment_id, "Bites")
    await came(gate, clinic, "Bleeds now", ago=timedelta(minutes=5), of=appointment_id)
    found = await opened(gate, clinic, appointment_id)
    assert (found.reason, found.note) == ("Drinks a lot", "Bleeds now")


async def test_a_record_of_a_walk_in_says_the_note_of_that_day_and_takes_it_for_no_reason(
    gate: Gate, clinic: Clinic
) -> None:
    await came(gate, clinic, "Limped", ago=timedelta(days=3))
    await came(gate, clinic, "Ate chocolate", ago=timedelta(minutes=20))
    await came(gate, clinic, "A mistake at the desk", ago=timedelta(minutes=5), stage="withdrawn")
    found = await opened(gate, clinic)
    assert (found.reason, found.note, found.type_name_en) == ("", "Ate chocolate", None)


async def test_a_record_of_a_walk_in_says_what_they_came_for(gate: Gate, clinic: Clinic) -> None:
    theirs = await came(gate, clinic, "", ago=timedelta(minutes=20))
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.execute(CAME_FOR, theirs, CONSULT)
    assert (await opened(gate, clinic)).type_name_en == "Consult"


async def test_a_record_of_nobody_who_came_in_has_no_note(gate: Gate, clinic: Clinic) -> None:
    await came(gate, clinic, "Limped", ago=timedelta(days=3))
    assert (await opened(gate, clinic)).note == ""


async def test_a_note_after_the_visit_was_written_up_is_of_no_visit(gate: Gate, clinic: Clinic) -> None:
    await came(gate, clinic, "Limped", ago=timedelta(hours=8))
    await came(gate, clinic, "Ate chocolate", ago=timedelta(minutes=20))
    found = [(await opened(gate, clinic)).note for _ in range(3)]
    assert found == ["Ate chocolate", "Limped", ""]


async def test_of_two_notes_begun_at_one_moment_one_is_of_the_visit_and_the_other_looks_again(
    gate: Gate, clinic: Clinic
) -> None:
    await came(gate, clinic, "Ate chocolate", ago=timedelta(minutes=20))
    wanted = RecordOpen(patient_id=clinic.patient_id, appointment_id=None)
    async with asyncio.timeout(20), gate.work(clinic.tenant, NOOR) as work:
        first = await service.open_record(work, wanted)
        second = asyncio.ensure_future(opened(gate, clinic))
        while not await work.value(SOMEBODY_WAITS):
            await asyncio.sleep(0.01)
    assert first.note == "Ate chocolate"
    with pytest.raises(TryAgain):
        await second
    assert (await opened(gate, clinic)).note == ""


async def test_a_note_after_the_animal_left_is_of_no_visit(gate: Gate, clinic: Clinic) -> None:
    visit_id = await came(gate, clinic, "Ate chocolate", ago=timedelta(hours=5), stage="in_room")
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.execute("update visit set stage = 'gone', gone_at = $2 where id = $1", visit_id, work.now)
    assert (await opened(gate, clinic)).note == ""


async def test_who_was_brought_in_last_evening_and_stayed_is_written_up_in_the_morning(
    gate: Gate, clinic: Clinic
) -> None:
    await came(gate, clinic, "Forgotten on the board", ago=LONGEST_DAY)
    assert (await opened(gate, clinic)).note == ""
    await came(gate, clinic, "Ate chocolate", ago=timedelta(hours=12, minutes=15))
    assert (await opened(gate, clinic)).note == "Ate chocolate"


async def test_the_note_stays_that_of_the_visit_that_the_record_was_begun_in(
    gate: Gate, clinic: Clinic
) -> None:
    first = await came(gate, clinic, "Ate chocolate", ago=timedelta(minutes=20))
    draft = await opened(gate, clinic)
    await came(gate, clinic, "Came again", ago=timedelta(0))
    async with gate.view(clinic.tenant, NOOR) as view:
        assert (await queries.record(view, draft.id)).note == "Ate chocolate"
        assert (await queries.records_whole(view, clinic.patient_id, 5))[0].note == "Ate chocolate"
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.execute("update visit set stage = 'withdrawn' where id = $1", first)
        assert (await queries.record(work, draft.id)).note == ""


@pytest.mark.parametrize(
    ("stage", "after"),
    [
        ("arrived", "arrived"),
        ("waiting", "waiting"),
        ("in_room", "to_pay"),
        ("to_pay", "to_pay"),
        ("gone", "gone"),
    ],
)
async def test_a_signature_sends_who_walked_in_from_the_room_to_the_counter_and_nobody_who_came_after(
    gate: Gate, clinic: Clinic, stage: str, after: str
) -> None:
    theirs = await came(gate, clinic, "Ate chocolate", ago=timedelta(minutes=20), stage="in_room")
    draft = await opened(gate, clinic)
    again = await came(gate, clinic, "Came again", ago=timedelta(0), stage="in_room")
    async with gate.work(clinic.tenant, SYSTEM) as work:
        gone_at = work.now if stage == "gone" else None
        await work.execute("update visit set stage = $2, gone_at = $3 where id = $1", theirs, stage, gone_at)
    moved = await signed(gate, clinic, draft)
    async with gate.view(clinic.tenant, NOOR) as view:
        assert await view.value(STAGE, theirs) == after
        assert await view.value(STAGE, again) == "in_room"
    assert moved == ("none", stage != after)


async def test_a_signature_moves_the_visit_of_its_appointment_and_no_walk_in(
    gate: Gate, clinic: Clinic
) -> None:
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    beside = await came(gate, clinic, "Limped", ago=timedelta(minutes=5), stage="in_room")
    draft = await opened(gate, clinic, appointment_id)
    # Checked in only after the record was begun.
    theirs = await came(gate, clinic, "Booster", ago=timedelta(0), stage="in_room", of=appointment_id)
    assert await signed(gate, clinic, draft) == ("not_begun", True)
    async with gate.view(clinic.tenant, NOOR) as view:
        assert (await queries.record(view, draft.id)).note == "Booster"
        assert await view.value(STAGE, theirs) == "to_pay"
        assert await view.value(STAGE, beside) == "in_room"


async def test_the_board_names_who_writes_the_record_of_a_walk_in_and_leads_to_it(
    gate: Gate, clinic: Clinic
) -> None:
    theirs = await came(gate, clinic, "Ate chocolate", ago=timedelta(minutes=20))
    async with gate.view(clinic.tenant, SYSTEM) as view:
        before = await board_row(view, theirs)
    draft = await opened(gate, clinic)
    async with gate.view(clinic.tenant, SYSTEM) as view:
        after = await board_row(view, theirs)
    assert (before.record_id, before.vet_id) == (None, None)
    assert after.record_id == draft.id
    assert after.vet_id == draft.vet_id is not None
