"""Whether a letter about a visit still makes sense when its turn comes. No clock, no database."""

from datetime import datetime

STANDING: dict[str, frozenset[str]] = {
    "appointment_requested": frozenset({"pending"}),
    "appointment_confirmed": frozenset({"confirmed"}),
    "appointment_declined": frozenset({"declined"}),
    "appointment_cancelled": frozenset({"cancelled"}),
    "appointment_moved": frozenset({"pending", "confirmed"}),
    "appointment_restored": frozenset({"pending", "confirmed"}),
    "vet_assigned": frozenset({"confirmed"}),
    "reminder": frozenset({"confirmed"}),
    "practice_request": frozenset({"pending"}),
    "practice_cancelled": frozenset({"cancelled"}),
}
"""In which states of the appointment a letter about it is still true."""

WITH_CALENDAR = frozenset({"appointment_confirmed", "appointment_moved", "appointment_restored", "reminder"})


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
