"""Reads about appointments, for owners and for the practice."""

from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from vetsync.kit.changes import UNDO_WINDOW
from vetsync.kit.db.work import View
from vetsync.kit.errors import Invalid, NotFound
from vetsync.kit.text import fold
from vetsync.patients.clients.queries import require_patient
from vetsync.scheduling.bookings.rules import REACH, State, as_booked, taken_span
from vetsync.scheduling.bookings.schemas import (
    AppointmentRow,
    AppointmentView,
    BookedAppointment,
    DayCounts,
    FreeVet,
    FreeVetList,
    UnattendedList,
)
from vetsync.scheduling.permissions import SCHEDULE_READ
from vetsync.scheduling.resources.displaced import LONGEST_VISIT
from vetsync.scheduling.resources.duty import DUTY, IS_UNATTENDED, OUTSIDE
from vetsync.scheduling.slots.queries import bookable_type_by_id, offered_slot

OWN = """
select a.id, $1::text as practice_slug, $2::text as practice_name, $3::text as zone, t.key as type_key,
       t.name_nl as type_name_nl, t.name_en as type_name_en, t.category, a.state, a.starts_at, a.ends_at,
       concat_ws(', ', nullif(concat_ws(' ', nullif(o.street, ''), nullif(o.house_number, '')), ''),
                 nullif(concat_ws(' ', nullif(o.postcode, ''), nullif(o.city, '')), '')) as practice_address,
       coalesce(o.phone, '') as practice_phone,
       a.vet_id, v.name as vet_name, a.pet_id, p.name as pet_name, p.species, a.reason, a.decline_reason,
       a.cancelled_by, t.notice_minutes, a.starts_at - make_interval(mins => t.notice_minutes) as may_cancel_until,
       a.state in ('pending', 'confirmed') and $4 <= a.starts_at - make_interval(mins => t.notice_minutes)
         as may_change,
       a.record_id, a.version
from appointment a
join appointment_type t on t.id = a.type_id
join resource v on v.id = a.vet_id
join patient p on p.id = a.patient_id
left join practice o on true
"""
OWN_ONE = OWN + "where a.id = $5 and a.client_id = $6"
OWN_UPCOMING = (
    OWN
    + """
where a.client_id = $5 and a.state in ('pending', 'confirmed') and a.ends_at > $4
  and ($6::timestamptz is null or (a.starts_at, a.id) > ($6, $7::uuid))
order by a.starts_at, a.id limit $8
"""
)
OWN_PAST = (
    OWN
    + """
where a.client_id = $5 and not (a.state in ('pending', 'confirmed') and a.ends_at > $4)
  and ($6::timestamptz is null or (a.starts_at, a.id) < ($6, $7::uuid))
order by a.starts_at desc, a.id desc limit $8
"""
)
_fields = """
select a.id, t.key as type_key, t.name_nl as type_name_nl, t.name_en as type_name_en, t.category, a.state,
       a.starts_at, a.ends_at, a.vet_id, v.name as vet_name, v.colour as vet_colour, a.client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name,
       a.patient_id, p.name as patient_name, p.species, p.breed, a.reason, a.note, a.decline_reason,
       a.cancelled_by,
       case when a.previous ->> 'step' is null then null
            when a.cancelled_by = 'owner' then 'owner'
            when a.previous ->> 'step' = 'move' and a.previous ->> 'by' = a.owner_user_id::text then 'owner'
            else 'practice' end as changed_by,
       case when a.previous ->> 'step' is not null then (a.previous ->> 'by')::uuid end as changed_by_id,
       coalesce(a.previous ->> 'because', a.previous ->> 'step') as changed_how,
       (a.previous ->> 'at')::timestamptz as changed_at, a.source, a.created_at, a.record_id,
       a.record_signed_at is not null as is_record_signed, h.stage,
       (a.previous ->> 'at')::timestamptz + $1::interval as undo_until,
       (
"""
_from = """
       ) as outside,
       array(select b.resource_id from booking_resource b where b.appointment_id = a.id order by 1) as resource_ids,
       a.series_id, a.version
from appointment a
join appointment_type t on t.id = a.type_id
join resource v on v.id = a.vet_id
join patient p on p.id = a.patient_id
join client c on c.id = a.client_id
left join visit h on h.appointment_id = a.id
"""
_asked_of_requests = """
left join lateral (
  select a.starts_at, a.ends_at, a.vet_id, $2::text as zone where a.state = 'pending') asked on true
"""
_appointments = _fields + OUTSIDE + _from
ROWS = _appointments + _asked_of_requests + DUTY
ROW = ROWS + "where a.id = $3"
ROWS_OF_WINDOW = (
    ROWS
    + """
where a.starts_at >= $3 and a.starts_at < $4
  and ($5::uuid is null or a.vet_id = $5)
  and ($6::text is null or a.state = $6)
  and ($7::text is null or strpos(p.name_search, $7) > 0 or strpos(c.name_search, $7) > 0)
  and ($8::timestamptz is null or (a.starts_at, a.id) > ($8, $9::uuid))
order by a.starts_at, a.id limit $10
"""
)
ROWS_OF_PATIENT = (
    ROWS
    + """
where a.patient_id = $3 and ($4::timestamptz is null or (a.starts_at, a.id) < ($4, $5::uuid))
order by a.starts_at desc, a.id desc limit $6
"""
)
_candidates = """
with to_come as materialized (
  select id, vet_id, starts_at, ends_at from appointment
  where state = 'confirmed' and ends_at > $3 and starts_at > $3 - $4::interval),
candidate as materialized (
  (select id from to_come order by starts_at limit $6)
  union
  (select c.id from resource r join to_come c on c.vet_id = r.id where not r.active order by c.starts_at limit $6)
  union
  (select c.id from leave l
   join to_come c on c.vet_id = l.resource_id and c.starts_at < upper(l.during) and c.ends_at > lower(l.during)
   where upper(l.during) > $3 order by c.starts_at limit $6)
  union
  (select c.id from hours_exception e
   join to_come c on c.starts_at < (e.on_date + 1)::timestamp at time zone $2
     and c.ends_at > e.on_date::timestamp at time zone $2
   where e.on_date >= ($3 at time zone $2)::date order by c.starts_at limit $6))
"""
"""What a change of a week left standing is looked for among the next $6 that are to come. Who is gone or away, and the
dates with hours of their own, are looked up however far ahead.
"""
_stands = """
join candidate on candidate.id = a.id
cross join lateral (select a.starts_at, a.ends_at, a.vet_id, $2::text as zone) asked
"""
_soonest = "order by a.starts_at, a.id limit $5"
UNATTENDED = _candidates + _appointments + _stands + DUTY + "where " + IS_UNATTENDED + _soonest
_among = """
select a.id from appointment a
cross join lateral (select a.starts_at, a.ends_at, a.vet_id, $2::text as zone) asked
"""
_each_once = "limit cardinality($1::uuid[])"
UNATTENDED_AMONG = _among + DUTY + "where a.id = any($1::uuid[]) and " + IS_UNATTENDED + _each_once
BOOKED = """
select id, type_id, client_id, patient_id, owner_user_id, state, starts_at, ends_at, vet_id, decline_reason,
       cancelled_by, previous, version, despite
from appointment where id = $1
"""
_vets = """
select v.id, v.name, v.colour, v.id = $4 as is_current,
       exists (select from type_resource r where r.type_id = $8 and r.resource_id = v.id) as does_type,
       case when duty.is_on_leave then 'leave' when duty.is_at_work then 'on' else 'off' end as duty
from resource v
cross join lateral (
  select v.id as vet_id, $6::timestamptz as starts_at, $7::timestamptz as ends_at, $9::text as zone) asked
"""
_free = """
where v.kind in ('vet', 'paravet') and v.active and not exists (
  select 1 from booking_resource b
  where b.resource_id = v.id and b.during && tstzrange($1, $2)
    and b.state in ('held', 'pending', 'confirmed') and (b.expires_at is null or b.expires_at > $5)
    and b.appointment_id <> $3)
order by v.sort, v.id limit 200
"""
FREE_VETS = _vets + DUTY + _free
_then = """
select duty.is_open
from (select $1::timestamptz as starts_at, $2::timestamptz as ends_at, $3::text as zone, null::uuid as vet_id) asked
"""
IS_OPEN = _then + DUTY
PROGRESS = """
cross join lateral (
  select a.state not in ('cancelled', 'declined') as is_living,
         (a.state = 'completed' or a.state = 'confirmed' and coalesce(
            (select h.stage in ('to_pay', 'gone') from visit h
             where h.appointment_id = a.id and h.stage not in ('expected', 'withdrawn')),
            a.record_signed_at is not null)) is true as is_seen
  ) progress
"""
"""Whether an appointment `a` takes a place in its day, and whether it is seen, for every statement that counts. What
the words mean stands in docs/figures.md; the client's `progressOf` says the same of what is on the screen.
"""
WALKED_IN = """
select coalesce(r.vet_id, v.vet_id) as vet_id, v.arrived_at as starts_at, 'confirmed' as state, true as is_living,
       v.stage in ('to_pay', 'gone') as is_seen
from visit v left join record r on r.visit_id = v.id
where v.appointment_id is null and v.stage <> 'withdrawn' and v.arrived_at >= $1 and v.arrived_at < $2
"""
"""Who came from $1 to $2 without an appointment, counted as one who had it and came, with the vet who wrote of it."""
_day = """
select count(*) filter (where a.starts_at < $2 and a.is_living) as total,
       count(*) filter (where a.starts_at < $2 and a.is_seen) as seen,
       count(*) filter (where a.starts_at < $2 and a.state = 'confirmed' and not a.is_seen) as to_go,
       count(*) filter (where a.starts_at < $2 and a.state = 'pending') as pending,
       count(*) filter (where a.starts_at < $2 and a.state = 'no_show') as no_show,
       count(*) filter (where a.starts_at < $2 and a.state = 'cancelled') as cancelled,
       count(*) filter (where a.starts_at < $2 and a.state = 'declined') as declined,
       count(*) filter (where a.state = 'pending') as requests_open
from (
select a.vet_id, a.starts_at, a.state, progress.is_living, progress.is_seen from appointment a
"""
_of_day = (
    "where a.starts_at >= $1 and a.starts_at < $2 or a.state = 'pending' and a.starts_at >= $1\nunion all"
)
COUNTS = _day + PROGRESS + _of_day + WALKED_IN + ") a"

