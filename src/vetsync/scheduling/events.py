"""What happened to appointments, for whoever sends, shows or counts. Ids and times only."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Event


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed at one moment."""

    state: str
    starts_at: datetime
    vet_id: UUID
    ends_at: datetime | None = None
    """Empty in what was told before it was said."""


class AppointmentEvent(Event, frozen=True, kw_only=True):
    """What every event about an appointment carries; `version` is the appointment's, after what happened."""

    appointment_id: UUID
    client_id: UUID
    patient_id: UUID
    owner_user_id: UUID | None
    vet_id: UUID
    starts_at: datetime
    ends_at: datetime
    version: int


class StepTaken(AppointmentEvent, frozen=True, kw_only=True):
    """A step that can be taken back, or the taking back of one; `before` is what was agreed until then."""

    before: Standing


class AppointmentRequested(AppointmentEvent, frozen=True, kw_only=True):
    topic: ClassVar[str] = "appointment.requested"


class AppointmentConfirmed(AppointmentEvent, frozen=True, kw_only=True):
    """What was asked for and approved, booked at once, or booked by the practice (`is_new_at_desk`). What the practice
    did it can take back at once; `before` is what was asked for, where it was approved. `series_id` is shared by what
    was booked together to come back.
    """

    topic: ClassVar[str] = "appointment.confirmed"
    is_new_at_desk: bool = False
    before: Standing | None = None
    series_id: UUID | None = None


class AppointmentDeclined(StepTaken, frozen=True, kw_only=True):
    topic: ClassVar[str] = "appointment.declined"


class AppointmentCancelled(StepTaken, frozen=True, kw_only=True):
    """`by` is "owner" or "practice"."""

    topic: ClassVar[str] = "appointment.cancelled"
    by: str


class AppointmentMoved(StepTaken, frozen=True, kw_only=True):
    """To another time or vet, or for longer or shorter than before. `by` is "owner" or "practice"."""

    topic: ClassVar[str] = "appointment.moved"
    state: str
    by: str = "practice"


class AppointmentCompleted(AppointmentEvent, frozen=True, kw_only=True):
    topic: ClassVar[str] = "appointment.completed"


class AppointmentMissed(AppointmentEvent, frozen=True, kw_only=True):
    topic: ClassVar[str] = "appointment.missed"


class VetAssigned(StepTaken, frozen=True, kw_only=True):
    topic: ClassVar[str] = "appointment.vet_assigned"


class AppointmentRestored(StepTaken, frozen=True, kw_only=True):
    """A step was taken back: the appointment is again what `state` says, at the time given here.

    `undone_by` says whose step it was: "owner" or "practice".
    """

    topic: ClassVar[str] = "appointment.restored"
    undone: str
    state: str
    undone_by: str = "practice"


class VisitMoved(Event, frozen=True, kw_only=True):
    """Somebody came in, went on, or went back; `stage` is where they are now."""

    topic: ClassVar[str] = "visit.moved"
    visit_id: UUID
    patient_id: UUID
    stage: str


class WaitlistChanged(Event, frozen=True, kw_only=True):
    """Somebody waits, waits otherwise or waits no more, or a place became free for them: an entry or a freed place."""

    topic: ClassVar[str] = "waitlist.changed"
    subject_id: UUID


class ScheduleChanged(Event, frozen=True, kw_only=True):
    """Hours, resources or types changed, so published free slots may be others."""

    topic: ClassVar[str] = "schedule.changed"
    subject: str
    subject_id: UUID | None
