"""Reads about resources, hours and leave."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vetsync.kit.db.work import View
from vetsync.kit.errors import Invalid, NotFound
from vetsync.scheduling.permissions import SCHEDULE_MANAGE, SCHEDULE_READ
from vetsync.scheduling.resources.rules import date_version, week_version
from vetsync.scheduling.resources.schemas import (
    ExceptionList,
    ExceptionRow,
    ExceptionView,
    Hours,
    LeaveList,
    LeaveView,
    ResourceList,
    ResourceView,
    Span,
    WeekView,
    WorkingHours,
    WorkingHoursList,
)

RESOURCES = """
select id, kind, name, user_id, colour, sort, active,
       kind not in ('vet', 'paravet') or exists (select from resource_hours h where h.resource_id = resource.id)
         as has_hours,
       version
from resource
where ($1::uuid is null or id = $1) and ($2::text is null or kind = $2)
order by active desc, kind, sort, name, id limit $3
"""
RESOURCES_MAX = 500
RESOURCE_OF_USER = "select id from resource where user_id = $1"
PARAVETS = "select id from resource where kind = 'paravet' limit 500"
OPENING_HOURS = """
select weekday, left(opens::text, 5) as opens, left(closes::text, 5) as closes from opening_hours
order by weekday, opens limit 100
"""
RESOURCE_HOURS = """
select weekday, left(opens::text, 5) as opens, left(closes::text, 5) as closes from resource_hours
where resource_id = $1 order by weekday, opens limit 100
"""
WORKING_HOURS = """
select h.resource_id, h.weekday, left(h.opens::text, 5) as opens, left(h.closes::text, 5) as closes
from resource_hours h join resource r on r.id = h.resource_id
where r.active order by h.resource_id, h.weekday, h.opens limit $1
"""
WORKING_HOURS_MAX = 5000
EXCEPTIONS = """
select on_date, left(opens::text, 5) as opens, left(closes::text, 5) as closes, note from hours_exception
where on_date between $1 and $2 order by on_date, opens limit $3
"""
SPANS_MAX = 1000
LEAVES = """
select l.id, l.resource_id, r.name as resource_name, r.kind as resource_kind, lower(l.during) as starts_at,
       upper(l.during) as ends_at,
       case when $4 or r.user_id = $5 then l.reason else '' end as reason
from leave l join resource r on r.id = l.resource_id
where ($1::uuid is null or l.id = $1) and ($2::uuid is null or l.resource_id = $2)
  and ($3::timestamptz is null or upper(l.during) > $3)
  and ($6::timestamptz is null or lower(l.during) < $6)
