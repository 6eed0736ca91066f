"""What crosses the door about visits."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from vetsync.patients.schemas import AnimalState
from vetsync.scheduling.bookings.rules import State
from vetsync.scheduling.bookings.schemas import Reason, Stage
from vetsync.scheduling.slots.schemas import TypeKey


class BoardRow(msgspec.Struct):
    """A patient of the day. Without a `visit_id` nobody has checked in; without an `appointment_id` they walked in.

    `stage_at` is since when; `undo_until` is how long the last move can be taken back. `version` is the visit's,
    `appointment_version` the appointment's. `note` is what the practice told itself, not what an owner wrote.
    Who walked in is theirs who wrote their record, else theirs who was named at the desk.
    """

    visit_id: UUID | None
    appointment_id: UUID | None
    stage: Stage
    stage_at: datetime | None
    arrived_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    type_key: str | None
    type_name_nl: str | None
    type_name_en: str | None
    category: str | None
    patient_id: UUID
    patient_name: str
    patient_state: AnimalState
    species: str
    alert: str
    client_id: UUID
    client_name: str
    client_alert: str
    vet_id: UUID | None
    vet_name: str | None
    vet_colour: str | None
    room_id: UUID | None
    room_name: str | None
    note: str
    record_id: UUID | None
    undo_until: datetime | None
    version: int | None
    appointment_state: State | None
    appointment_version: int | None


class Room(msgspec.Struct):
    id: UUID
    name: str


class Board(msgspec.Struct, kw_only=True):
    """One local day: those with a time in order of it, then those who walked in. `zone` is the practice's.

    A board is one thing and has no pages. `is_cut` says that more are of the day than it shows: the last are left out.
    """

    items: list[BoardRow]
    is_cut: bool
    rooms: list[Room]
    zone: str


class WalkIn(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Somebody at the desk without an appointment; what they come for and with whom, as far as it is known. `note`
    is the practice's own.
    """

    patient_id: UUID
    type: TypeKey | None = None
    note: Reason = ""
    vet_id: UUID | None = None


class VisitMove(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`room_id` says which room, for those who go into one."""

    stage: Annotated[Stage, msgspec.Meta(examples=["waiting"])]
    room_id: UUID | None = None


class PreviousStage(msgspec.Struct, kw_only=True, frozen=True):
    """What a visit was before its last move. `completed` is the version that the appointment got when that move
    ended it too.
    """

    at: datetime
    stage: Stage
    stage_at: datetime
    room_id: UUID | None
    in_room_at: datetime | None
    completed: int | None = None
    arrived_at: datetime | None = None
    gone_at: datetime | None = None


class VisitRow(msgspec.Struct):
    """A visit's row, locked by a command; inside the domain only."""

    id: UUID
    appointment_id: UUID | None
    client_id: UUID
    patient_id: UUID
    room_id: UUID | None
    stage: Stage
    stage_at: datetime
    arrived_at: datetime
    in_room_at: datetime | None
    gone_at: datetime | None
    previous: dict[str, Any] | None
    version: int
