"""Which moves a visit can make. No clock, no database."""

from datetime import datetime, timedelta

from vetsync.kit.errors import Invalid
from vetsync.scheduling.errors import NotTheDay
from vetsync.scheduling.visits.schemas import Stage

NEAR = timedelta(hours=12)
"""So far from its time an appointment can be checked in for: a day's work, and a night's beyond midnight."""
IN_HOUSE: frozenset[Stage] = frozenset({"arrived", "waiting", "in_room"})
"""From these a finished consult leads to the counter."""


def require_near(starts_at: datetime, now: datetime) -> None:
    """Raises NotTheDay."""
    if abs(starts_at - now) > NEAR:
        raise NotTheDay(starts_at=starts_at)


def require_stage(stage: Stage, *, has_appointment: bool, has_room: bool) -> None:
    """Raises Invalid: nobody expects who walked in, an appointment is not withdrawn at the door but cancelled or
    missed, and a room belongs to who is in it.
    """
    if stage == ("withdrawn" if has_appointment else "expected"):
        raise Invalid(code="stage_not_for_this_visit", field="stage")
    if has_room and stage != "in_room":
        raise Invalid(code="room_without_stay", field="room_id")