DAY_MAX = 500
UNATTENDED_MAX = 100
LOOKED_AT_MAX = 1000
WINDOW_DAYS_MAX = 400
"""Of all requests at once more: they are few, and may be for as far ahead as anything can be booked."""

Keys = tuple[datetime, UUID]
"""Start and id of the last row seen: where the next page begins."""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Which appointments the practice wants to see; dates are local and both are included."""

    first_on: date
    last_on: date
    vet_id: UUID | None = None
    state: State | None = None
    q: str | None = None


async def appointments(
    view: View, window: Window, after: Keys | None = None, limit: int = DAY_MAX
) -> list[AppointmentRow]:
    """In order of time. Raises Invalid for a window that is turned round or too wide."""
    view.require(SCHEDULE_READ)
    widest = REACH.days if window.state == "pending" else WINDOW_DAYS_MAX
    if not 0 <= (window.last_on - window.first_on).days <= widest:
        raise Invalid(code="bad_window", field="to")
    starts, ends = local_bounds(window.first_on, window.last_on, view.tenant.zone)
    return await view.rows(
        AppointmentRow, ROWS_OF_WINDOW, UNDO_WINDOW, view.tenant.zone, starts, ends, window.vet_id, window.state,
        fold(window.q) if window.q else None, after[0] if after else None, after[1] if after else None, limit,
        planned=True,
    )  # fmt: skip


async def day_of(view: View, on: date, vet_id: UUID | None = None) -> list[AppointmentRow]:
    """The day of one vet, or of the whole practice."""
    return await appointments(view, Window(first_on=on, last_on=on, vet_id=vet_id))


async def appointments_of_patient(
    view: View, patient_id: UUID, before: Keys | None = None, limit: int = 50
) -> list[AppointmentRow]:
    """Newest first, those to come before those that were. Raises PatientNotFound."""
    view.require(SCHEDULE_READ)
    await require_patient(view, patient_id)
    return await view.rows(
        AppointmentRow, ROWS_OF_PATIENT, UNDO_WINDOW, view.tenant.zone, patient_id, before[0] if before else None,
        before[1] if before else None, limit,
    )  # fmt: skip


async def appointment(view: View, appointment_id: UUID) -> AppointmentRow:
    """Raises NotFound."""
    view.require(SCHEDULE_READ)
    found = await view.row(AppointmentRow, ROW, UNDO_WINDOW, view.tenant.zone, appointment_id)
    if found is None:
        raise NotFound
    return found


async def unattended(view: View) -> UnattendedList:
    """What is still to come and stands where nobody is there for it. A request says so itself, until it is answered."""
    view.require(SCHEDULE_READ)
    found = await view.rows(
        AppointmentRow, UNATTENDED, UNDO_WINDOW, view.tenant.zone, view.now, LONGEST_VISIT,
        UNATTENDED_MAX + 1, LOOKED_AT_MAX,
    )  # fmt: skip
    return UnattendedList(items=found[:UNATTENDED_MAX], is_cut=len(found) > UNATTENDED_MAX)


async def unattended_among(view: View, appointment_ids: list[UUID]) -> set[UUID]:
    """Which of these stand where nobody is there for them; for who would send somebody to the practice."""
    return {row["id"] for row in await view.records(UNATTENDED_AMONG, appointment_ids, view.tenant.zone)}


async def own_appointment(view: View, client_id: UUID, appointment_id: UUID) -> AppointmentView:
    """As its owner sees it. Raises NotFound, also for somebody else's."""
    found = await view.row(
        AppointmentView, OWN_ONE, view.tenant.slug, view.tenant.name, view.tenant.zone, view.now,
        appointment_id, client_id,
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


async def own_appointments(
    view: View, client_id: UUID, when: Literal["upcoming", "past"], after: Keys | None = None, limit: int = 30
) -> list[AppointmentView]:
    """Upcoming ones in order of time, past ones (what was cancelled included) newest first."""
    return await view.rows(
        AppointmentView, OWN_UPCOMING if when == "upcoming" else OWN_PAST, view.tenant.slug, view.tenant.name,
        view.tenant.zone, view.now, client_id, after[0] if after else None, after[1] if after else None, limit,
    )  # fmt: skip


async def free_vets(view: View, appointment_id: UUID) -> FreeVetList:
    """Who has no other booking then, the present vet included: who is offered first, who is on duty next."""
    view.require(SCHEDULE_READ)
    booked = await view.row(BookedAppointment, BOOKED, appointment_id)
    if booked is None:
        raise NotFound
    kind = as_booked(await bookable_type_by_id(view, booked.type_id), booked.starts_at, booked.ends_at)
    lower, upper = taken_span(kind, booked.starts_at)
    zone = view.tenant.zone
    vets = await view.rows(
        FreeVet, FREE_VETS, lower, upper, booked.id, booked.vet_id, view.now, booked.starts_at, booked.ends_at,
        kind.id, zone,
    )  # fmt: skip
    slot = await offered_slot(
        view, kind.key, booked.starts_at, for_owner=False, ignoring=booked.id, minutes=kind.minutes
    )
    for vet in vets:
        vet.offered = slot is not None and vet.id in slot.vet_ids
    is_open = await view.value(IS_OPEN, booked.starts_at, booked.ends_at, zone)
    return FreeVetList(items=sorted(vets, key=in_order_of_asking), is_open=is_open)


def in_order_of_asking(vet: FreeVet) -> tuple[bool, bool, bool]:
    """Nobody who is off duty stands before somebody who works; otherwise the practice's own order."""
    return not vet.offered, vet.duty != "on", not vet.does_type


async def day_counts(view: View, on: date) -> DayCounts:
    """For the dashboard."""
    view.require(SCHEDULE_READ)
    starts, ends = local_bounds(on, on, view.tenant.zone)
    found = await view.row(DayCounts, COUNTS, starts, ends)
    assert found is not None, "an aggregate without grouping has one row"
    return found


def local_bounds(first_on: date, last_on: date, zone: str) -> tuple[datetime, datetime]:
    """The instants at which the local dates begin and end."""
    try:
        ends_on = last_on + timedelta(days=1)
        return _midnight(first_on, zone), _midnight(ends_on, zone)
    except OverflowError:
        raise Invalid(code="out_of_reach", field="from") from None


def _midnight(on: date, zone: str) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(zone))
