"""Which appointments a change of hours or a leave would leave standing where nobody works.

Asked before it is saved, so that whoever saves knows; nothing here changes or moves anything.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from vetsync.kit.db.work import View
from vetsync.kit.errors import NotFound
from vetsync.scheduling.permissions import SCHEDULE_READ
from vetsync.scheduling.resources import rules
from vetsync.scheduling.resources.schemas import (
    AffectedAppointment,
    Displaced,
    Hours,
    HoursPlan,
    Span,
)

LIST_MAX = 50
LONGEST_VISIT = timedelta(days=1)
"""None lasts as long, so that what began earlier is over and the index on the start finds the rest."""
FOR_GOOD = timedelta(days=10 * 366)
"""Longer than anything can be booked ahead."""

BY_HOURS = """
with booked as materialized (
  select a.id, a.state, a.starts_at, a.ends_at, a.vet_id, a.patient_id, a.client_id,
         tstzrange(a.starts_at, a.ends_at) as during, (a.starts_at at time zone $1)::date as first_on,
         ((a.ends_at - interval '1 microsecond') at time zone $1)::date as last_on
  from appointment a
  where a.state in ('pending', 'confirmed') and a.ends_at > $2
    and a.starts_at > $2 - $11::interval and ($3::uuid is null or a.vet_id = $3)),
touched as materialized (
  select * from booked v where $7::date is null or $7 between v.first_on and v.last_on),
d as materialized (
  select distinct g.day::date as d, extract(isodow from g.day)::int as wd
  from touched v cross join lateral generate_series(v.first_on::timestamp, v.last_on::timestamp, '1 day') g(day)),
-- Of the practice, or of one person, for whom no date is an exception.
week(now_or_then, weekday, opens, closes) as (
  select 'now', weekday, opens, closes from opening_hours where $3::uuid is null
  union all select 'now', weekday, opens, closes from resource_hours where resource_id = $3
  union all select 'then', weekday, opens, closes from opening_hours where $3::uuid is null and $4::int[] is null
  union all select 'then', x.w, x.o::time, x.c::time from unnest($4::int[], $5::text[], $6::text[]) x(w, o, c)),
dated(now_or_then, on_date, opens, closes) as (
  select 'now', on_date, opens, closes from hours_exception where $3::uuid is null
  union all
  select 'then', on_date, opens, closes from hours_exception
  where $3::uuid is null and on_date is distinct from $7::date
  union all select 'then', $7, x.o::time, x.c::time from unnest($8::text[], $9::text[]) x(o, c)
  union all select 'then', $7, null, null where $7::date is not null and cardinality($8::text[]) = 0),
open as materialized (
  select q.d, q.now_or_then, range_agg(tstzrange(q.a, q.b)) as mr
  from (
    select d.d, k.now_or_then, (d.d + h.opens) at time zone $1 as a,
           x.u + ((d.d + h.closes) - (x.u at time zone $1)) as b
    from d cross join (values ('now'), ('then')) k(now_or_then)
    cross join lateral (
      select e.opens, e.closes from dated e where e.on_date = d.d and e.now_or_then = k.now_or_then
      union all
      select w.opens, w.closes from week w
      where w.weekday = d.wd and w.now_or_then = k.now_or_then and not exists (
        select from dated e where e.on_date = d.d and e.now_or_then = k.now_or_then)) h
    cross join lateral (select (d.d + h.closes - interval '1 microsecond') at time zone $1) x(u)
    where h.opens is not null) q
  where q.a < q.b
  group by 1, 2),
outside as materialized (
  select v.* from touched v
  cross join lateral (
    select coalesce(range_agg(o.mr) filter (where o.now_or_then = 'now'), '{}') as now_open,
           coalesce(range_agg(o.mr) filter (where o.now_or_then = 'then'), '{}') as then_open
    from open o where o.d between v.first_on and v.last_on) o
  -- Of a date all that stands outside it counts. A week changes many dates, so there only what it takes hours from.
  where not o.then_open @> v.during
    and ($7::date is not null or not isempty(tstzmultirange(v.during) * o.now_open - o.then_open)))
select o.id, o.state, o.starts_at, o.ends_at, o.patient_id, p.name as patient_name, p.species,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, r.name as vet_name,
       (count(*) filter (where o.state = 'confirmed') over ())::int as appointments,
       (count(*) filter (where o.state = 'pending') over ())::int as requests
