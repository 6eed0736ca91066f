"""Whether hours make sense, and which week they are. Pure."""

import hashlib
from collections.abc import Iterable
from itertools import pairwise

from vetsync.kit.errors import Invalid
from vetsync.scheduling.errors import HoursOutOfOrder, HoursOverlap
from vetsync.scheduling.resources.schemas import Hours, HoursPlan, Span

NO_EXCEPTION = 0


def require_week(hours: Iterable[Hours]) -> None:
    """Raises HoursOutOfOrder, HoursOverlap."""
    days: dict[int, list[Span]] = {}
    for row in hours:
        days.setdefault(row.weekday, []).append(Span(opens=row.opens, closes=row.closes))
    for spans in days.values():
        require_spans(spans)


def require_spans(spans: Iterable[Span]) -> None:
    """Spans of one day, each forward, none sharing time; "HH:MM" sorts as time does."""
    ordered = sorted(spans, key=lambda span: span.opens)
    for span in ordered:
        if span.opens >= span.closes:
            raise HoursOutOfOrder(field="opens")
    for earlier, later in pairwise(ordered):
        if later.opens < earlier.closes:
            raise HoursOverlap(field="opens")


def loses_hours(before: Iterable[Span | Hours], after: Iterable[Span | Hours]) -> bool:
    """Whether anything of the hours of one day is no longer among them."""
    ordered = sorted(after, key=lambda span: span.opens)
    for span in before:
        covered = span.opens
        for other in ordered:
            if other.opens <= covered < other.closes:
                covered = other.closes
        if covered < span.closes:
            return True
    return False


def shortened_weekdays(before: Iterable[Hours], after: Iterable[Hours]) -> list[int]:
    old, new = (
        [[row for row in week if row.weekday == day] for day in range(1, 8)] for week in (before, after)
    )
    return [day for day, spans in enumerate(zip(old, new, strict=True), 1) if loses_hours(*spans)]


def week_version(hours: Iterable[Hours]) -> int:
    """A week has no row of its own to count its changes, so its version is what stands in it, as nine digits.

    Who saves over a week that reads as they saw it loses nobody's change, whatever it was in between.
    """
    return _version("|".join(sorted(f"{row.weekday} {row.opens} {row.closes}" for row in hours)))


def date_version(hours: Iterable[Span], note: str) -> int:
    """The same for what is said of one date; NO_EXCEPTION is the version of a date of which nothing is said."""
    spans = "|".join(sorted(f"{span.opens} {span.closes}" for span in hours))
    return _version(f"{spans}#{note}") or 1


def _version(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % 1_000_000_000


def require_one_plan(plan: HoursPlan) -> None:
    if sum(part is not None for part in (plan.week, plan.date, plan.leave, plan.leaving)) != 1:
        raise Invalid(code="one_plan")
    if plan.leave is not None and plan.leave.starts_at >= plan.leave.ends_at:
        raise HoursOutOfOrder(field="ends_at")


def require_account_fits(kind: str, has_account: bool) -> None:
    if has_account and kind not in {"vet", "paravet"}:
        raise Invalid(code="not_a_person", field="user_id")
