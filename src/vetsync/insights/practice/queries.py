"""Reads of a practice's figures, from its own tables."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from vetsync.insights.errors import ExportTooLarge
from vetsync.insights.permissions import REPORTS_READ, SCHEDULE_READ
from vetsync.insights.practice.rules import Span, day_span, days_before, month_so_far
from vetsync.insights.practice.schemas import (
    AppointmentLine,
    MonthComparison,
    MonthFigures,
    PracticeDashboard,
    PracticeReport,
    Share,
    VetDay,
)
from vetsync.kit.db.work import View
from vetsync.scheduling.bookings.queries import PROGRESS, WALKED_IN, day_counts
from vetsync.scheduling.slots.queries import local_date
from vetsync.tenancy.settings.queries import profile

_figures_of = """
select count(*) filter (where progress.is_seen) as visits,
       count(*) filter (where a.state = 'no_show') as missed,
       count(*) filter (where a.state = 'cancelled') as cancelled,
       (select count(*) from appointment b where b.created_at >= $1 and b.created_at < $2) as booked,
       (select count(*) from client c where c.created_at >= $1 and c.created_at < $2
        and c.state <> 'merged') as new_clients,
       (count(*) filter (where a.state = 'no_show'))::float8
         / nullif(count(*) filter (where a.state = 'no_show' or progress.is_seen), 0) as no_show_rate
from appointment a
"""
_within = "where a.starts_at >= $1 and a.starts_at < $2"
FIGURES = _figures_of + PROGRESS + _within
OLDEST_REQUEST = "select min(created_at) from appointment where state = 'pending' and starts_at >= $1"
_vets = """
select v.id as vet_id, v.name as vet_name, v.colour, count(*)::int as total,
       (count(*) filter (where a.is_seen))::int as seen
from (
select a.vet_id, a.starts_at, a.state, progress.is_living, progress.is_seen from appointment a
"""
VETS_OF_DAY = (
    _vets
    + PROGRESS
    + _within
    + " union all"
    + WALKED_IN
    + """) a join resource v on v.id = a.vet_id
where a.is_living
group by v.id, v.name, v.colour, v.sort order by v.sort, v.name, v.id limit 100
"""
)
_seen = """
select count(distinct a.patient_id)::int as patients, count(distinct a.client_id)::int as clients from appointment a
"""
_shares = """
       count(*) filter (where progress.is_seen) as visits, count(*) filter (where a.state = 'no_show') as missed,
       count(*) filter (where a.state = 'cancelled') as cancelled
from appointment a
"""
SEEN = _seen + PROGRESS + _within + " and progress.is_seen"
BY_SPECIES = (
    "select p.species as key, p.species as name_nl, p.species as name_en,"
    + _shares
    + "join patient p on p.id = a.patient_id"
    + PROGRESS
    + _within
    + " group by p.species order by visits desc, p.species limit 50"
)
BY_TYPE = (
    "select t.key, t.name_nl, t.name_en,"
    + _shares
    + "join appointment_type t on t.id = a.type_id"
    + PROGRESS
    + _within
    + " group by t.id, t.key, t.name_nl, t.name_en order by visits desc, t.key limit 100"
)
BY_VET = (
    "select v.id::text as key, v.name as name_nl, v.name as name_en,"
    + _shares
    + "join resource v on v.id = a.vet_id"
    + PROGRESS
    + _within
    + " group by v.id, v.name order by visits desc, v.name, v.id limit 100"
)
_weekday = """
select extract(isodow from a.starts_at at time zone $3)::text as key, '' as name_nl, '' as name_en,
"""
BY_WEEKDAY = _weekday + _shares + PROGRESS + _within + " group by 1 order by 1 limit 7"
LINES = """
select a.id, (a.starts_at at time zone $3)::date as starts_on,
       to_char(a.starts_at at time zone $3, 'HH24:MI') as starts,
       to_char(a.ends_at at time zone $3, 'HH24:MI') as ends, a.state, t.category,
       case $4::text when 'nl' then t.name_nl else t.name_en end as type_name, v.name as vet_name,
       c.number as client_number,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name,
       p.name as patient_name, p.species, a.source, a.reason,
       to_char(a.created_at at time zone $3, 'YYYY-MM-DD HH24:MI') as entered, a.starts_at
