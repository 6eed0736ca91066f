"""What crosses the door about resources, hours and leave. Times of day are local, "HH:MM"; a day may end at 24:00."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

Kind = Literal["vet", "paravet", "room", "device"]
Clock = Annotated[str, msgspec.Meta(pattern="^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", examples=["08:30"])]
Weekday = Annotated[int, msgspec.Meta(ge=1, le=7, description="1 is Monday")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Colour = Annotated[str, msgspec.Meta(pattern="^(#[0-9a-f]{6})?$", examples=["#2f7d6b"])]
Sort = Annotated[int, msgspec.Meta(ge=0, le=1000)]
Note = Annotated[str, msgspec.Meta(max_length=300)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class ResourceView(msgspec.Struct):
    """`user_id` is the account of a vet or paravet who signs in. `has_hours` says of a person whether it is known when
    they work: without hours nobody is offered. Rooms and devices need none.
    """

    id: UUID
    kind: Kind
    name: str
    user_id: UUID | None
    colour: str
    sort: int
    active: bool
    has_hours: bool
    version: int


class ResourceList(msgspec.Struct, kw_only=True):
    """All of the practice, the active first, at most 500, without pages. `is_cut` says that more are left out."""

    items: list[ResourceView]
    is_cut: bool


class ResourceAdd(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    kind: Kind
    name: Name
    user_id: UUID | None = None
    colour: Colour = ""
    sort: Sort = 0


class ResourceChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent changes."""

    name: Name | msgspec.UnsetType = msgspec.UNSET
    user_id: UUID | msgspec.UnsetType | None = msgspec.UNSET
    colour: Colour | msgspec.UnsetType = msgspec.UNSET
    sort: Sort | msgspec.UnsetType = msgspec.UNSET
    active: bool | msgspec.UnsetType = msgspec.UNSET


class Hours(msgspec.Struct, forbid_unknown_fields=True):
    weekday: Weekday
    opens: Clock
    closes: Clock


class WorkingHours(msgspec.Struct):
    """When somebody works, on one weekday."""

    resource_id: UUID
    weekday: int
    opens: str
    closes: str


class WorkingHoursList(msgspec.Struct, kw_only=True):
    """Of everybody who works here, without pages. `is_cut` says that more are left out."""

    items: list[WorkingHours]
    is_cut: bool


class WeekHours(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A whole week; a day without a row is closed, an overnight shift is two rows."""

    items: Annotated[list[Hours], msgspec.Meta(max_length=70)]


class WeekView(msgspec.Struct, kw_only=True):
    """A week as it is kept; `version` is to be sent back with a change of it."""

    items: list[Hours]
    version: int


class Span(msgspec.Struct, forbid_unknown_fields=True):
    opens: Clock
    closes: Clock


class ExceptionSet(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Hours of one date instead of its weekly ones; none at all closes the day."""

    hours: Annotated[list[Span], msgspec.Meta(max_length=10)]
    note: Note = ""


class ExceptionView(msgspec.Struct, kw_only=True):
    """`version` is to be sent back with a change of it; a date of which nothing is said has version 0."""

    on_date: date
    hours: list[Span]
    note: str
    version: int


class ExceptionList(msgspec.Struct, kw_only=True):
    """The dates of the time asked for, in order, without pages; of more than 1,000 spans of hours the first. `is_cut`
    says that later dates are left out.
    """

    items: list[ExceptionView]
    is_cut: bool


class ExceptionRow(msgspec.Struct):
    """One span of an exception as stored; inside the domain only."""

    on_date: date
    opens: str | None
    closes: str | None
    note: str


class LeaveAdd(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    resource_id: UUID
    starts_at: Moment
    ends_at: Moment
    reason: Note = ""


class LeaveView(msgspec.Struct):
    id: UUID
    resource_id: UUID
    resource_name: str
    resource_kind: Kind
    starts_at: datetime
    ends_at: datetime
    reason: str


class LeaveList(msgspec.Struct, kw_only=True):
    """In order of their beginnings, the first 500, without pages. `is_cut` says that later ones are left out."""

    items: list[LeaveView]
    is_cut: bool


class AffectedAppointment(msgspec.Struct):
    """An appointment or a request that hours or a leave leave without somebody to do it."""

    id: UUID
    state: Literal["pending", "confirmed"]
    starts_at: datetime
    ends_at: datetime
    patient_id: UUID
    patient_name: str
    species: str
    client_name: str
    vet_name: str


class WeekPlan(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A week as it may become: of one person, or without `resource_id` of the practice."""

    items: Annotated[list[Hours], msgspec.Meta(max_length=70)]
    resource_id: UUID | None = None


class DatePlan(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The hours that one date may get; none at all closes it."""

    on_date: date
    hours: Annotated[list[Span], msgspec.Meta(max_length=10)]


class LeavePlan(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    resource_id: UUID
    starts_at: Moment
    ends_at: Moment


class HoursPlan(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What somebody is about to save: exactly one of the four. `leaving` is who or what goes for good."""

    week: WeekPlan | None = None
    date: DatePlan | None = None
    leave: LeavePlan | None = None
    leaving: UUID | None = None


class Displaced(msgspec.Struct, kw_only=True):
    """What would stand outside: the first 50 in time, without pages. `appointments` and `requests` count all."""

    items: list[AffectedAppointment]
    appointments: int
    requests: int


class LeaveAdded(msgspec.Struct, kw_only=True):
    """`affected`, the first in time, stay booked until somebody moves them; `appointments` and `requests` count all."""

    leave: LeaveView
    affected: list[AffectedAppointment]
    appointments: int
    requests: int
