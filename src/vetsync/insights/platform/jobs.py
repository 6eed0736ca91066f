"""What the clock asks of the platform's figures."""

from datetime import timedelta

import structlog

from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.kit.errors import VetSyncError
from vetsync.kit.events.relay import ATTEMPTS_MAX
from vetsync.tenancy.structure.queries import all_tenants

OUTBOX = """
select count(*)::int as waiting,
       (count(*) filter (where fault is not null or attempts >= $1 and due_at <= now()))::int as failed,
       (count(*) filter (where attempts >= $1 and due_at <= now()))::int as given_up, min(created_at) as oldest
from outbox where done_at is null
"""
PUT = """
insert into tenant_pulse (tenant_id, events_waiting, events_failed, events_given_up, oldest_waiting_at, measured_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (tenant_id) do update set events_waiting = excluded.events_waiting,
  events_failed = excluded.events_failed, events_given_up = excluded.events_given_up,
  oldest_waiting_at = excluded.oldest_waiting_at, measured_at = excluded.measured_at
"""
FORGET = "delete from tenant_pulse where measured_at < $1::timestamptz - $2::interval"
KEPT = timedelta(hours=1)
"""A tenant that has not answered for so long is gone; its figures are not counted any more."""

log = structlog.get_logger()


async def measure_pulse(gate: Gate) -> None:
    """Counts what waits in every outbox. A tenant that does not answer is passed over and shows an old time."""
    actor = system_actor("pulse")
    async with gate.core_view("system", actor) as view:
        tenants = await all_tenants(view)
    for tenant in [CORE, *tenants]:
        try:
            await measure_tenant(gate, tenant)
        except VetSyncError as error:
            log.warning("pulse.missed", tenant=str(tenant.id), error=type(error).__name__)
    async with gate.core_work("system", actor) as work:
        await work.execute(FORGET, work.now, KEPT)


async def measure_tenant(gate: Gate, tenant: Tenant) -> None:
    """One outbox, the shared schema's included."""
    actor = system_actor("pulse")
    door = gate.core_view("system", actor) if tenant.id == CORE.id else gate.view(tenant, actor)
    async with door as view:
        found = (await view.records(OUTBOX, ATTEMPTS_MAX))[0]
    async with gate.core_work("system", actor) as work:
        counts = (found["waiting"], found["failed"], found["given_up"])
        await work.execute(PUT, tenant.id, *counts, found["oldest"], work.now)
