"""Commands on visits: require → lock → rule → change → audit → emit.

Any stage may follow any other, because a desk corrects itself and patients go back to the waiting room; each move is
undone by one step. Who leaves has had their appointment. An appointment is always locked before its visit.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.changes import UNDO_WINDOW
from vetsync.kit.db.work import Work
from vetsync.kit.errors import NotFound, Stale
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.lifecycle import complete_begun_appointment, lock_appointment
from vetsync.scheduling.bookings.moving import undo_last_step
from vetsync.scheduling.bookings.schemas import Previous, Stage
from vetsync.scheduling.bookings.service import hold_living_patient
from vetsync.scheduling.errors import HereAlready, NothingToUndo, WrongState
from vetsync.scheduling.events import VisitMoved
from vetsync.scheduling.permissions import SCHEDULE_BOOK
from vetsync.scheduling.slots.queries import bookable_type
from vetsync.scheduling.visits import rules
from vetsync.scheduling.visits.schemas import PreviousStage, VisitMove, VisitRow, WalkIn

APPOINTMENT_OF = "select appointment_id from visit where id = $1"
_locked = """
select id, appointment_id, client_id, patient_id, room_id, stage, stage_at, arrived_at, in_room_at, gone_at, previous,
       version
from visit where {} = $1 for no key update
"""
LOCK_VISIT = _locked.format("id")
LOCK_VISIT_OF = _locked.format("appointment_id")
IS_ROOM = "select true from resource where id = $1 and kind = 'room' and active"
LOCK_PATIENT = "select true from patient where id = $1 for no key update"
IS_HERE = """
select id from visit
where patient_id = $1 and stage in ('arrived', 'waiting', 'in_room', 'to_pay') and arrived_at > $2
order by arrived_at desc limit 1
"""
IS_VET = "select true from resource where id = $1 and kind in ('vet', 'paravet') and active"


async def check_in(work: Work, appointment_id: UUID) -> UUID:
    """Whoever has an appointment is there, or is there again. A second time changes nothing. The visit's id.

    Raises NotFound, WrongState, NotTheDay.
    """
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id)
    if booked.state != "confirmed":
        raise WrongState(state=booked.state, step="check_in")
    rules.require_near(booked.starts_at, work.now)
    visit = await work.row(VisitRow, LOCK_VISIT_OF, appointment_id)
    if visit is not None:
        if visit.stage in {"expected", "gone"}:
            await _move(work, visit, "arrived")
        return visit.id
    return await _add(work, appointment_id, booked.client_id, booked.patient_id, {})


async def walk_in(work: Work, wanted: WalkIn) -> UUID:
    """Somebody without an appointment is there; nothing is booked for them.

    Raises NotFound, PatientIsNotActive, HereAlready.
    """
    work.require(SCHEDULE_BOOK)
    # Alone, unlike whoever books: two desks must not both find that the patient is not here.
    await work.value(LOCK_PATIENT, wanted.patient_id)
    client_id = await hold_living_patient(work, wanted.patient_id)
    here = await work.value(IS_HERE, wanted.patient_id, work.now - rules.LONGEST_DAY)
    if here is not None:
        raise HereAlready(visit_id=here)
    if wanted.vet_id is not None and not await work.value(IS_VET, wanted.vet_id):
        raise NotFound(field="vet_id")
    type_id = None if wanted.type is None else (await bookable_type(work, wanted.type)).id
    wishes = {"type_id": type_id, "vet_id": wanted.vet_id, "note": wanted.note}
    return await _add(work, None, client_id, wanted.patient_id, wishes)


async def move_visit(work: Work, visit_id: UUID, wanted: VisitMove, *, seen: int) -> None:
    """Raises NotFound, Stale, Invalid, WrongState."""
    work.require(SCHEDULE_BOOK)
    visit = await _lock(work, visit_id, seen)
    rules.require_stage(
        wanted.stage, has_appointment=visit.appointment_id is not None, has_room=wanted.room_id is not None
    )
    if wanted.room_id is not None and not await work.value(IS_ROOM, wanted.room_id):
        raise NotFound(field="room_id")
    if (visit.stage, visit.room_id) == (wanted.stage, wanted.room_id):
        return
    if wanted.stage == "expected" and visit.appointment_id is not None:
        booked = await lock_appointment(work, visit.appointment_id)
        # Who was seen or called off is not waited for: no step would lead on from there.
        if booked.state != "confirmed":
            raise WrongState(state=booked.state, step="expect")
    completed = await _end_appointment(work, visit) if wanted.stage == "gone" else None
    await _move(work, visit, wanted.stage, room_id=wanted.room_id, completed=completed)


async def undo_move(work: Work, visit_id: UUID, *, seen: int) -> None:
    """Takes the last move back, within the hour. Raises NotFound, Stale, NothingToUndo."""
    work.require(SCHEDULE_BOOK)
    visit = await _lock(work, visit_id, seen)
    last = msgspec.convert(visit.previous, PreviousStage) if visit.previous else None
    if last is None or work.now - last.at > UNDO_WINDOW:
        raise NothingToUndo
    if last.completed is not None and visit.appointment_id is not None:
        booked = await lock_appointment(work, visit.appointment_id)
        # What a colleague made of the appointment since is theirs.
        if booked.version == last.completed:
            await undo_last_step(work, booked.id)
    changes = {
        "stage": last.stage, "stage_at": last.stage_at, "room_id": last.room_id, "in_room_at": last.in_room_at,
        "arrived_at": last.arrived_at or visit.arrived_at, "gone_at": last.gone_at, "previous": None,
    }  # fmt: skip
    await _save(work, visit, changes, "visit.undo")


async def after_completion(work: Work, appointment_id: UUID) -> None:
    """What follows from a signed record: who was in the house then goes to the counter.

    Looks at how things stand, so that it does no harm late or twice: what the desk has moved since stays.
    """
    booked = await lock_appointment(work, appointment_id)
    visit = await work.row(VisitRow, LOCK_VISIT_OF, appointment_id)
    if (
        visit is None
        or visit.stage not in rules.BEFORE_THE_COUNTER
        or booked.state != "completed"
        or not booked.previous
    ):
        return
    if visit.stage_at <= msgspec.convert(booked.previous, Previous).at:
        await _move(work, visit, "to_pay")


async def after_signature(work: Work, appointment_id: UUID) -> None:
    """What follows from a record that is signed before the hour, which leaves the appointment open: whoever is in the
    house goes to the counter as after completion, for who is signed counts as seen. A consequence, so it needs no
    permission.
    """
    await lock_appointment(work, appointment_id)
    visit = await work.row(VisitRow, LOCK_VISIT_OF, appointment_id)
    if visit is not None and visit.stage in rules.BEFORE_THE_COUNTER:
        await _move(work, visit, "to_pay")


async def after_walk_in(work: Work, visit_id: UUID) -> None:
    """What follows from a signed record of who walked in: from a room they go to the counter, and who waits stays, for
    the record may be of a telephone call and no appointment ties it to this visit. A consequence, so it needs no
    permission.
    """
    visit = await work.row(VisitRow, LOCK_VISIT, visit_id)
    if visit is not None and visit.stage == "in_room":
        await _move(work, visit, "to_pay")


async def _lock(work: Work, visit_id: UUID, seen: int) -> VisitRow:
    appointment_id = await work.value(APPOINTMENT_OF, visit_id)
    if appointment_id is not None:
        await lock_appointment(work, appointment_id)
    visit = await work.row(VisitRow, LOCK_VISIT, visit_id)
    if visit is None:
        raise NotFound
    if visit.version != seen:
        raise Stale(version=visit.version)
    return visit


async def _add(
    work: Work, appointment_id: UUID | None, client_id: UUID, patient_id: UUID, wishes: dict[str, Any]
) -> UUID:
    """The appointment's row is locked, so no rival adds a visit to it; raises TryAgain should there be one."""
    visit_id = new_id()
    outside: Stage = "withdrawn" if appointment_id is None else "expected"
    previous = PreviousStage(at=work.now, stage=outside, stage_at=work.now, room_id=None, in_room_at=None)
    added = {
        "id": visit_id, "appointment_id": appointment_id, "client_id": client_id, "patient_id": patient_id,
        "stage": "arrived", "stage_at": work.now, "arrived_at": work.now, "previous": msgspec.to_builtins(previous),
        **wishes,
    }  # fmt: skip
    await work.insert("visit", added)
    facts = {"appointment_id": appointment_id, "patient_id": patient_id, "stage": "arrived"}
    work.audit("visit.arrive", "visit", visit_id, after=facts)
    _tell(work, visit_id, patient_id, "arrived")
    return visit_id


