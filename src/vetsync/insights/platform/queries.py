"""Reads of the platform's figures, from the activity log and the shared schema only."""

from datetime import timedelta
from uuid import UUID

from vetsync.audit.queries import counts_by_action, counts_by_day, login_counts
from vetsync.identity.users.queries import counts_by_kind, counts_by_state
from vetsync.insights.permissions import PLATFORM_READ
from vetsync.insights.platform.schemas import (
    ClinicActivity,
    ClinicCounts,
    ClinicRow,
    EventCounts,
    Measure,
    PlatformDashboard,
    RankedClinic,
    Ranking,
)
from vetsync.kit.db.work import View
from vetsync.kit.jobs.queries import jobs
from vetsync.kit.text import fold

APPLICATIONS = """
select count(*) filter (where state = 'submitted') as submitted,
       count(*) filter (where state = 'rejected') as rejected,
       min(submitted_at) filter (where state = 'submitted') as oldest
from clinic_application
"""
PROVISIONING = "select count(*) from provision where state <> 'live'"
TENANTS = """
select count(*) filter (where t.state = 'active') as active,
       count(*) filter (where t.state = 'suspended') as suspended,
       count(*) filter (where t.state = 'leaving') as leaving,
       count(*) filter (where t.state = 'active' and exists (
         select from activity a where a.tenant_id = t.id and a.at >= $1 and a.actor_kind = 'user')) as awake
from tenant t where t.kind = 'practice'
"""
EVENTS = """
select coalesce(sum(events_waiting), 0)::int as waiting, coalesce(sum(events_failed), 0)::int as failed,
       coalesce(sum(events_given_up), 0)::int as given_up,
       min(oldest_waiting_at) as oldest_waiting_at, max(measured_at) as measured_at
from tenant_pulse
"""
CLINICS = """
select t.id, t.slug, t.name, t.kind, f.name as franchise_name, d.city, t.state, t.created_at, t.state_since,
       l.last_activity_at, (select count(*) from membership m where m.tenant_id = t.id and m.state = 'active') as staff,
       coalesce(p.events_failed, 0) as events_failed, t.version, n.name_fold
from tenant t
-- What is searched for comes without accents and capitals, so the name is compared without them too.
cross join lateral (select lower(unaccent(normalize(t.name, NFKC))) as name_fold) n
left join tenant f on f.id = t.parent_id
left join directory_practice d on d.tenant_id = t.id
left join tenant_pulse p on p.tenant_id = t.id
left join lateral (
  select a.at as last_activity_at from activity a
  where a.tenant_id = t.id and a.actor_kind = 'user' order by a.at desc limit 1) l on true
where ($1::text is null or t.state = $1)
  and ($2::text is null or strpos(n.name_fold, $2) > 0 or strpos(t.slug, $2) > 0 or strpos(d.city_fold, $2) > 0)
  and ($3::text is null or t.state = 'active' and (coalesce(l.last_activity_at >= $4, false) = ($3 = 'active')))
  and ($5::text is null or (n.name_fold, t.id) > ($5, $6::uuid))
order by n.name_fold, t.id limit $7
"""
RANKING = """
with last_step as (
  -- A visit counts as what its last step made of it; a step that was taken back counts for nothing.
  select distinct on (a.tenant_id, a.subject_id) a.tenant_id, a.action
  from activity a
  where a.subject = 'appointment' and a.at >= $1 and a.at < $2 and a.tenant_id is not null
    and a.action in ('appointment.complete', 'appointment.miss', 'appointment.cancel', 'appointment.undo')
    and a.outcome = 'done'
  order by a.tenant_id, a.subject_id, a.at desc, a.entry_id desc),
steps as (
  select tenant_id, count(*) filter (where action = 'appointment.complete') as completed,
         count(*) filter (where action = 'appointment.miss') as missed,
         count(*) filter (where action = 'appointment.cancel') as cancelled
  from last_step group by tenant_id),
acts as (
  select a.tenant_id, count(distinct a.subject_id) filter (where a.action = 'appointment.book') as booked,
         count(distinct a.subject_id) filter (where a.action in ('client.register', 'client.enrol')) as new_clients,
         count(distinct a.actor_id) filter (where a.action = 'appointment.book' and not exists (
           select from membership m where m.user_id = a.actor_id and m.tenant_id = a.tenant_id)) as owners
  from activity a
  where a.at >= $1 and a.at < $2 and a.tenant_id is not null and a.outcome = 'done'
    and a.action in ('appointment.book', 'client.register', 'client.enrol')
  group by a.tenant_id)
select t.id as tenant_id, t.slug, t.name, d.city, coalesce(s.completed, 0) as completed,
       coalesce(c.booked, 0) as booked,
       coalesce(s.cancelled, 0) as cancelled, coalesce(s.missed, 0) as missed,
       s.missed::float8 / nullif(s.missed + s.completed, 0) as no_show_rate, coalesce(c.new_clients, 0) as new_clients,
       coalesce(c.owners, 0) as owners
from tenant t
left join steps s on s.tenant_id = t.id
left join acts c on c.tenant_id = t.id
left join directory_practice d on d.tenant_id = t.id
where t.kind = 'practice' and t.state = 'active'
order by case $3::text when 'completed' then -coalesce(s.completed, 0) when 'booked' then -coalesce(c.booked, 0)
                       when 'new_clients' then -coalesce(c.new_clients, 0) when 'owners' then -coalesce(c.owners, 0)
                       else coalesce(s.missed::float8 / nullif(s.missed + s.completed, 0), 2) end,
         coalesce(s.completed, 0) desc, t.name, t.id
limit $4
"""

