"""What crosses the door about who waits for a time."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from vetsync.scheduling.bookings.schemas import AppointmentRow, Moment, Reason
from vetsync.scheduling.slots.schemas import TypeKey
from vetsync.scheduling.waitlist.rules import Because, PartOfDay, State, Urgency

Weekday = Annotated[int, msgspec.Meta(ge=1, le=7)]
Parts = Annotated[list[PartOfDay], msgspec.Meta(max_length=3)]
Weekdays = Annotated[list[Weekday], msgspec.Meta(max_length=7)]


class WaitlistAdd(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Both days are local and included. No parts of the day, or no weekdays, is any; no vet is whoever is free."""

    patient_id: UUID
    type: TypeKey
    earliest_on: date
    latest_on: date
    vet_id: UUID | None = None
    parts: Parts = []
    weekdays: Weekdays = []
    urgency: Urgency = "normal"
    note: Reason = ""


class WaitlistChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent changes; null for the vet is any."""

    earliest_on: date | msgspec.UnsetType = msgspec.UNSET
    latest_on: date | msgspec.UnsetType = msgspec.UNSET
    vet_id: UUID | msgspec.UnsetType | None = msgspec.UNSET
    parts: Parts | msgspec.UnsetType = msgspec.UNSET
    weekdays: Weekdays | msgspec.UnsetType = msgspec.UNSET
    urgency: Urgency | msgspec.UnsetType = msgspec.UNSET
    note: Reason | msgspec.UnsetType = msgspec.UNSET


class WaitlistBook(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    starts_at: Moment
    vet_id: UUID


class PlaceDismiss(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Whether nobody of those who wait is to be asked for this place any more."""

    is_dismissed: bool


class WaitlistEntry(msgspec.Struct):
    """Who waits, for what and when they could come. `closed_because` says why an expired entry ended by itself.

    `undo_until` is how long a booking or a withdrawal can be taken back. `note` is the practice's own.
    """

    id: UUID
    state: State
    closed_because: Because | None
    patient_id: UUID
    patient_name: str
    species: str
    client_id: UUID
    client_name: str
    type_key: str
    type_name_nl: str
    type_name_en: str
    category: str
    minutes: int
    vet_id: UUID | None
    vet_name: str | None
    earliest_on: date
    latest_on: date
    parts: list[PartOfDay]
    weekdays: list[int]
    urgency: Urgency
    note: str
    made_by: UUID | None
    made_at: datetime
    appointment_id: UUID | None
    undo_until: datetime | None
    version: int


class Fit(msgspec.Struct):
    """When the appointment of an entry could be, within the place that became free."""

    entry_id: UUID
    starts_at: datetime
    ends_at: datetime


class FreedPlaceView(msgspec.Struct):
    """A place that became free and still is, for at most five of those who wait: the soonest needed, then the longest
    waiting, first.
    """

    id: UUID
    vet_id: UUID
    vet_name: str
    freed_at: datetime
    fits: list[Fit]


class Waitlist(msgspec.Struct, kw_only=True):
    """All who wait, at most 200, and who ended by themselves in the last week; without pages. `freed` are the soonest
    places; who fits one of them is among `items`, as offered.
    """

    freed: list[FreedPlaceView]
    items: list[WaitlistEntry]
    zone: str


class WaitlistBooked(msgspec.Struct, kw_only=True):
    entry: WaitlistEntry
    appointment: AppointmentRow


class LockedEntry(msgspec.Struct):
    """An entry's row, locked by a command; inside the domain only."""

    id: UUID
    patient_id: UUID
    type_id: UUID
    type_key: str
    vet_id: UUID | None
    state: State
    earliest_on: date
    latest_on: date
    parts: list[PartOfDay]
    weekdays: list[int]
    urgency: Urgency
    note: str
    settled_at: datetime | None
    appointment_id: UUID | None
    version: int


class Fitting(msgspec.Struct):
    """One who waits at one place, as the statement finds them; inside the domain only."""

    place_id: UUID
    vet_id: UUID
    vet_name: str
    freed_at: datetime
    entry_id: UUID
    starts_at: datetime
    ends_at: datetime
