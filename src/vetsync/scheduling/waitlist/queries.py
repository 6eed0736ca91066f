"""Reads about who waits, and the one statement that finds for whom a place that became free is."""

from datetime import timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from vetsync.kit.changes import UNDO_WINDOW
from vetsync.kit.db.work import View
from vetsync.kit.errors import NotFound
from vetsync.scheduling.permissions import SCHEDULE_BOOK
from vetsync.scheduling.resources.duty import DUTY, OUTSIDE
from vetsync.scheduling.slots.queries import free_slots, local_date, named_offers
from vetsync.scheduling.slots.schemas import Offer
from vetsync.scheduling.waitlist.rules import EVENING, NOON, WAITING_MAX, Wished, suits
from vetsync.scheduling.waitlist.schemas import Fit, Fitting, FreedPlaceView, Waitlist, WaitlistEntry

PLACES_MAX = 50
FITS_MAX = 5
"""Of each place: whoever telephones asks one after the other, and the next stand there once these are settled."""
CLOSED_SHOWN_DAYS = 7
"""How long after its last day an entry that ended by itself is still shown, for who was away."""
OFFER_DAYS = 31

_entries = """
select e.id, case when ended.because is not null then 'expired' else e.state end as state,
       ended.because as closed_because, e.patient_id, a.name as patient_name, a.species, c.id as client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name,
       t.key as type_key, t.name_nl as type_name_nl, t.name_en as type_name_en, t.category, t.minutes,
       e.vet_id, v.name as vet_name, e.earliest_on, e.latest_on, e.parts, e.weekdays, e.urgency, e.note, e.made_by,
       e.made_at, e.appointment_id, e.settled_at + $2::interval as undo_until, e.version
from waitlist_entry e
join appointment_type t on t.id = e.type_id
join patient a on a.id = e.patient_id
join client c on c.id = a.client_id
left join resource v on v.id = e.vet_id
cross join lateral (
  select case when e.state <> 'waiting' then null
              when a.state = 'deceased' then 'died'
              when a.state = 'archived' or c.state = 'archived' then 'archived'
              when e.latest_on < $1::date then 'passed' end as because) ended
"""
ENTRIES = (
    _entries
    + """
where e.state = 'waiting' and e.latest_on >= $1::date - $3::int
order by ended.because is not null, e.urgency = 'soon' desc, e.made_at, e.id limit $4
"""
)
ENTRY = _entries + "where e.id = $3"

