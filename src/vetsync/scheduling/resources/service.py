"""Commands on resources, hours and leave. Nothing here moves what is booked already."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.errors import Invalid, NotFound, Stale
from vetsync.kit.ids import new_id
from vetsync.scheduling.events import ScheduleChanged
from vetsync.scheduling.permissions import SCHEDULE_MANAGE
from vetsync.scheduling.resources import queries, rules
from vetsync.scheduling.resources.displaced import LONGEST_VISIT, displaced_by_leave
from vetsync.scheduling.resources.schemas import (
    ExceptionSet,
    ExceptionView,
    Hours,
    LeaveAdd,
    LeaveAdded,
    ResourceAdd,
    ResourceChange,
    ResourceView,
    Span,
    WeekHours,
    WeekView,
)

LOCK_HOURS = "select pg_advisory_xact_lock(hashtextextended(current_schema() || '.opening_hours', 0))"
LOCK_RESOURCE = "select kind from resource where id = $1 for no key update"
LOCK_NAMED = """
select id, kind, name, named_at, left_at, closed_at from resource where user_id = $1 for no key update
"""
WORK_OF = {"vet": "records.sign", "paravet": "records.write"}
"""What somebody may do whose column it is."""
CLEAR_OPENING_HOURS = "delete from opening_hours"
ADD_OPENING_HOURS = """
insert into opening_hours (id, weekday, opens, closes)
select x.id, x.weekday, x.opens::time, x.closes::time
from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[]) x(id, weekday, opens, closes)
"""
CLEAR_RESOURCE_HOURS = "delete from resource_hours where resource_id = $1"
ADD_RESOURCE_HOURS = """
insert into resource_hours (id, resource_id, weekday, opens, closes)
select x.id, $5, x.weekday, x.opens::time, x.closes::time
from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[]) x(id, weekday, opens, closes)
"""
CLEAR_EXCEPTION = "delete from hours_exception where on_date = $1"
ADD_EXCEPTION = """
insert into hours_exception (id, on_date, opens, closes, note) values ($1, $2, $3::text::time, $4::text::time, $5)
"""
ADD_LEAVE = """
insert into leave (id, resource_id, during, reason) values ($1, $2, tstzrange($3, $4), $5)
"""
# What was known to speak against a time when it was chosen says nothing of what is closed since.
_known_no_more = """
update appointment set despite = null
where despite is not null and state in ('pending', 'confirmed') and ends_at > $1 and starts_at > $1 - $2::interval
"""
KNOWN_NO_MORE_ON = (
    _known_no_more
    + """
  and starts_at < ($3::date + 1)::timestamp at time zone $4 and ends_at > $3::date::timestamp at time zone $4
"""
)
KNOWN_NO_MORE_OF = _known_no_more + "and vet_id = $3 and starts_at < $5 and ends_at > $4"
KNOWN_NO_MORE_IN_WEEK = (
    _known_no_more
    + """
  and array[extract(isodow from starts_at at time zone $4),
            extract(isodow from (ends_at - interval '1 microsecond') at time zone $4)]::int[] && $3::int[]
  and coalesce(vet_id = $5, not exists (
    select from hours_exception e where e.on_date = (starts_at at time zone $4)::date))
