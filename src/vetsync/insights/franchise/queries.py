"""Reads over the practices of a franchise, each asked in its own schema."""

import asyncio
from uuid import UUID

import msgspec
import structlog

from vetsync.insights.franchise.schemas import FranchisePractice
from vetsync.insights.permissions import FRANCHISE_READ
from vetsync.insights.practice.rules import day_span, month_so_far
from vetsync.insights.practice.schemas import MonthComparison, MonthFigures
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, View, system_actor
from vetsync.kit.errors import VetSyncError
from vetsync.kit.http.paging import Page, decode_cursor, encode_cursor
from vetsync.scheduling.bookings.queries import PROGRESS
from vetsync.scheduling.slots.queries import local_date
from vetsync.tenancy.structure.queries import practices_of, tenants_by_ids

_months = """
select d.visits_today, d.requests_open, v.visits, v.missed, v.cancelled, b.booked, c.new_clients,
       v.missed::float8 / nullif(v.missed + v.visits, 0) as no_show_rate,
       not exists (select from appointment) as is_new
from (values (1, $3::timestamptz, $4::timestamptz), (2, $5::timestamptz, $6::timestamptz)) s (number, since, until)
cross join (
  select count(*) filter (where a.starts_at < $2 and progress.is_living) as visits_today,
         count(*) filter (where a.state = 'pending') as requests_open
  from appointment a
"""
_until_now = """
  where a.starts_at >= $1 and a.starts_at < $2 or a.state = 'pending' and a.starts_at >= $1) d
cross join lateral (
  select count(*) filter (where progress.is_seen) as visits, count(*) filter (where a.state = 'no_show') as missed,
         count(*) filter (where a.state = 'cancelled') as cancelled
  from appointment a
"""
_came = """
  where a.starts_at >= s.since and a.starts_at < s.until) v
cross join lateral (
  select count(*) as booked from appointment a where a.created_at >= s.since and a.created_at < s.until) b
cross join lateral (
  select count(*) as new_clients from client k
  where k.created_at >= s.since and k.created_at < s.until and k.state <> 'merged') c
order by s.number limit 2
"""
COUNTS = _months + PROGRESS + _until_now + PROGRESS + _came

SYSTEM = system_actor("franchise")
AT_ONCE = 3
"""Of a pool of ten or more connections, so that one board leaves room for the others' work."""
PATIENCE_SECONDS = 5

log = structlog.get_logger()


class _Counts(msgspec.Struct):
    """Two rows: this month up to now, and the one before up to the same day and time."""

    visits_today: int
    requests_open: int
    visits: int
    missed: int
    cancelled: int
    booked: int
    new_clients: int
    no_show_rate: float | None
    is_new: bool

    @property
    def figures(self) -> MonthFigures:
        return MonthFigures(
            self.visits, self.missed, self.cancelled, self.booked, self.new_clients, self.no_show_rate
        )


async def franchise_practices(
    gate: Gate, franchise: Tenant, actor: Actor, cursor: str | None, limit: int
) -> Page[FranchisePractice]:
    """By name. Whoever may see the franchise sees how its practices do, and nothing that stands in their files.

    A practice that does not answer has no figures and says so; the others are shown all the same.
    """
    async with gate.view(franchise, actor) as view:
        view.require(FRANCHISE_READ)
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else ("", UUID(int=0))
    async with gate.core_view("system", SYSTEM) as core:
        nodes = sorted(await practices_of(core, franchise.id), key=lambda one: (one.name, one.id))
        shown = [one for one in nodes if (one.name, one.id) > after]
        open_ones = {
            tenant.id: tenant for tenant in await tenants_by_ids(core, [one.id for one in shown[:limit]])
        }
    items = [
        FranchisePractice(
            id=one.id,
            slug=one.slug,
            name=one.name,
            state=one.state,
            visits_today=None,
            requests_open=None,
            month=None,
            gap=None if one.id in open_ones else "closed",
        )
        for one in shown[:limit]
    ]
    turns = asyncio.Semaphore(AT_ONCE)
    async with asyncio.TaskGroup() as asking:
        for item in items:
            if tenant := open_ones.get(item.id):
                asking.create_task(_fill(gate, tenant, item, turns))
    last = items[-1] if len(shown) > limit else None
    return Page(items=items, next_cursor=encode_cursor(last.name, last.id) if last else None)


async def _fill(gate: Gate, tenant: Tenant, item: FranchisePractice, turns: asyncio.Semaphore) -> None:
    async with turns:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), gate.view(tenant, SYSTEM) as view:
                await _count(view, tenant, item)
        except (VetSyncError, TimeoutError) as error:
            item.gap = "late" if isinstance(error, TimeoutError) else "silent"
            log.warning("franchise.no_figures", tenant_id=str(tenant.id), error=type(error).__name__)


async def _count(view: View, tenant: Tenant, item: FranchisePractice) -> None:
    today = local_date(view.now, view)
    day = day_span(today, today, tenant.zone)
    now, before = month_so_far(view.now, tenant.zone)
    this, last = await view.rows(_Counts, COUNTS, *day, *now, *before)
    item.gap = "new" if this.is_new else None
    item.visits_today, item.requests_open = this.visits_today, this.requests_open
    item.month = MonthComparison(
        since=now[0],
        until=now[1],
        before_since=before[0],
        before_until=before[1],
        now=this.figures,
        before=last.figures,
    )