ASLEEP_AFTER = timedelta(days=30)
RANKED_MAX = 100


async def platform_dashboard(view: View) -> PlatformDashboard:
    """Every figure of the administrator's hub, in one read-only transaction."""
    view.require(PLATFORM_READ)
    applications = (await view.records(APPLICATIONS))[0]
    work = await jobs(view, None, None, 1)
    tenants = (await view.records(TENANTS, view.now - ASLEEP_AFTER))[0]
    return PlatformDashboard(
        as_of=view.now,
        clinics=ClinicCounts(
            submitted=applications["submitted"],
            rejected=applications["rejected"],
            provisioning=await view.value(PROVISIONING),
            active=tenants["active"],
            suspended=tenants["suspended"],
            leaving=tenants["leaving"],
            awake=tenants["awake"],
            asleep=tenants["active"] - tenants["awake"],
        ),
        requests_open=applications["submitted"],
        oldest_request_at=applications["oldest"],
        users_by_kind=await counts_by_kind(view),
        users_by_state=await counts_by_state(view),
        logins=await login_counts(view),
        activity_by_day=await counts_by_day(view),
        actions=await counts_by_action(view, limit=10),
        events=await event_counts(view),
        jobs=work.counts,
        jobs_stuck=work.stuck,
    )


async def clinics(
    view: View,
    state: str | None,
    q: str | None,
    activity: ClinicActivity | None,
    after: tuple[str, UUID] | None,
    limit: int,
) -> list[ClinicRow]:
    """By name. `activity` separates active clinics where somebody worked in the last 30 days from the others."""
    view.require(PLATFORM_READ)
    since = view.now - ASLEEP_AFTER
    return await view.rows(
        ClinicRow, CLINICS, state, fold(q) if q else None, activity, since, *(after or (None, None)), limit
    )


async def ranking(view: View, by: Measure, days: int) -> Ranking:
    """Active clinics, at most 100. A low no-show rate is the better one; clinics without visits come last."""
    view.require(PLATFORM_READ)
    since = view.now - timedelta(days=days)
    items = await view.rows(RankedClinic, RANKING, since, view.now, by, RANKED_MAX)
    return Ranking(since=since, until=view.now, days=days, by=by, items=items)


async def event_counts(view: View) -> EventCounts:
    """Of all schemas together, as of the last measurement, a minute ago at most. Asks for nothing: sums only."""
    return await view.row(EventCounts, EVENTS) or EventCounts(0, 0, 0, None, None)