async def _end_appointment(work: Work, visit: VisitRow) -> int | None:
    """Of who leaves, unless a signature did so before or it is still to come; the version that it got by this."""
    if visit.appointment_id is None or not await complete_begun_appointment(work, visit.appointment_id):
        return None
    return (await lock_appointment(work, visit.appointment_id)).version


async def _move(
    work: Work, visit: VisitRow, stage: Stage, *, room_id: UUID | None = None, completed: int | None = None
) -> None:
    previous = PreviousStage(
        at=work.now, stage=visit.stage, stage_at=visit.stage_at, room_id=visit.room_id,
        in_room_at=visit.in_room_at, completed=completed, arrived_at=visit.arrived_at, gone_at=visit.gone_at,
    )  # fmt: skip
    changes: dict[str, Any] = {
        "stage": stage,
        "stage_at": work.now if stage != visit.stage else visit.stage_at,
        "room_id": room_id,
        "in_room_at": _first_in_room(visit, stage, work.now),
        "gone_at": work.now if stage == "gone" else None,
        "previous": msgspec.to_builtins(previous),
    }
    if visit.stage == "expected" or (visit.stage == "gone" and stage == "arrived"):
        changes |= {"arrived_at": work.now, "in_room_at": work.now if stage == "in_room" else None}
    await _save(work, visit, changes, "visit.move")


def _first_in_room(visit: VisitRow, stage: Stage, now: datetime) -> datetime | None:
    return now if stage == "in_room" and visit.in_room_at is None else visit.in_room_at


async def _save(work: Work, visit: VisitRow, changes: dict[str, Any], action: str) -> None:
    await work.update("visit", visit.id, visit.version, changes)
    told = ("stage", "room_id")
    before = {name: getattr(visit, name) for name in told}
    work.audit(action, "visit", visit.id, before=before, after={name: changes[name] for name in told})
    _tell(work, visit.id, visit.patient_id, changes["stage"])


def _tell(work: Work, visit_id: UUID, patient_id: UUID, stage: Stage) -> None:
    work.emit(VisitMoved(visit_id=visit_id, patient_id=patient_id, stage=stage))
