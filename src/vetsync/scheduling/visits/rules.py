"""Which moves a visit can make. No clock, no database."""

from datetime import datetime, timedelta

from vetsync.kit.errors import Invalid
from vetsync.scheduling.bookings.rules import is_near
from vetsync.scheduling.bookings.schemas import Stage
from vetsync.scheduling.errors import NotTheDay

BEFORE_THE_COUNTER: frozenset[Stage] = frozenset({"arrived", "waiting", "in_room"})
"""From these a finished consult leads to the counter."""
LONGEST_DAY = timedelta(hours=16)
"""Whoever came longer ago was forgotten on the board, and is neither a reason to turn away one who comes today
nor whom a record of today is of."""


def require_near(starts_at: datetime, now: datetime) -> None:
    """Raises NotTheDay."""
    if not is_near(starts_at, now):
        raise NotTheDay(starts_at=starts_at)


def require_stage(stage: Stage, *, has_appointment: bool, has_room: bool) -> None:
    """Raises Invalid: nobody expects who walked in, an appointment is not withdrawn at the door but cancelled or
    missed, and a room belongs to who is in it.
    """
    if stage == ("withdrawn" if has_appointment else "expected"):
        raise Invalid(code="stage_not_for_this_visit", field="stage")
    if has_room and stage != "in_room":
        raise Invalid(code="room_without_stay", field="room_id")
