"""What becomes of an appointment: declined, cancelled, completed or missed."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.errors import NotFound, Stale
from vetsync.scheduling.bookings import rules
from vetsync.scheduling.bookings.occupation import resources_of, set_occupation
from vetsync.scheduling.bookings.schemas import BookedAppointment, Previous
from vetsync.scheduling.errors import InTheHouse, NobodyThere
from vetsync.scheduling.events import (
    AppointmentCancelled,
    AppointmentCompleted,
    AppointmentDeclined,
    AppointmentMissed,
    Standing,
)
from vetsync.scheduling.permissions import OWNER_USE, SCHEDULE_APPROVE, SCHEDULE_BOOK
from vetsync.scheduling.resources.duty import Despite, Outside, against, circumstances
from vetsync.scheduling.slots.queries import bookable_type_by_id, nearest_slots
from vetsync.scheduling.slots.schemas import BookableType

LOCK_APPOINTMENT = """
select id, type_id, client_id, patient_id, owner_user_id, state, starts_at, ends_at, vet_id, decline_reason,
       cancelled_by, previous, version, despite
from appointment where id = $1 for no key update
"""
IS_IN_HOUSE = """
select true from visit where appointment_id = $1 and stage in ('arrived', 'waiting', 'in_room', 'to_pay')
"""
SET_SIGNED = "update appointment set record_signed_at = $2 where id = $1"
SET_RECORD = "update appointment set record_id = $2 where id = $1 and record_id is distinct from $2"


async def lock_appointment(
    work: Work, appointment_id: UUID, client_id: UUID | None = None, *, seen: int | None = None
) -> BookedAppointment:
    """The appointment, held until the commit. With `client_id`, somebody else's is NotFound like a missing one.

    `seen` is the version that whoever takes the step had on screen. Raises Stale when a step came between.
    """
    found = await work.row(BookedAppointment, LOCK_APPOINTMENT, appointment_id)
    if found is None or (client_id is not None and found.client_id != client_id):
        raise NotFound
    if seen is not None and found.version != seen:
        raise Stale
    return found


async def decline_appointment(
    work: Work, appointment_id: UUID, reason: str, *, seen: int | None = None
) -> None:
    """The reason is shown to the owner. Raises Stale, WrongState."""
    work.require(SCHEDULE_APPROVE)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    after = await take_step(work, booked, "decline", decline_reason=reason)
    work.emit(AppointmentDeclined(**step_data(booked, after)))


async def cancel_appointment(
    work: Work, appointment_id: UUID, reason: str | None = None, *, seen: int | None = None
) -> None:
    """By the practice, which needs no notice. Raises Stale, WrongState, InTheHouse."""
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    await require_not_in_house(work, appointment_id)
    after = await take_step(work, booked, "cancel", cancelled_by="practice", decline_reason=reason)
    work.emit(AppointmentCancelled(**step_data(booked, after), by="practice"))


async def cancel_own_appointment(
    work: Work, client_id: UUID, appointment_id: UUID, reason: str | None = None, *, seen: int | None = None
) -> None:
    """By the owner, within the type's notice. Raises Stale, WrongState, NoticePassed."""
    work.require(OWNER_USE)
    booked = await lock_appointment(work, appointment_id, client_id, seen=seen)
    rules.next_state("cancel", booked.state)
    await require_not_in_house(work, appointment_id)
    kind = await bookable_type_by_id(work, booked.type_id)
    rules.require_notice(booked.starts_at, kind.notice_minutes, work.now)
    after = await take_step(work, booked, "cancel", cancelled_by="owner", decline_reason=reason)
    work.emit(AppointmentCancelled(**step_data(booked, after), by="owner"))


async def complete_appointment(work: Work, appointment_id: UUID, *, seen: int | None = None) -> None:
    """Raises Stale, WrongState, NotBegun."""
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    rules.next_state("complete", booked.state)
    rules.require_begun(booked.starts_at, work.now)
    after = await take_step(work, booked, "complete")
    work.emit(AppointmentCompleted(**event_data(after)))


async def complete_begun_appointment(work: Work, appointment_id: UUID) -> bool:
    """What follows from a signature under its record, or when the patient leaves; whoever calls it judges who may.

    A consequence, so it needs no permission for the agenda. An appointment that was not confirmed, is closed already
    or has not begun stays what it is: False then.
    """
    booked = await lock_appointment(work, appointment_id)
    if booked.state != "confirmed" or booked.starts_at > work.now:
        return False
    after = await take_step(work, booked, "complete")
    work.emit(AppointmentCompleted(**event_data(after)))
    return True


