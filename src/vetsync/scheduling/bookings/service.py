"""Commands on holds and new appointments; the later life of an appointment is in lifecycle.py and moving.py.

Every command: require → lock → rule → change → audit → emit.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.errors import Invalid, NotFound
from vetsync.kit.ids import new_id
from vetsync.patients.errors import PatientIsNotActive
from vetsync.scheduling.bookings import rules
from vetsync.scheduling.bookings.lifecycle import (
    cancel_appointment,
    cancel_own_appointment,
    complete_appointment,
    complete_begun_appointment,
    decline_appointment,
    despite_of,
    event_data,
    link_record,
    mark_no_show,
    note_signature,
)
from vetsync.scheduling.bookings.moving import (
    approve_appointment,
    assign_vet,
    move_appointment,
    move_own_appointment,
    undo_last_step,
)
from vetsync.scheduling.bookings.occupation import (
    Wish,
    choose_place,
    confirm_held,
    leave_place,
    lock_candidates,
    take_place,
)
from vetsync.scheduling.bookings.schemas import (
    AppointmentBookAtDesk,
    BookedAppointment,
    Hold,
    HoldTake,
    OwnerBooking,
)
from vetsync.scheduling.events import AppointmentConfirmed, AppointmentRequested
from vetsync.scheduling.permissions import OWNER_USE, SCHEDULE_BOOK
from vetsync.scheduling.slots.queries import bookable_type
from vetsync.scheduling.slots.schemas import BookableType

__all__ = [
    "approve_appointment",
    "assign_vet",
    "book_appointment",
    "book_at_desk",
    "cancel_appointment",
    "cancel_own_appointment",
    "complete_appointment",
    "complete_begun_appointment",
    "decline_appointment",
    "hold_living_patient",
    "hold_slot",
    "link_record",
    "mark_no_show",
    "move_appointment",
    "move_own_appointment",
    "note_signature",
    "release_hold",
    "sweep_holds",
    "undo_last_step",
]

HOLDS_OF = "select id from slot_hold where actor_id = $1 order by id"
HOLD = """
select id, starts_at, ends_at, vet_id, expires_at from slot_hold
where id = $1 and actor_id = $2 and type_id = $3 and starts_at = $4
"""
END_HOLD = "delete from slot_hold where id = $1 and actor_id = $2"
SWEEP_PLACES = "delete from booking_resource where state = 'held' and expires_at <= $1"
SWEEP_HOLDS = "delete from slot_hold where expires_at <= $1"
PATIENT = "select client_id, state from patient where id = $1 for share"
"""Held until the commit, so that a death that is entered meanwhile comes after the booking and finds it."""


async def hold_slot(work: Work, wanted: HoldTake) -> Hold:
    """Keeps a place for ten minutes. A person holds one place at a time: an earlier hold is given up.

    Raises SlotTaken, SlotNotOffered, NotFound.
    """
    work.require(OWNER_USE)
    rules.require_reach(wanted.starts_at, work.now)
    kind = await _online_type(work, wanted.type)
    earlier = [row["id"] for row in await work.records(HOLDS_OF, work.actor.id)]
    wish = Wish(kind=kind, starts_at=wanted.starts_at, vet_id=wanted.vet_id, by_owner=True)
    candidates = await lock_candidates(work, wish, earlier)
    for hold_id in earlier:
        await leave_place(work, hold_id)
        await work.execute(END_HOLD, hold_id, work.actor.id)
    place = await choose_place(work, wish, candidates)
    hold = Hold(
        id=new_id(),
        starts_at=wanted.starts_at,
        ends_at=wanted.starts_at + timedelta(minutes=kind.minutes),
        vet_id=place.vet_id,
        expires_at=work.now + rules.HOLD_TIME,
    )
    await take_place(work, hold.id, place, "held", hold.expires_at)
    await work.insert(
        "slot_hold", msgspec.structs.asdict(hold) | {"type_id": kind.id, "actor_id": work.actor.id}
    )
    work.audit("slot.hold", "slot_hold", hold.id, after={"starts_at": hold.starts_at, "vet_id": hold.vet_id})
    return hold


async def release_hold(work: Work, hold_id: UUID) -> None:
    """Gives a hold back; one that is gone already is no fault."""
    work.require(OWNER_USE)
    if await work.execute(END_HOLD, hold_id, work.actor.id):
        await leave_place(work, hold_id)
        work.audit("slot.release", "slot_hold", hold_id)


async def book_appointment(work: Work, booking: OwnerBooking) -> UUID:
    """An owner's booking: pending or confirmed, as the type says. The new appointment's id.

    With its own hold the place is taken over by compare-and-swap. A hold that has run out is no reason to
    refuse: then the place is booked as if there had been none. Raises SlotTaken, SlotNotOffered, NotFound.
    """
    work.require(OWNER_USE)
    rules.require_reach(booking.starts_at, work.now)
    kind = await _online_type(work, booking.type_key)
    if not rules.accepts_species(kind, booking.species):
        raise Invalid(code="species_not_treated", field="pet_id")
    state = rules.first_state(kind.mode)
    wish = Wish(
        kind=kind, starts_at=booking.starts_at, vet_id=booking.vet_id, by_owner=True, species=booking.species
    )
    hold = await _own_hold(work, booking, kind)
    candidates = await lock_candidates(work, wish, [hold.id] if hold else [])
    appointment_id, vet_id = None, None
    if hold is not None:
        if await confirm_held(work, hold.id, kind, state):
            appointment_id, vet_id = hold.id, hold.vet_id
        else:
            await leave_place(work, hold.id)
        await work.execute(END_HOLD, hold.id, work.actor.id)
    if appointment_id is None or vet_id is None:
        place = await choose_place(work, wish, candidates)
        appointment_id, vet_id = new_id(), place.vet_id
        await take_place(work, appointment_id, place, state)
    booked = BookedAppointment(
        id=appointment_id, type_id=kind.id, client_id=booking.client_id, patient_id=booking.patient_id,
        owner_user_id=work.actor.id, state=state, starts_at=booking.starts_at,
        ends_at=booking.starts_at + timedelta(minutes=kind.minutes), vet_id=vet_id, decline_reason=None,
        cancelled_by=None, previous=None, version=1, despite=None,
    )  # fmt: skip
    await _write(
        work, booked, {"reason": booking.reason, "note": "", "pet_id": booking.pet_id, "source": "online"}
    )
    told = AppointmentConfirmed if state == "confirmed" else AppointmentRequested
    work.emit(told(**event_data(booked)))
    return appointment_id


async def book_at_desk(
    work: Work,
    booking: AppointmentBookAtDesk,
    *,
    series_id: UUID | None = None,
) -> UUID:
    """The practice's own booking, confirmed at once. It may lie outside hours, never on a taken resource.

    Raises PatientIsNotActive, SlotTaken, NotFound.
    """
    work.require(SCHEDULE_BOOK)
    rules.require_reach(booking.starts_at, work.now)
    kind = await bookable_type(work, booking.type)
    if not kind.active:
        raise NotFound(field="type")
    client_id = await hold_living_patient(work, booking.patient_id)
    wish = Wish(kind=kind, starts_at=booking.starts_at, vet_id=booking.vet_id, by_owner=False)
    place = await choose_place(work, wish, await lock_candidates(work, wish, []))
    ends_at = booking.starts_at + timedelta(minutes=kind.minutes)
    booked = BookedAppointment(
        id=new_id(), type_id=kind.id, client_id=client_id, patient_id=booking.patient_id, owner_user_id=None,
        state="confirmed", starts_at=booking.starts_at, ends_at=ends_at, vet_id=place.vet_id, decline_reason=None,
        cancelled_by=None, previous=None, version=1,
        despite=await despite_of(work, kind, booking.starts_at, ends_at, place.vet_id),
    )  # fmt: skip
    await take_place(work, booked.id, place, "confirmed")
    row = {"reason": booking.reason, "note": booking.note, "pet_id": None, "source": "desk"}
    await _write(work, booked, row | {"series_id": series_id})
    work.emit(AppointmentConfirmed(**event_data(booked), is_new_at_desk=True, series_id=series_id))
    return booked.id


async def hold_living_patient(work: Work, patient_id: UUID) -> UUID:
    """The client of a patient who can come, and will until the commit. Raises NotFound, PatientIsNotActive."""
    found = await work.records(PATIENT, patient_id)
    if not found:
        raise NotFound(field="patient_id")
    client_id, state = found[0]
    if state != "active":
        raise PatientIsNotActive(field="patient_id")
    return UUID(str(client_id))


async def sweep_holds(work: Work) -> int:
    """Tidiness, each minute: expired holds are out of the way already, whoever looks compares the time."""
    await work.execute(SWEEP_PLACES, work.now)
    return await work.execute(SWEEP_HOLDS, work.now)


async def _write(work: Work, booked: BookedAppointment, more: dict[str, Any]) -> None:
    row = {name: getattr(booked, name) for name in booked.__struct_fields__ if name != "previous"}
    await work.insert("appointment", row | more | {"created_by": work.actor.id, "created_at": work.now})
    work.audit("appointment.book", "appointment", booked.id, after=row | {"source": more["source"]})


async def _online_type(work: Work, type_key: str) -> BookableType:
    kind = await bookable_type(work, type_key)
    if not (kind.active and kind.online):
        raise NotFound(field="type")
    return kind


async def _own_hold(work: Work, booking: OwnerBooking, kind: BookableType) -> Hold | None:
    """The hold, if it is the actor's own and for this very appointment."""
    if booking.hold_id is None:
        return None
    hold = await work.row(Hold, HOLD, booking.hold_id, work.actor.id, kind.id, booking.starts_at)
    if hold is not None and booking.vet_id not in {None, hold.vet_id}:
        return None
    return hold