_places = """
with place as materialized (
  select id, vet_id, starts_at, ends_at, freed_at from freed_place
  where ends_at > $1::timestamptz and dismissed_at is null
  order by starts_at, id limit $5::int)
select p.id as place_id, p.vet_id, v.name as vet_name, p.freed_at, fit.entry_id, fit.starts_at, fit.ends_at
from place p
join resource v on v.id = p.vet_id and v.active
cross join lateral (
  select e.id as entry_id, e.urgency, e.made_at, s.at as starts_at,
         s.at + make_interval(mins => t.minutes) as ends_at
  from waitlist_entry e
  join patient a on a.id = e.patient_id and a.state = 'active'
  join client c on c.id = a.client_id and c.state = 'active'
  join appointment_type t on t.id = e.type_id and t.active
  join type_resource d on d.type_id = t.id and d.resource_id = p.vet_id
  cross join lateral (
    -- The first start in the place at which all that the type needs is free, however far the appointment reaches.
    select g.at
    from generate_series(p.starts_at, p.ends_at - interval '1 microsecond',
                         make_interval(mins => t.grid_minutes)) g(at)
    cross join lateral (
      select g.at at time zone $2 as local,
             tstzrange(g.at - make_interval(mins => t.before_minutes),
                       g.at + make_interval(mins => t.minutes + t.after_minutes)) as r) x
    where g.at >= $1
      and x.local::date between e.earliest_on and e.latest_on
      and (e.weekdays = '{}' or extract(isodow from x.local)::smallint = any(e.weekdays))
      and (e.parts = '{}' or case when x.local::time < $3::time then 'morning'
                                  when x.local::time < $4::time then 'afternoon' else 'evening' end = any(e.parts))
      and not exists (
        select from booking_resource b
        where b.resource_id = p.vet_id and b.during && x.r and b.state in ('held', 'pending', 'confirmed')
          and (b.expires_at is null or b.expires_at > $1))
      and not exists (
        select from type_need n where n.type_id = t.id and not exists (
          select from resource r
          where r.kind = n.kind and r.active and r.id <> p.vet_id
            and not exists (
              select from booking_resource b
              where b.resource_id = r.id and b.during && x.r and b.state in ('held', 'pending', 'confirmed')
                and (b.expires_at is null or b.expires_at > $1))
            and not exists (select from leave l where l.resource_id = r.id and l.during && x.r)))
    order by g.at limit 1) s
  where e.state = 'waiting' and e.latest_on >= ($1 at time zone $2)::date
    and (e.vet_id is null or e.vet_id = p.vet_id)
  order by e.urgency = 'soon' desc, e.made_at, e.id limit $6::int) fit
cross join lateral (select fit.starts_at, fit.ends_at, p.vet_id, $2::text as zone) asked
"""
_somebody_there = """
) is null
order by p.starts_at, p.id, fit.urgency = 'soon' desc, fit.made_at, fit.entry_id limit $5::int * $6::int
"""
FITTING = _places + DUTY + "where (" + OUTSIDE + _somebody_there
"""$1 now · $2 zone · $3 noon · $4 evening · $5 places · $6 fits of each. Free is what the exclusion constraint would
let in, there is who has duty; booking asks both once more."""


async def waitlist(view: View) -> Waitlist:
    """Who waits, and what became free for them."""
    view.require(SCHEDULE_BOOK)
    today = local_date(view.now, view)
    items = await view.rows(WaitlistEntry, ENTRIES, today, UNDO_WINDOW, CLOSED_SHOWN_DAYS, 2 * WAITING_MAX)
    freed = await _freed(view)
    offered = {fit.entry_id for place in freed for fit in place.fits}
    for item in items:
        if item.id in offered:
            item.state = "offered"
    return Waitlist(freed=freed, items=items, zone=view.tenant.zone)


async def _freed(view: View) -> list[FreedPlaceView]:
    found = await view.rows(
        Fitting, FITTING, view.now, view.tenant.zone, NOON, EVENING, PLACES_MAX, FITS_MAX, planned=True
    )
    return [
        FreedPlaceView(
            id=place_id, vet_id=fitting[0].vet_id, vet_name=fitting[0].vet_name, freed_at=fitting[0].freed_at,
            fits=[Fit(one.entry_id, one.starts_at, one.ends_at) for one in fitting],
        )
        for place_id, group in groupby(found, key=lambda one: one.place_id)
        for fitting in [list(group)]
    ]  # fmt: skip


async def entry(view: View, entry_id: UUID) -> WaitlistEntry:
    """Raises NotFound."""
    view.require(SCHEDULE_BOOK)
    today = local_date(view.now, view)
    found = await view.row(WaitlistEntry, ENTRY, today, UNDO_WINDOW, entry_id)
    if found is None:
        raise NotFound
    return found


async def offers(view: View, entry_id: UUID) -> list[Offer]:
    """The three best of the times that are free now and suit who waits, of the next month. Raises NotFound."""
    waits = await entry(view, entry_id)
    first_on = max(waits.earliest_on, local_date(view.now, view))
    days = min((waits.latest_on - first_on) // timedelta(days=1) + 1, OFFER_DAYS)
    if days < 1:
        return []
    wished = Wished(waits.earliest_on, waits.latest_on, waits.parts, waits.weekdays)
    slots = await free_slots(view, waits.type_key, first_on, days, waits.vet_id, for_owner=False)
    zone = ZoneInfo(view.tenant.zone)
    suiting = [slot for slot in slots if slot.starts_at >= view.now and suits(wished, slot.starts_at, zone)]
    return await named_offers(view, suiting, waits.patient_id)
