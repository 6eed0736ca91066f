"""Whether hours make sense. Pure."""

from collections.abc import Iterable
from itertools import pairwise

from vetsync.kit.errors import Invalid
from vetsync.scheduling.errors import HoursOutOfOrder, HoursOverlap
from vetsync.scheduling.resources.schemas import Hours, Span


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


def require_account_fits(kind: str, has_account: bool) -> None:
    if has_account and kind not in {"vet", "paravet"}:
        raise Invalid(code="not_a_person", field="user_id")
