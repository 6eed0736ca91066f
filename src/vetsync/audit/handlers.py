"""Copies what happened from the chains into the platform's read model. Metadata only, at least once, idempotent."""

from contextlib import AbstractAsyncContextManager

from vetsync.audit.chain import ChainEntry
from vetsync.audit.verify import ENTRIES_AFTER
from vetsync.kit.db.gate import CORE_ID, Gate
from vetsync.kit.db.work import Event, Tenant, View, system_actor

COPIED = "select seq from activity_cursor where chain_id = $1"
COPY = """
insert into activity (entry_id, tenant_id, at, actor_id, actor_kind, action, subject, subject_id, request_id, outcome)
select entry_id, $2::uuid, at, actor_id, actor_kind, action, subject, subject_id, request_id, outcome
from unnest($1::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[],
            $10::text[])
     as copied (entry_id, at, actor_id, actor_kind, action, subject, subject_id, request_id, outcome)
on conflict (entry_id) do nothing
"""
ADVANCE = """
insert into activity_cursor (chain_id, seq) values ($1, $2)
on conflict (chain_id) do update set seq = greatest(activity_cursor.seq, excluded.seq)
"""

BATCH = 500
BATCHES_MAX = 200


async def copy_activity(gate: Gate, tenant: Tenant) -> int:
    """Copies a chain's new entries, CORE's too; how many. What is left after BATCHES_MAX waits for the next call."""
    copied = 0
    for _ in range(BATCHES_MAX):
        count = await _copy_batch(gate, tenant)
        copied += count
        if count < BATCH:
            break
    return copied


async def copy_activity_after(gate: Gate, tenant: Tenant, event: Event) -> None:
    """The same as a reaction to any event, so that the platform sees it within moments."""
    await copy_activity(gate, tenant)


async def _copy_batch(gate: Gate, tenant: Tenant) -> int:
    actor = system_actor("audit.copy")
    async with gate.core_view("system", actor) as core:
        seq = await core.value(COPIED, tenant.id) or 0
    # Numbers are given in the order of commits, so an entry never appears behind one that was copied.
    async with _door(gate, tenant) as view:
        entries = await view.rows(ChainEntry, ENTRIES_AFTER, seq, seq + BATCH, BATCH)
    if not entries:
        return 0
    columns = [
        [getattr(entry, name) for entry in entries]
        for name in (
            "at",
            "actor_id",
            "actor_kind",
            "action",
            "subject",
            "subject_id",
            "request_id",
            "outcome",
        )
    ]
    async with gate.core_work("system", actor) as work:
        tenant_id = None if tenant.id == CORE_ID else tenant.id
        await work.execute(COPY, [entry.id for entry in entries], tenant_id, *columns)
        await work.execute(ADVANCE, tenant.id, entries[-1].seq)
    return len(entries)


def _door(gate: Gate, tenant: Tenant) -> AbstractAsyncContextManager[View]:
    actor = system_actor("audit.copy")
    return gate.core_view("system", actor) if tenant.id == CORE_ID else gate.view(tenant, actor)
