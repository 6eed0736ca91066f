"""Whether a letter about a visit still makes sense when its turn comes. No clock, no database."""

from collections.abc import Sequence
from datetime import datetime

from vetsync.messaging.letters.schemas import OwnerLetter
from vetsync.scheduling.events import Standing

STANDING: dict[str, frozenset[str]] = {
    "appointment_requested": frozenset({"pending"}),
    "appointment_confirmed": frozenset({"confirmed"}),
    "appointment_declined": frozenset({"declined"}),
    "appointment_cancelled": frozenset({"cancelled"}),
    "appointment_moved": frozenset({"pending", "confirmed"}),
    "appointment_reopened": frozenset({"pending"}),
    "appointment_restored": frozenset({"pending", "confirmed"}),
    "vet_assigned": frozenset({"confirmed"}),
    "reminder": frozenset({"confirmed"}),
    "practice_request": frozenset({"pending"}),
    "practice_cancelled": frozenset({"cancelled"}),
}
"""In which states of the appointment a letter about it is still true."""

WITH_CALENDAR = frozenset({"appointment_confirmed", "appointment_moved", "appointment_restored", "reminder"})


OFF = frozenset({"declined", "cancelled"})


def first_untold(own: OwnerLetter, earlier: Sequence[OwnerLetter]) -> OwnerLetter:
    """The first letter of those that a letter speaks for: itself, or where nobody was told of the steps before it, the
    first of those. What that step found is what the owner knows; None where they know of no appointment. `earlier`
    begins with the newest.
    """
    first = own
    for letter in earlier:
        if not letter.is_silent:
            break
        first = letter
    return first


def told_undone_by(template: str, first: OwnerLetter, now: Standing) -> str:
    """Whose step the owner reads was taken back. Moved on since, no old time holds again and none is spoken of."""
    moved_on = template in {"appointment_moved", "appointment_confirmed"} and first.starts_at != now.starts_at
    return "practice" if moved_on else first.undone_by or "practice"


def news(known: Standing | None, now: Standing) -> str | None:
    """Which letter tells an owner how things stand, or None when they know it."""
    if known is None:
        return "appointment_confirmed" if now.state == "confirmed" else None
    if now.state in OFF:
        return None if known.state in OFF else f"appointment_{now.state}"
    if known.state in OFF:
        return "appointment_restored"
    if known.state == "pending" and now.state == "confirmed":
        # First what the owner waits for; that the time is another one, the same letter says too.
        return "appointment_confirmed"
    if known.starts_at != now.starts_at:
        return "appointment_moved"
    if known.state == "confirmed" and now.state == "pending":
        return "appointment_reopened"
    return "vet_assigned" if known.vet_id != now.vet_id else None


def why_not(
    template: str,
    *,
    state: str,
    patient_state: str,
    starts_at: datetime,
    meant_starts_at: datetime,
    same_vet: bool,
    now: datetime,
) -> str | None:
    """A code that says why the letter is dropped, or None when it is to be sent."""
    if patient_state == "deceased":
        return "patient_deceased"
    if state not in STANDING[template]:
        return "appointment_changed"
    if starts_at != meant_starts_at:
        return "appointment_moved"
    if template == "vet_assigned" and not same_vet:
        return "vet_changed"
    if template in {"reminder", "appointment_confirmed", "appointment_requested"} and starts_at <= now:
        return "too_late"
    return None