async def mark_no_show(work: Work, appointment_id: UUID, *, seen: int | None = None) -> None:
    """Gives the time back to the day, for whoever walks in. Raises Stale, WrongState, NotBegun,
    InTheHouse.
    """
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    rules.next_state("miss", booked.state)
    await require_not_in_house(work, appointment_id)
    rules.require_begun(booked.starts_at, work.now)
    after = await take_step(work, booked, "miss")
    work.emit(AppointmentMissed(**event_data(after)))


async def despite_of(
    work: Work, kind: BookableType, starts_at: datetime, ends_at: datetime, vet_id: UUID
) -> Despite | None:
    """What the practice sees to when it chooses this time and vet. Raises NobodyThere for a vet who is gone."""
    outside = await against(work, starts_at, ends_at, vet_id)
    if outside == "gone":
        raise await nobody_there(work, kind, outside, starts_at, None)
    return outside


async def nobody_there(
    work: Work, kind: BookableType, outside: Outside, starts_at: datetime, vet_id: UUID | None
) -> NobodyThere:
    """With the nearest times that are free instead; of one vet, or of any."""
    nearest = await nearest_slots(work, kind.key, starts_at, vet_id, for_owner=False)
    return NobodyThere(outside=outside, alternatives=nearest)


async def require_not_in_house(work: Work, appointment_id: UUID) -> None:
    """Raises InTheHouse. The appointment is locked, so nobody checks in meanwhile."""
    if await work.value(IS_IN_HOUSE, appointment_id):
        raise InTheHouse


async def link_record(work: Work, appointment_id: UUID, record_id: UUID) -> None:
    """Notes which record was written about the appointment; for the domain of records."""
    await work.execute(SET_RECORD, appointment_id, record_id)


async def note_signature(work: Work, appointment_id: UUID) -> None:
    """Notes that the appointment's record is signed, which ends the consult though the appointment may stay open; for
    the domain of records.
    """
    await work.execute(SET_SIGNED, appointment_id, work.now)


async def take_step(
    work: Work, booked: BookedAppointment, step: rules.Step, *, because: str | None = None, **changes: Any
) -> BookedAppointment:
    """A step of the state machine that leaves time and vet as they are; the place follows the state."""
    state = rules.next_state(step, booked.state)
    after = await save_step(work, booked, step, {"state": state, **changes}, because)
    if rules.occupation(state) != rules.occupation(booked.state):
        await set_occupation(work, booked.id, rules.occupation(state))
    return after


async def save_step(
    work: Work,
    booked: BookedAppointment,
    step: rules.Step,
    changes: dict[str, Any],
    because: str | None = None,
) -> BookedAppointment:
    """Writes the changes and, beside them, what undo goes back to; notes both sides in the audit."""
    previous = Previous(
        step=step, at=work.now, by=work.actor.id, state=booked.state, starts_at=booked.starts_at,
        ends_at=booked.ends_at, vet_id=booked.vet_id, resource_ids=await resources_of(work, booked.id),
        despite=booked.despite, because=because,
        circumstances=await circumstances(work, booked.starts_at, booked.ends_at, booked.vet_id),
    )  # fmt: skip
    version = await work.update(
        "appointment", booked.id, booked.version, {**changes, "previous": msgspec.to_builtins(previous)}
    )
    before = {name: getattr(booked, name) for name in changes}
    work.audit(f"appointment.{step}", "appointment", booked.id, before=before, after=changes)
    return msgspec.structs.replace(booked, **changes, version=version)


def event_data(booked: BookedAppointment) -> dict[str, Any]:
    """The fields that all events about an appointment share."""
    return {
        "appointment_id": booked.id,
        "client_id": booked.client_id,
        "patient_id": booked.patient_id,
        "owner_user_id": booked.owner_user_id,
        "vet_id": booked.vet_id,
        "starts_at": booked.starts_at,
        "ends_at": booked.ends_at,
        "version": booked.version,
    }


def step_data(before: BookedAppointment, after: BookedAppointment) -> dict[str, Any]:
    """The same, of a step that can be taken back."""
    standing = Standing(
        state=before.state, starts_at=before.starts_at, vet_id=before.vet_id, ends_at=before.ends_at
    )
    return {**event_data(after), "before": standing}
