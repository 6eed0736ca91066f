"""On which days a series falls. No clock, no database."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["weeks", "months"]
TIMES_MAX = 26
"""A year of every other week; what goes on longer is looked at anew by then."""


def starts_of(first_at: datetime, every: int, unit: Unit, times: int, zone: ZoneInfo) -> list[datetime]:
    """The same time on the wall each time. A month that has no such day has its last one instead, counted from the
    first date each time, so that a short month does not shift those after it.
    """
    local = first_at.astimezone(zone)
    clock = local.time().replace(fold=0)
    days = [_on(local.date(), every * count, unit) for count in range(times)]
    return [datetime.combine(day, clock, zone).astimezone(UTC) for day in days]


def _on(first: date, count: int, unit: Unit) -> date:
    if unit == "weeks":
        return first + timedelta(weeks=count)
    years, month = divmod(first.month - 1 + count, 12)
    year, month = first.year + years, month + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))