from outside o
join patient p on p.id = o.patient_id join client c on c.id = o.client_id join resource r on r.id = o.vet_id
order by o.starts_at, o.id limit $10
"""
"""$1 zone · $2 now · $3 the person whose hours they are, or null for the practice · $4 to $6 the new week, or null ·
$7 the date that gets hours of its own, or null, and $8, $9 those · $10 rows.

Only starts have an index. What ends after now began at most a day ago: an appointment lasts as long as its type says,
and the constraint `appointment_type_minutes` allows half a day."""

BY_LEAVE = """
select a.id, a.state, a.starts_at, a.ends_at, a.patient_id, p.name as patient_name, p.species,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, r.name as vet_name,
       (count(*) filter (where a.state = 'confirmed') over ())::int as appointments,
       (count(*) filter (where a.state = 'pending') over ())::int as requests
from booking_resource b
join appointment a on a.id = b.appointment_id and a.state in ('pending', 'confirmed')
join patient p on p.id = a.patient_id join client c on c.id = a.client_id join resource r on r.id = a.vet_id
where b.resource_id = $1 and b.state in ('pending', 'confirmed') and b.during && tstzrange($2, $3)
  and a.starts_at < $3 and a.ends_at > greatest($2, $4)
order by a.starts_at, a.id limit $5
"""
"""$1 resource · $2 first and $3 last moment of the leave · $4 now · $5 rows."""

IS_RESOURCE = "select true from resource where id = $1"


class DisplacedRow(AffectedAppointment):
    """With how many there are in all; inside the domain only."""

    appointments: int
    requests: int


async def displaced_by(view: View, plan: HoursPlan) -> Displaced:
    """What would stand outside if the one thing that `plan` names were saved. Raises Invalid, NotFound."""
    view.require(SCHEDULE_READ)
    rules.require_one_plan(plan)
    if plan.leave is not None:
        await _require_resource(view, plan.leave.resource_id)
        return await displaced_by_leave(
            view, plan.leave.resource_id, plan.leave.starts_at, plan.leave.ends_at
        )
    if plan.leaving is not None:
        await _require_resource(view, plan.leaving)
        return await displaced_by_leave(view, plan.leaving, view.now, view.now + FOR_GOOD)
    if plan.date is not None:
        rules.require_spans(plan.date.hours)
        return await _displaced_by_hours(view, on=plan.date.on_date, spans=plan.date.hours)
    assert plan.week is not None, "require_one_plan refuses a plan of nothing"
    rules.require_week(plan.week.items)
    if plan.week.resource_id is not None:
        await _require_resource(view, plan.week.resource_id)
    return await _displaced_by_hours(view, resource_id=plan.week.resource_id, week=plan.week.items)


async def displaced_by_leave(
    view: View, resource_id: UUID, starts_at: datetime, ends_at: datetime
) -> Displaced:
    """What is booked on somebody who will be away, or in a room or on a device that will be."""
    return _summed(
        await view.rows(DisplacedRow, BY_LEAVE, resource_id, starts_at, ends_at, view.now, LIST_MAX)
    )


async def _displaced_by_hours(
    view: View,
    *,
    resource_id: UUID | None = None,
    week: list[Hours] | None = None,
    on: date | None = None,
    spans: list[Span] | None = None,
) -> Displaced:
    rows = await view.rows(
        DisplacedRow, BY_HOURS, view.tenant.zone, view.now, resource_id,
        None if week is None else [row.weekday for row in week],
        None if week is None else [row.opens for row in week],
        None if week is None else [row.closes for row in week],
        on, [span.opens for span in spans or []], [span.closes for span in spans or []], LIST_MAX,
        LONGEST_VISIT,
    )  # fmt: skip
    return _summed(rows)


async def _require_resource(view: View, resource_id: UUID) -> None:
    if not await view.value(IS_RESOURCE, resource_id):
        raise NotFound(field="resource_id")


def _summed(rows: list[DisplacedRow]) -> Displaced:
    names = AffectedAppointment.__struct_fields__
    return Displaced(
        items=[AffectedAppointment(**{name: getattr(row, name) for name in names}) for row in rows],
        appointments=rows[0].appointments if rows else 0,
        requests=rows[0].requests if rows else 0,
    )