from appointment a
join appointment_type t on t.id = a.type_id
join resource v on v.id = a.vet_id
join client c on c.id = a.client_id
join patient p on p.id = a.patient_id
where a.starts_at >= $1 and a.starts_at < $2
  and ($5::timestamptz is null or (a.starts_at, a.id) > ($5, $6::uuid))
order by a.starts_at, a.id limit $7
"""

LINES_UP_TO = """
select count(*) from (select from appointment where starts_at >= $1 and starts_at < $2 limit $3) found
"""

BATCH = 1_000
LINES_MAX = 50_000


class _Seen(msgspec.Struct):
    patients: int
    clients: int


async def practice_dashboard(view: View) -> PracticeDashboard:
    """What the practice sees of itself now."""
    view.require(SCHEDULE_READ)
    zone, today = view.tenant.zone, local_date(view.now, view)
    starts, ends = day_span(today, today, zone)
    now, before = month_so_far(view.now, zone)
    counts = await day_counts(view, today)
    return PracticeDashboard(
        as_of=view.now,
        on=today,
        zone=zone,
        today=counts,
        requests_open=counts.requests_open,
        oldest_request_at=await view.value(OLDEST_REQUEST, starts),
        month=MonthComparison(
            since=now[0],
            until=now[1],
            before_since=before[0],
            before_until=before[1],
            now=await _figures(view, now),
            before=await _figures(view, before),
        ),
        vets=await view.rows(VetDay, VETS_OF_DAY, starts, ends),
    )


async def practice_report(view: View, first_on: date, last_on: date) -> PracticeReport:
    """The figures of a period; raises PeriodOutOfReach, PeriodReversed or PeriodTooLong."""
    view.require(REPORTS_READ)
    facts, zone = await profile(view), view.tenant.zone
    span = day_span(first_on, last_on, zone)
    seen = await view.row(_Seen, SEEN, *span) or _Seen(0, 0)
    return PracticeReport(
        practice_name=facts.name,
        practice_city=facts.city,
        zone=zone,
        first_on=first_on,
        last_on=last_on,
        made_at=view.now,
        figures=await _figures(view, span),
        before=await _figures(view, day_span(*days_before(first_on, last_on), zone)),
        patients_seen=seen.patients,
        clients_seen=seen.clients,
        species=await view.rows(Share, BY_SPECIES, *span),
        types=await view.rows(Share, BY_TYPE, *span),
        vets=await view.rows(Share, BY_VET, *span),
        weekdays=await view.rows(Share, BY_WEEKDAY, *span, zone),
    )


async def appointment_lines(
    view: View, first_on: date, last_on: date, language: str, rows_max: int = LINES_MAX
) -> AsyncIterator[AppointmentLine]:
    """Every appointment of the period in order of time. Raises ExportTooLarge rather than leave some out, and as
    day_span does.
    """
    view.require(REPORTS_READ)
    span = day_span(first_on, last_on, view.tenant.zone)
    if await view.value(LINES_UP_TO, *span, rows_max + 1) > rows_max:
        raise ExportTooLarge(field="to", rows_max=rows_max)
    after: tuple[datetime | None, UUID | None] = (None, None)
    while True:
        lines = await view.rows(AppointmentLine, LINES, *span, view.tenant.zone, language, *after, BATCH)
        for line in lines:
            yield line
        if len(lines) < BATCH:
            return
        after = (lines[-1].starts_at, lines[-1].id)


async def _figures(view: View, span: Span) -> MonthFigures:
    found = await view.row(MonthFigures, FIGURES, *span)
    assert found is not None, "an aggregate without grouping has one row"
    return found


def default_period(view: View) -> tuple[date, date]:
    """The last whole local month."""
    last = local_date(view.now, view).replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
