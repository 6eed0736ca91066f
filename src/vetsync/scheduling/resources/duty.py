"""Whether somebody is there for an appointment: the practice open, its vet still here and on duty. The one rule of it.

`DUTY` is the end of statements about some appointments.

The statement puts a relation `asked` before it, with `starts_at`, `ends_at`, `zone` and `vet_id`, and reads `duty`; a
row without `asked` is not looked at. Local times become instants as in `slots/free.py`: where the clock jumps over a
bound, opening moves later and closing earlier.

The practice may book, approve and move against all that, and then sees to it that somebody is there: what spoke against
the time when it did so stands in `appointment.despite`. Only what speaks against it since leaves it unattended. Nobody
sees to it that whoever works here no more is there.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from vetsync.kit.db.work import View

Outside = Literal["gone", "closed", "leave", "off_duty"]
Despite = Literal["closed", "leave", "off_duty"]

DUTY = """
left join lateral (
  select coalesce(range_agg(tstzrange(q.a, q.b)) filter (where not q.of_vet), '{}') @> asked_span.r as is_open,
         coalesce(range_agg(tstzrange(q.a, q.b)) filter (where q.of_vet), '{}') @> asked_span.r as is_at_work,
         coalesce(range_agg(tstzrange(q.a, q.b)) filter (where not q.of_vet), '{}') as open_at,
         coalesce(range_agg(tstzrange(q.a, q.b)) filter (where q.of_vet), '{}') as works_at,
         exists (select from leave l where l.resource_id = asked.vet_id and l.during && asked_span.r) as is_on_leave,
         exists (select from resource r where r.id = asked.vet_id and not r.active) as is_gone
  from (select tstzrange(asked.starts_at, asked.ends_at) as r where asked.zone is not null) asked_span
  left join (
    select h.of_vet, (d.d + h.opens) at time zone asked.zone as a,
           x.u + ((d.d + h.closes) - (x.u at time zone asked.zone)) as b
    from generate_series((asked.starts_at at time zone asked.zone)::date::timestamp,
                         ((asked.ends_at - interval '1 microsecond') at time zone asked.zone)::date::timestamp,
                         interval '1 day') g(day)
    cross join lateral (select g.day::date as d, extract(isodow from g.day)::int as wd) d
    cross join lateral (
      select false as of_vet, e.opens, e.closes from hours_exception e where e.on_date = d.d
      union all
      select false, w.opens, w.closes from opening_hours w
      where w.weekday = d.wd and not exists (select from hours_exception e where e.on_date = d.d)
      union all
      select true, r.opens, r.closes from resource_hours r
      where r.resource_id = asked.vet_id and r.weekday = d.wd) h
    cross join lateral (select (d.d + h.closes - interval '1 microsecond') at time zone asked.zone) x(u)
    where h.opens is not null) q on q.a < q.b
  group by asked_span.r) duty on true
"""
OUTSIDE = """
case when duty.is_gone then 'gone' when not duty.is_open then 'closed' when duty.is_on_leave then 'leave'
     when not duty.is_at_work then 'off_duty' end
"""
"""What speaks against an appointment, the weightiest first."""
IS_UNATTENDED = "coalesce((" + OUTSIDE + "), a.despite) is distinct from a.despite\n"
"""Whether something speaks against appointment `a` that the practice did not know when it chose time and vet."""
_then = """
from (select $1::timestamptz as starts_at, $2::timestamptz as ends_at, $3::uuid as vet_id, $4::text as zone) asked
"""
AGAINST = "select (" + OUTSIDE + ")" + _then + DUTY
_all_that_is_said = """
select md5(concat_ws(' ', duty.is_gone, duty.open_at, duty.works_at,
                     (select string_agg(l.id::text, ' ' order by l.id) from leave l
                      where l.resource_id = asked.vet_id and l.during && tstzrange(asked.starts_at, asked.ends_at))))
"""
CIRCUMSTANCES = _all_that_is_said + _then + DUTY


async def against(view: View, starts_at: datetime, ends_at: datetime, vet_id: UUID) -> Outside | None:
    """What speaks against a visit at that time with that vet; None when somebody is there for it."""
    found: Outside | None = await view.value(AGAINST, starts_at, ends_at, vet_id, view.tenant.zone)
    return found


async def circumstances(view: View, starts_at: datetime, ends_at: datetime, vet_id: UUID) -> str:
    """The same as long as nothing changed that says whether somebody is there at that time, also what weighs less."""
    found: str = await view.value(CIRCUMSTANCES, starts_at, ends_at, vet_id, view.tenant.zone)
    return found
