"""Which times suit who waits, and what somebody's step gave back. No clock, no database."""

from datetime import date, datetime, time
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from vetsync.kit.errors import Invalid
from vetsync.scheduling.bookings.rules import LIVING, REACH
from vetsync.scheduling.events import AppointmentCancelled, AppointmentDeclined, StepTaken

PartOfDay = Literal["morning", "afternoon", "evening"]
Urgency = Literal["normal", "soon"]
State = Literal["waiting", "offered", "booked", "withdrawn", "expired"]
Because = Literal["passed", "died", "archived"]

NOON = time(12)
EVENING = time(17)
WAITING_MAX = 200
"""Nobody telephones through a longer list; whoever has one needs more vets."""


class Freed(msgspec.Struct, frozen=True):
    vet_id: UUID
    starts_at: datetime
    ends_at: datetime


class Wished(msgspec.Struct, frozen=True):
    """On which days and at which hours somebody could come; empty is any."""

    earliest_on: date
    latest_on: date
    parts: list[PartOfDay]
    weekdays: list[int]


def part_of_day(local: time) -> PartOfDay:
    if local < NOON:
        return "morning"
    return "afternoon" if local < EVENING else "evening"


def suits(wished: Wished, starts_at: datetime, zone: ZoneInfo) -> bool:
    local = starts_at.astimezone(zone)
    return (
        wished.earliest_on <= local.date() <= wished.latest_on
        and (not wished.weekdays or local.isoweekday() in wished.weekdays)
        and (not wished.parts or part_of_day(local.time()) in wished.parts)
    )


def require_days(earliest_on: date, latest_on: date, today: date) -> None:
    """Raises Invalid."""
    if latest_on < earliest_on:
        raise Invalid(code="days_out_of_order", field="latest_on")
    if latest_on < today:
        raise Invalid(code="day_has_passed", field="latest_on")
    if latest_on - today > REACH:
        raise Invalid(code="out_of_reach", field="latest_on")


def freed_by(event: StepTaken) -> Freed | None:
    """The time that a step gave back, without what the appointment still takes of it; None where it gave none back."""
    was = event.before
    if was.state not in LIVING or was.ends_at is None:
        return None
    starts_at, ends_at = was.starts_at, was.ends_at
    is_off = isinstance(event, AppointmentCancelled | AppointmentDeclined)
    if not is_off and event.vet_id == was.vet_id:
        if event.starts_at <= starts_at < event.ends_at:
            starts_at = event.ends_at
        elif starts_at < event.starts_at < ends_at:
            ends_at = event.starts_at
    return Freed(was.vet_id, starts_at, ends_at) if starts_at < ends_at else None