"""
)
REMOVE_LEAVE = "delete from leave where id = $1"


async def add_resource(work: Work, wanted: ResourceAdd, *, follows_account: bool = False) -> ResourceView:
    """A person whom the practice adds begins with its opening hours, because without hours nobody is offered.

    `follows_account` when they came with an account: the name is the account's and not the practice's choice, and
    they have no hours until somebody at the practice says when they work.
    """
    work.require(SCHEDULE_MANAGE)
    rules.require_account_fits(wanted.kind, wanted.user_id is not None)
    resource_id = new_id()
    named_at = None if follows_account else work.now
    await work.insert("resource", {"id": resource_id, "named_at": named_at, **msgspec.structs.asdict(wanted)})
    if wanted.kind in {"vet", "paravet"} and not follows_account:
        await _add_resource_hours(work, resource_id, await queries.opening_hours(work))
    added = await queries.resource(work, resource_id)
    _changed(work, "resource.add", "resource", resource_id, None, added)
    return added


async def change_resource(
    work: Work, resource_id: UUID, version: int, change: ResourceChange
) -> ResourceView:
    """An inactive resource is offered no longer; what is booked on it stays. Raises Stale, NotFound."""
    work.require(SCHEDULE_MANAGE)
    before = await queries.resource(work, resource_id)
    changes = {
        name: value for name, value in msgspec.structs.asdict(change).items() if value is not msgspec.UNSET
    }
    rules.require_account_fits(before.kind, changes.get("user_id") is not None)
    if changes.get("name", before.name) != before.name:
        changes["named_at"] = work.now
    if changes.get("active", before.active) != before.active:
        changes["closed_at"] = None if changes["active"] else work.now
    await work.update("resource", resource_id, version, changes)
    after = await queries.resource(work, resource_id)
    _changed(work, "resource.change", "resource", resource_id, before, after)
    return after


async def follow_account_name(work: Work, user_id: UUID, name: str, changed_at: datetime) -> None:
    """The person's column is called as the account has been since `changed_at`, unless the practice named it later.

    Who wrote last is right, however late or often this is told. Repeating it changes nothing.
    """
    found = await work.records(LOCK_NAMED, user_id)
    if not found or found[0]["name"] == name:
        return
    resource_id, named_at = found[0]["id"], found[0]["named_at"]
    if named_at is not None and named_at >= changed_at:
        return
    before = await queries.resource(work, resource_id)
    await work.update("resource", resource_id, None, {"name": name, "named_at": None})
    after = await queries.resource(work, resource_id)
    _changed(work, "resource.follow", "resource", resource_id, before, after)


async def follow_role(
    work: Work, user_id: UUID, read_permissions: Callable[[], Awaitable[frozenset[str]]]
) -> None:
    """Whoever no longer does the work of their column is offered no longer, and is again once they do.

    What is booked on them stays, for somebody to take over. A column that the practice closed itself stays closed, and
    one that it opened for somebody without the work stays open. What they may do is read once the column is locked, so
    that of two who are told of changes the later one has the last word.
    """
    found = await work.records(LOCK_NAMED, user_id)
    if not found:
        return
    resource_id, does_work = found[0]["id"], WORK_OF[found[0]["kind"]] in await read_permissions()
    if does_work == (found[0]["left_at"] is None):
        return
    before = await queries.resource(work, resource_id)
    active = does_work and found[0]["closed_at"] is None
    await work.update(
        "resource", resource_id, None, {"active": active, "left_at": None if does_work else work.now}
    )
    after = await queries.resource(work, resource_id)
    if after.active != before.active:
        _changed(work, "resource.change", "resource", resource_id, before, after)


async def set_resource_hours(
    work: Work, resource_id: UUID, week: WeekHours, *, seen: int | None = None
) -> WeekView:
    """The whole week at once; `seen` is the version on screen.

    Raises NotFound, Stale, HoursOutOfOrder, HoursOverlap.
    """
    work.require(SCHEDULE_MANAGE)
    if await work.value(LOCK_RESOURCE, resource_id) is None:
        raise NotFound
    rules.require_week(week.items)
    before = await queries.resource_hours(work, resource_id)
    _require_seen(before, seen)
    await work.execute(CLEAR_RESOURCE_HOURS, resource_id)
    await _add_resource_hours(work, resource_id, week.items)
    await _forget_for_week(work, rules.shortened_weekdays(before, week.items), resource_id)
    after = await queries.resource_hours(work, resource_id)
    _changed(work, "resource_hours.set", "resource", resource_id, before, after)
    return queries.as_week(after)


async def set_opening_hours(work: Work, week: WeekHours, *, seen: int | None = None) -> WeekView:
    """The whole week at once; `seen` is the version on screen. Raises Stale, HoursOutOfOrder, HoursOverlap."""
    work.require(SCHEDULE_MANAGE)
    await work.value(LOCK_HOURS)
    rules.require_week(week.items)
    before = await queries.opening_hours(work)
    _require_seen(before, seen)
    await work.execute(CLEAR_OPENING_HOURS)
    await work.execute(ADD_OPENING_HOURS, *_columns(week.items))
    await _forget_for_week(work, rules.shortened_weekdays(before, week.items), None)
    after = await queries.opening_hours(work)
    _changed(work, "opening_hours.set", "opening_hours", None, before, after)
    return queries.as_week(after)


async def set_exception(
    work: Work, on_date: date, wanted: ExceptionSet, *, seen: int | None = None
) -> ExceptionView:
    """Replaces what was said about the date before; `seen` is the version on screen, NO_EXCEPTION for a new one.

    Raises Stale, HoursOutOfOrder, HoursOverlap.
    """
    work.require(SCHEDULE_MANAGE)
    await work.value(LOCK_HOURS)
    rules.require_spans(wanted.hours)
    before = await queries.exceptions(work, on_date, on_date)
    _require_date_seen(before, seen)
    await work.execute(CLEAR_EXCEPTION, on_date)
    for span in wanted.hours:
        await work.execute(ADD_EXCEPTION, new_id(), on_date, span.opens, span.closes, wanted.note)
    if not wanted.hours:
        await work.execute(ADD_EXCEPTION, new_id(), on_date, None, None, wanted.note)
    await _forget_for_date(work, on_date, before[0].hours if before else None, wanted.hours)
    after = await queries.exceptions(work, on_date, on_date)
    _changed(work, "hours_exception.set", "hours_exception", None, before, after)
    return after[0]


async def clear_exception(work: Work, on_date: date, *, seen: int | None = None) -> None:
    """The date is an ordinary day again; `seen` is the version on screen. Raises NotFound, Stale."""
    work.require(SCHEDULE_MANAGE)
    await work.value(LOCK_HOURS)
    before = await queries.exceptions(work, on_date, on_date)
    if not before:
        raise NotFound
    _require_date_seen(before, seen)
    await work.execute(CLEAR_EXCEPTION, on_date)
    await _forget_for_date(work, on_date, before[0].hours, None)
    _changed(work, "hours_exception.clear", "hours_exception", None, before, None)


async def add_leave(work: Work, wanted: LeaveAdd) -> LeaveAdded:
    """Appointments in that time are listed in the answer, for somebody to move. Raises LeaveOverlaps."""
    work.require(SCHEDULE_MANAGE)
    if await work.value(LOCK_RESOURCE, wanted.resource_id) is None:
        raise NotFound(field="resource_id")
    if wanted.starts_at >= wanted.ends_at:
        raise Invalid(code="hours_out_of_order", field="ends_at")
    leave_id = new_id()
    await work.execute(
        ADD_LEAVE, leave_id, wanted.resource_id, wanted.starts_at, wanted.ends_at, wanted.reason
    )
    await work.execute(
        KNOWN_NO_MORE_OF, work.now, LONGEST_VISIT, wanted.resource_id, wanted.starts_at, wanted.ends_at
    )
    added = await queries.leave(work, leave_id)
    # Why somebody is away may be an illness: it is not copied into the log.
    noted = {"resource_id": added.resource_id, "starts_at": added.starts_at, "ends_at": added.ends_at}
    _changed(work, "leave.add", "leave", leave_id, None, noted)
    hit = await displaced_by_leave(work, added.resource_id, added.starts_at, added.ends_at)
    return LeaveAdded(leave=added, affected=hit.items, appointments=hit.appointments, requests=hit.requests)


async def remove_leave(work: Work, leave_id: UUID) -> None:
    """Raises NotFound."""
    work.require(SCHEDULE_MANAGE)
    before = await queries.leave(work, leave_id)
    await work.execute(REMOVE_LEAVE, leave_id)
    noted = {"resource_id": before.resource_id, "starts_at": before.starts_at, "ends_at": before.ends_at}
    _changed(work, "leave.remove", "leave", leave_id, noted, None)


async def _add_resource_hours(work: Work, resource_id: UUID, hours: list[Hours]) -> None:
    await work.execute(ADD_RESOURCE_HOURS, *_columns(hours), resource_id)


async def _forget_for_week(work: Work, weekdays: list[int], vet_id: UUID | None) -> None:
    """Of one vet, or of all where the practice's own hours are fewer."""
    if weekdays:
        await work.execute(KNOWN_NO_MORE_IN_WEEK, work.now, LONGEST_VISIT, weekdays, work.tenant.zone, vet_id)


