"""What is decided about records without looking anything up."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from vetsync.records.errors import WeightDoubtful
from vetsync.records.schemas import DueState

DUE_SOON = timedelta(days=30)
TITLE_MAX = 120


class Given(Protocol):
    """A vaccination, as far as these rules look at it."""

    diseases: list[str]
    given_on: date
    valid_until_on: date | None


def due_states(vaccinations: Sequence[Given], today: date) -> list[DueState]:
    """How each stands today. One whose diseases were all vaccinated against again later is renewed, never overdue."""
    return [_due_state(one, vaccinations, today) for one in vaccinations]


def _due_state(one: Given, all_given: Sequence[Given], today: date) -> DueState:
    later = {
        disease.casefold()
        for other in all_given
        if other.given_on > one.given_on
        for disease in other.diseases
    }
    if one.diseases and {disease.casefold() for disease in one.diseases} <= later:
        return "renewed"
    if one.valid_until_on is None:
        return "unknown"
    if one.valid_until_on < today:
        return "overdue"
    return "due_soon" if one.valid_until_on <= today + DUE_SOON else "valid"


def fields_in_conflict(saved_with: dict[str, int], base_version: int, sent: set[str]) -> list[str]:
    """The texts that somebody saved after the version that the sender had on screen."""
    return sorted(name for name in sent if saved_with.get(name, 0) > base_version)


def require_sure(grams: int, sure_of: int | None, before: int | None) -> None:
    """Raises WeightDoubtful for grams too far from the weight `before`, unless somebody was sure of just these."""
    if before is not None and grams != sure_of:
        raise WeightDoubtful(grams=grams, before=before)


def title_of(*texts: str) -> str:
    """The first line of the first text that says anything, cut where a list has no more room."""
    for text in texts:
        line = next((line.strip() for line in text.splitlines() if line.strip()), "")
        if line:
            return line if len(line) <= TITLE_MAX else f"{line[: TITLE_MAX - 1].rstrip()}…"
    return ""