order by lower(l.during), l.id limit $7
"""
LEAVES_MAX = 500


async def resources(view: View, kind: str | None = None) -> ResourceList:
    view.require(SCHEDULE_READ)
    found = await view.rows(ResourceView, RESOURCES, None, kind, RESOURCES_MAX + 1)
    return ResourceList(items=found[:RESOURCES_MAX], is_cut=len(found) > RESOURCES_MAX)


async def resource(view: View, resource_id: UUID) -> ResourceView:
    """Raises NotFound."""
    found = await view.row(ResourceView, RESOURCES, resource_id, None, 1)
    if found is None:
        raise NotFound
    return found


async def resource_of_user(view: View, user_id: UUID) -> UUID | None:
    """Under which resource a vet or paravet is or was booked."""
    found: UUID | None = await view.value(RESOURCE_OF_USER, user_id)
    return found


async def paravets_alone(view: View) -> Callable[[Collection[UUID]], bool]:
    """Tells of who does a kind of visit whether they are all paravets, also if some work here no more. What nobody does
    yet is nobody's alone.
    """
    paravets = {row["id"] for row in await view.records(PARAVETS)}
    return lambda doers: bool(doers) and paravets.issuperset(doers)


async def opening_hours_for_staff(view: View) -> WeekView:
    view.require(SCHEDULE_READ)
    return as_week(await opening_hours(view))


async def resource_hours_for_staff(view: View, resource_id: UUID) -> WeekView:
    """Raises NotFound."""
    view.require(SCHEDULE_READ)
    return as_week(await resource_hours(view, resource_id))


async def working_hours(view: View) -> WorkingHoursList:
    """Of the whole practice at once, for a screen that shows everybody beside each other."""
    view.require(SCHEDULE_READ)
    found = await view.rows(WorkingHours, WORKING_HOURS, WORKING_HOURS_MAX + 1)
    return WorkingHoursList(items=found[:WORKING_HOURS_MAX], is_cut=len(found) > WORKING_HOURS_MAX)


def as_week(hours: list[Hours]) -> WeekView:
    return WeekView(items=hours, version=week_version(hours))


async def exceptions_for_staff(view: View, first_on: date, last_on: date) -> ExceptionList:
    view.require(SCHEDULE_READ)
    rows = await view.rows(ExceptionRow, EXCEPTIONS, first_on, last_on, SPANS_MAX + 1)
    is_cut = len(rows) > SPANS_MAX
    # Of the date that stands across the bound not all is known: it is left out whole.
    return ExceptionList(
        items=_by_date([row for row in rows if row.on_date != rows[-1].on_date] if is_cut else rows),
        is_cut=is_cut,
    )


async def opening_hours(view: View) -> list[Hours]:
    return await view.rows(Hours, OPENING_HOURS)


async def resource_hours(view: View, resource_id: UUID) -> list[Hours]:
    await resource(view, resource_id)
    return await view.rows(Hours, RESOURCE_HOURS, resource_id)


async def exceptions(view: View, first_on: date, last_on: date) -> list[ExceptionView]:
    """Dates that differ from the week, in order; one without hours is closed."""
    return _by_date(await view.rows(ExceptionRow, EXCEPTIONS, first_on, last_on, SPANS_MAX + 1))


def _by_date(rows: list[ExceptionRow]) -> list[ExceptionView]:
    found: dict[date, ExceptionView] = {}
    for row in rows:
        view_of_date = found.setdefault(
            row.on_date, ExceptionView(on_date=row.on_date, hours=[], note=row.note, version=0)
        )
        if row.opens is not None and row.closes is not None:
            view_of_date.hours.append(Span(opens=row.opens, closes=row.closes))
    for one in found.values():
        one.version = date_version(one.hours, one.note)
    return list(found.values())


async def leaves(
    view: View,
    resource_id: UUID | None = None,
    *,
    since_on: date | None = None,
    until_on: date | None = None,
) -> LeaveList:
    """What is not over yet, or was not on the local day `since_on`, and begins before `until_on` is over. Why
    somebody is away is read by themselves and by who manages the agenda; the others see that they are.
    """
    view.require(SCHEDULE_READ)
    since = view.now if since_on is None else _midnight(since_on, view.tenant.zone, "since")
    until = None if until_on is None else _midnight(until_on, view.tenant.zone, "until", days_on=1)
    sees_all = SCHEDULE_MANAGE in view.actor.permissions
    found = await view.rows(
        LeaveView, LEAVES, None, resource_id, since, sees_all, view.actor.id, until, LEAVES_MAX + 1
    )
    return LeaveList(items=found[:LEAVES_MAX], is_cut=len(found) > LEAVES_MAX)


def _midnight(on: date, zone: str, field: str, *, days_on: int = 0) -> datetime:
    """Raises Invalid at the edge of the calendar, where the same instant elsewhere can't be said."""
    try:
        on += timedelta(days=days_on)
        return datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except OverflowError:
        raise Invalid(code="out_of_reach", field=field) from None


async def leave(view: View, leave_id: UUID) -> LeaveView:
    """Raises NotFound."""
    found = await view.row(LeaveView, LEAVES, leave_id, None, None, True, None, None, 1)
    if found is None:
        raise NotFound
    return found