async def _forget_for_date(
    work: Work, on_date: date, before: Sequence[Span] | None, after: Sequence[Span] | None
) -> None:
    """None where the hours are those of the week."""
    if before is None or after is None:
        week = [row for row in await queries.opening_hours(work) if row.weekday == on_date.isoweekday()]
        of_week = [Span(opens=row.opens, closes=row.closes) for row in week]
        before, after = of_week if before is None else before, of_week if after is None else after
    if rules.loses_hours(before, after):
        await work.execute(KNOWN_NO_MORE_ON, work.now, LONGEST_VISIT, on_date, work.tenant.zone)


def _require_seen(hours: list[Hours], seen: int | None) -> None:
    if seen is not None and rules.week_version(hours) != seen:
        raise Stale


def _require_date_seen(said: list[ExceptionView], seen: int | None) -> None:
    """`said` is what is said of one date: one exception or none."""
    if seen is not None and (said[0].version if said else rules.NO_EXCEPTION) != seen:
        raise Stale


def _columns(hours: list[Hours]) -> list[list[Any]]:
    return [
        [new_id() for _ in hours],
        [row.weekday for row in hours],
        [row.opens for row in hours],
        [row.closes for row in hours],
    ]


def _changed(work: Work, action: str, subject: str, subject_id: UUID | None, before: Any, after: Any) -> None:
    work.audit(action, subject, subject_id, before=before, after=after)
    work.emit(ScheduleChanged(subject=subject, subject_id=subject_id))
