"""Decisions about periods that need no database."""

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vetsync.insights.errors import PeriodOutOfReach, PeriodReversed, PeriodTooLong

REPORT_DAYS_MAX = 731
FIRST_ON, LAST_ON = date(1970, 1, 1), date(2200, 12, 31)
"""At the edge of the calendar neither the day after nor the same instant elsewhere can be said."""

Span = tuple[datetime, datetime]
"""From, up to and not including."""


def month_so_far(now: datetime, zone: str) -> tuple[Span, Span]:
    """This local month up to now, and the month before up to the same day and wall time: a visit of this afternoon may
    be cancelled already, while that of the same afternoon a month ago is not counted.

    Where the month before has no such day, all of it: on 31 March the whole of February is compared.
    """
    place = ZoneInfo(zone)
    local = now.astimezone(place)
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)
    last_day = first.date() - timedelta(days=1)
    before = datetime(last_day.year, last_day.month, 1, tzinfo=place)
    if local.day > calendar.monthrange(last_day.year, last_day.month)[1]:
        until = first
    else:
        until = local.replace(year=last_day.year, month=last_day.month, fold=0)
    return (first, local), (before, until)


def day_span(first_on: date, last_on: date, zone: str) -> Span:
    """The instants at which local dates begin and end; raises PeriodOutOfReach, PeriodReversed or PeriodTooLong."""
    if first_on < FIRST_ON:
        raise PeriodOutOfReach(field="from")
    if last_on > LAST_ON:
        raise PeriodOutOfReach(field="to")
    if last_on < first_on:
        raise PeriodReversed(field="to")
    if (last_on - first_on).days >= REPORT_DAYS_MAX:
        raise PeriodTooLong(field="to", days_max=REPORT_DAYS_MAX)
    place = ZoneInfo(zone)
    after = last_on + timedelta(days=1)
    return (
        datetime(first_on.year, first_on.month, first_on.day, tzinfo=place),
        datetime(after.year, after.month, after.day, tzinfo=place),
    )


def days_before(first_on: date, last_on: date) -> tuple[date, date]:
    """The period of the same length that ends where this one begins."""
    length = last_on - first_on
    return first_on - length - timedelta(days=1), first_on - timedelta(days=1)
