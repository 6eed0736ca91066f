"""The one statement that says which starts are free; booking checks itself against the same text.

An appointment lies in opening hours ∩ the vet's hours − the vet's leave. With its buffers it may overhang hours, but
never a booking of the vet, the room or the device, nor a room's or device's own leave. Starts stand on the
grid counted from local midnight.

Rules are local times in the practice's zone, so every bound is converted by itself. Where the clock jumps over
a bound, opening moves later and closing earlier; where an hour repeats, the second one is meant. That is
PostgreSQL's own reading except for a closing time inside the gap, hence `instant + (closing - instant's local)`
around the microsecond before closing. A day of 00:00-24:00 has 23, 24 or 25 hours without further care.

The days around the window are expanded as well, because an appointment may run past midnight into the next day's
hours; the last line keeps the local dates that were asked for.
"""

FREE_SLOTS = """
with t as materialized (
  select id, daily_limit,
         make_interval(mins => coalesce($12::int, minutes)) as len,
         make_interval(mins => before_minutes) as bef,
         make_interval(mins => after_minutes) as aft,
         make_interval(mins => grid_minutes) as grid,
         make_interval(mins => gcd(grid_minutes, 30)) as step,
         case when $7 then $4::timestamptz + make_interval(mins => lead_minutes) else '-infinity' end as soonest,
         case when $7 then $4::timestamptz + horizon_days * interval '24 h' else 'infinity' end as latest
  from appointment_type
  where key = $1 and active and (online or not $7)
    and ($8::text is null or species = '{}' or $8 = any(species))),
d as materialized (
  select d::date as d, extract(isodow from d)::int as wd
  from generate_series($2::date::timestamp - interval '1 day', $3::date::timestamp + interval '1 day', '1 day') d),
h as (
  -- A dated exception replaces the weekly hours of that date; null means closed.
  select d.d, coalesce(x.opens, w.opens) as opens, coalesce(x.closes, w.closes) as closes
  from d
  left join hours_exception x on x.on_date = d.d
  left join opening_hours w on x.on_date is null and w.weekday = d.wd
  where coalesce(x.opens, w.opens) is not null),
o as materialized (
  select range_agg(tstzrange(a, b)) as mr
  from (select (h.d + h.opens) at time zone $6 as a, v.v + ((h.d + h.closes) - (v.v at time zone $6)) as b
        from h cross join lateral (
          select (h.d + h.closes - interval '1 microsecond') at time zone $6) v(v)) q
  where a < b),
win as materialized (
  select tstzrange(($2::date - 2)::timestamp at time zone $6, ($3::date + 3)::timestamp at time zone $6) as r,
         tstzrange(($2::date::timestamp at time zone $6) - interval '3 h',
                   (($3::date + 1)::timestamp at time zone $6) + interval '3 h') as asked),
near as materialized (
  -- What is taken elsewhere touches no start that was asked for.
  select tstzrange(lower(win.asked) - t.bef, upper(win.asked) + t.len + t.aft) as r from win, t),
busy as materialized (
  -- Starts that would touch what is taken: open at both ends, because appointments may follow each other at once.
  select b.resource_id, range_agg(tstzrange(lower(b.during) - t.len - t.aft, upper(b.during) + t.bef, '()')) as mr
  from booking_resource b cross join t cross join near
  where b.during && near.r and b.state in ('held', 'pending', 'confirmed')
    and (b.expires_at is null or b.expires_at > $4)
    and b.appointment_id is distinct from $9::uuid and not $10
  group by 1),
away as materialized (
  select l.resource_id, range_agg(l.during) as mr from leave l, win where l.during && win.r group by 1),
kinds as materialized (
  -- Per required kind: the starts at which at least one of the kind is free.
  select n.kind, coalesce(range_agg(f.r), '{}') as mr
  from type_need n join t on t.id = n.type_id cross join win
  left join lateral (
    select unnest(tstzmultirange(win.r) - coalesce(b.mr, '{}')
      - coalesce((select range_agg(tstzrange(lower(u) - t.len - t.aft, upper(u) + t.bef, '()'))
                  from unnest(a.mr) u), '{}')) as r
    from resource s
    left join busy b on b.resource_id = s.id
    left join away a on a.resource_id = s.id
    where s.kind = n.kind and s.active) f on true
  group by n.kind),
ok as materialized (
  select coalesce(range_intersect_agg(mr), (select tstzmultirange(r) from win)) as mr from kinds),
vet as (
  select v.id, v.sort, range_agg(tstzrange(a, b)) as mr
  from t
  join type_resource tr on tr.type_id = t.id
  join resource v on v.id = tr.resource_id
  join resource_hours w on w.resource_id = v.id
  join d on d.wd = w.weekday
  cross join lateral (
    select (d.d + w.opens) at time zone $6 as a, u + ((d.d + w.closes) - (u at time zone $6)) as b
    from (select (d.d + w.closes - interval '1 microsecond') at time zone $6) x(u)) q
  where v.kind in ('vet', 'paravet') and v.active and a < b and ($5::uuid is null or v.id = $5)
  group by v.id, v.sort),
starts as (
  select v.id, v.sort, unnest(
    coalesce((select range_agg(tstzrange(lower(u), upper(u) - t.len, '[]'))
              from unnest(v.mr * o.mr - coalesce(a.mr, '{}')) u where upper(u) - t.len >= lower(u)), '{}')
    * ok.mr * tstzmultirange(tstzrange(t.soonest, t.latest, '[)') * win.asked) - coalesce(b.mr, '{}')) as r
  from vet v cross join t cross join o cross join ok cross join win
  left join busy b on b.resource_id = v.id
  left join away a on a.resource_id = v.id),
full_day as materialized (
  -- The limit of a type is for what owners book themselves; the desk may go beyond it. Two comparisons with the
  -- start, because those are served by its index, and one pass for all days, or the planner would fear it so much
  -- that it plans anew each time.
  select (a.starts_at at time zone $6)::date as d
  from t cross join win cross join lateral (
    select a.starts_at from appointment a
    where a.type_id = t.id and a.state in ('pending', 'confirmed', 'completed')
      and a.starts_at >= lower(win.r) and a.starts_at < upper(win.r)
      and a.id is distinct from $9::uuid
    union all
    select s.starts_at from slot_hold s
    where s.type_id = t.id and s.expires_at > $4 and s.id is distinct from $9::uuid) a
  where $7 and not $10 and t.daily_limit is not null
  group by 1, t.daily_limit
  having count(*) >= t.daily_limit)
select s as starts_at, s + t.len as ends_at,
       (array_agg(st.id order by st.sort, st.id))[1] as vet_id, array_agg(st.id order by st.sort, st.id) as vet_ids
from starts st
cross join t
cross join lateral (
  select lower(r) + (date_bin(t.step, (lower(r) at time zone $6) + t.step - interval '1 microsecond',
                              timestamp '2000-01-01') - (lower(r) at time zone $6))) f(first)
cross join lateral generate_series(f.first, upper(r), t.step) s
where r @> s
  and (t.step = t.grid or date_bin(t.grid, s at time zone $6, timestamp '2000-01-01') = s at time zone $6)
  and (s at time zone $6)::date between $2::date and $3::date
  and (s at time zone $6)::date not in (select d from full_day)
group by s, t.len
order by s
limit $11
"""
"""$1 type key · $2 first and $3 last local date · $4 now · $5 vet or null · $6 zone · $7 for owners (lead,
horizon, online and daily limit apply) · $8 species or null · $9 booking to look through (its own hold or
appointment) or null · $10 look through all bookings (what would be offered if nothing were taken) · $11 rows ·
$12 the length of one appointment, where it is not the type's."""
