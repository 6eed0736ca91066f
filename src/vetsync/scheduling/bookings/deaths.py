"""What a patient's death does to the agenda, and what undoing it brings back. As the system, after an event.

Each looks at how the patient is now and not at the event, so a delivery that is late or repeated does no harm.
"""

from uuid import UUID

import msgspec

from vetsync.kit.db.work import View, Work
from vetsync.scheduling.bookings.lifecycle import lock_appointment, step_data, take_step
from vetsync.scheduling.bookings.moving import go_back
from vetsync.scheduling.bookings.rules import LIVING
from vetsync.scheduling.bookings.schemas import BookedAppointment, Previous
from vetsync.scheduling.errors import NobodyThere, SlotTaken
from vetsync.scheduling.events import AppointmentCancelled
from vetsync.scheduling.permissions import SCHEDULE_BOOK

DEATH = "death"

# Whoever books waits for this lock, or is waited for: no appointment is made behind its back.
PATIENT_STATE = "select state from patient where id = $1 for share"
AHEAD = """
select id from appointment where patient_id = $1 and starts_at > $2 and state in ('pending', 'confirmed')
order by id limit 200
"""
STOPPED = """
select id from appointment
where patient_id = $1 and starts_at > $2 and state = 'cancelled' and previous ->> 'because' = $3
order by starts_at, id limit 200
"""


async def cancel_for_death(work: Work, patient_id: UUID) -> int:
    """Cancels what lies ahead of a deceased patient; how many. An appointment that has begun stays, to be completed.

    Neither side called it off: no owner who lost an animal reads that the practice did.
    """
    work.require(SCHEDULE_BOOK)
    if await work.value(PATIENT_STATE, patient_id) != "deceased":
        return 0
    cancelled = 0
    for row in await work.records(AHEAD, patient_id, work.now):
        booked = await lock_appointment(work, row["id"])
        if booked.state in LIVING:
            after = await take_step(work, booked, "cancel", because=DEATH)
            work.emit(AppointmentCancelled(**step_data(booked, after), by="practice"))
            cancelled += 1
    return cancelled


async def stopped_by_death(view: View, patient_id: UUID) -> list[UUID]:
    """Appointments ahead that the patient's death cancelled, the earliest first."""
    return [row["id"] for row in await view.records(STOPPED, patient_id, view.now, DEATH)]


async def restore_after_death(work: Work, appointment_id: UUID) -> bool:
    """Brings one of them back if its place is still free and somebody is there.

    If not, it stays cancelled for good, by the practice. That is said once more, because nobody was told while the
    patient was dead.
    """
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id)
    last = _death_of(booked)
    alive = await work.value(PATIENT_STATE, booked.patient_id) != "deceased"
    if last is None or not alive or last.starts_at <= work.now:
        return False
    try:
        async with work.attempt():
            await go_back(work, booked, last)
    except (SlotTaken, NobodyThere):
        version = await work.update(
            "appointment", booked.id, booked.version, {"previous": None, "cancelled_by": "practice"}
        )
        work.audit("appointment.undo", "appointment", booked.id, outcome="refused")
        after = msgspec.structs.replace(booked, version=version)
        work.emit(AppointmentCancelled(**step_data(booked, after), by="practice"))
        return False
    return True


def _death_of(booked: BookedAppointment) -> Previous | None:
    if booked.state != "cancelled" or booked.previous is None:
        return None
    last = msgspec.convert(booked.previous, Previous)
    return last if last.because == DEATH else None
