"""Which step leads from which state to which, and when an owner may still take it. No clock, no database."""

from datetime import datetime, timedelta
from math import ceil
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.kit.changes import UNDO_WINDOW
from vetsync.kit.errors import Invalid
from vetsync.scheduling.errors import NotBegun, NothingToUndo, NoticePassed, WrongState
from vetsync.scheduling.slots.schemas import BookableType

State = Literal["pending", "confirmed", "completed", "cancelled", "declined", "no_show"]
Step = Literal["approve", "decline", "cancel", "complete", "miss", "move", "resize", "assign"]

LIVING: frozenset[State] = frozenset({"pending", "confirmed"})
STEPS: dict[Step, tuple[frozenset[State], State | None]] = {
    "approve": (frozenset({"pending"}), "confirmed"),
    "decline": (frozenset({"pending"}), "declined"),
    "cancel": (LIVING, "cancelled"),
    "complete": (frozenset({"confirmed"}), "completed"),
    "miss": (frozenset({"confirmed"}), "no_show"),
    "move": (LIVING, None),
    "resize": (LIVING, None),
    "assign": (LIVING, None),
}
"""From which states a step may be taken, and where it leads; None keeps the state."""

UNDOABLE: frozenset[str] = frozenset(STEPS)
HOLD_TIME = timedelta(minutes=10)
NEAR = timedelta(hours=12)
REACH = timedelta(days=3 * 366)
"""How far from now an appointment may lie at all, in both directions; anything else is a slip or an attack."""


def next_state(step: Step, state: State) -> State:
    """Raises WrongState."""
    sources, target = STEPS[step]
    if state not in sources:
        raise WrongState(state=state, step=step)
    return target or state


def occupation(state: State) -> Literal["pending", "confirmed", "cancelled"]:
    """What the place of an appointment is: a finished one has used its time, a cancelled one gives it back."""
    if state == "pending":
        return "pending"
    return "confirmed" if state in {"confirmed", "completed"} else "cancelled"


def first_state(mode: str) -> State:
    """What an owner's booking begins as; the desk's own bookings are confirmed at once."""
    return "confirmed" if mode == "instant" else "pending"


def as_booked(kind: BookableType, starts_at: datetime, ends_at: datetime) -> BookableType:
    """The type with the length that one appointment has: changed by hand, or made before the type's own was."""
    return msgspec.structs.replace(kind, minutes=ceil((ends_at - starts_at) / timedelta(minutes=1)))


def taken_span(kind: BookableType, starts_at: datetime) -> tuple[datetime, datetime]:
    """The appointment with its buffers: the time that nobody else may have."""
    ends_at = starts_at + timedelta(minutes=kind.minutes)
    return starts_at - timedelta(minutes=kind.before_minutes), ends_at + timedelta(minutes=kind.after_minutes)


def change_until(starts_at: datetime, notice_minutes: int) -> datetime:
    return starts_at - timedelta(minutes=notice_minutes)


def require_notice(starts_at: datetime, notice_minutes: int, now: datetime) -> None:
    """Raises NoticePassed when it is too late for the owner to cancel or move alone."""
    until = change_until(starts_at, notice_minutes)
    if now > until:
        raise NoticePassed(until=until)


def require_begun(starts_at: datetime, now: datetime) -> None:
    """Raises NotBegun."""
    if starts_at > now:
        raise NotBegun(starts_at=starts_at)


def is_near(starts_at: datetime, now: datetime) -> bool:
    """Whether somebody can be here for it now: within a day's work, or a night's beyond midnight."""
    return abs(starts_at - now) <= NEAR


def require_reach(moment: datetime, now: datetime, *, field: str = "starts_at") -> None:
    if abs(moment - now) > REACH:
        raise Invalid(code="out_of_reach", field=field)


def require_undoable(step: str | None, at: datetime | None, now: datetime) -> None:
    if step not in UNDOABLE or at is None or now - at > UNDO_WINDOW:
        raise NothingToUndo


def is_owners_step(step: str, by: UUID | None, owner_user_id: UUID | None, cancelled_by: str | None) -> bool:
    """Owners only cancel and move; whatever else their account did, they did as somebody of the practice.

    A list of appointments says the same in SQL, as `changed_by`.
    """
    if step == "move":
        return by is not None and by == owner_user_id
    return cancelled_by == "owner"


def accepts_species(kind: BookableType, species: str) -> bool:
    return not kind.species or species in kind.species
