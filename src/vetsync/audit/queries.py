"""Reads of the log: a practice's own entries, and the platform's activity and counts."""

import uuid
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from vetsync.audit.permissions import AUDIT_READ, PLATFORM_READ
from vetsync.audit.schemas import (
    LOGIN,
    LOGIN_REFUSED,
    ActionCount,
    ActivityFilter,
    ActivityView,
    AuditEntryView,
    DayCount,
    DetailState,
    EntryFilter,
    LoginCounts,
)
from vetsync.kit.crypto.errors import KeyDestroyed, Tampered
from vetsync.kit.db.work import View
from vetsync.kit.http.paging import LIMIT_DEFAULT, Page, decode_cursor, page_of

ENTRIES = """
select seq, id, at, actor_id, actor_kind, action, subject, subject_id, request_id, outcome, detail
from audit_entry
where seq < $1 and ($2::uuid is null or actor_id = $2) and ($3::text is null or starts_with(action, $3))
  and ($4::text is null or subject = $4) and ($5::uuid is null or subject_id = $5)
  and ($6::text is null or outcome = $6)
  and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
order by seq desc limit $9
"""
ACTIVITY = """
select entry_id, tenant_id, at, actor_id, actor_kind, action, subject, subject_id, request_id, outcome
from activity
where ($1::timestamptz is null or (at, entry_id) < ($1, $2::uuid))
  and ($3::uuid is null or actor_id = $3) and ($4::text is null or starts_with(action, $4))
  and ($5::uuid is null or tenant_id = $5) and ($6::text is null or outcome = $6)
  and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
order by at desc, entry_id desc limit $9
"""
LOGINS = """
select count(*) filter (where outcome <> $2 and at >= $3::timestamptz - interval '24 hours') as done_24h,
       count(*) filter (where outcome <> $2 and at >= $3::timestamptz - interval '7 days') as done_7d,
       count(*) filter (where outcome <> $2) as done_30d,
       count(*) filter (where outcome = $2 and at >= $3::timestamptz - interval '24 hours') as refused_24h,
       count(*) filter (where outcome = $2 and at >= $3::timestamptz - interval '7 days') as refused_7d,
       count(*) filter (where outcome = $2) as refused_30d
from activity where action = $1 and at >= $3::timestamptz - interval '30 days' and at <= $3
"""
BY_DAY = """
select (at at time zone 'UTC')::date as on, count(distinct request_id) as requests, count(*) as entries
from activity where at >= $1 group by 1 order by 1 limit 400
"""
BY_ACTION = """
select action, count(*) as entries from activity where at >= $1 group by action order by entries desc, action limit $2
"""

SEQ_BEYOND = 2**63 - 1
EXPORT_BATCH = 1_000
EXPORT_MAX = 50_000
"""Rows of one CSV file; who needs more narrows the time."""


async def entries(
    view: View, wanted: EntryFilter, cursor: str | None = None, limit: int = LIMIT_DEFAULT
) -> Page[AuditEntryView]:
    """The newest first, with details opened."""
    view.require(AUDIT_READ)
    before = decode_cursor(cursor, tuple[int])[0] if cursor else SEQ_BEYOND
    rows = await view.records(
        ENTRIES, before, wanted.actor_id, wanted.action, wanted.subject, wanted.subject_id, wanted.outcome,
        wanted.since, wanted.until, limit + 1,
    )  # fmt: skip
    return page_of([_shown(view, row) for row in rows], limit, "seq")


def _shown(view: View, row: Any) -> AuditEntryView:
    columns = dict(row)
    state, detail = _opened(view, columns["id"], columns.pop("detail"))
    return AuditEntryView(
        **columns, detail_state=state, before=detail.get("before"), after=detail.get("after")
    )


def _opened(view: View, entry_id: uuid.UUID, sealed: bytes | None) -> tuple[DetailState, dict[str, Any]]:
    if sealed is None:
        return "none", {}
    try:
        text = view.cipher.open("audit_entry", "detail", entry_id, sealed)
    except KeyDestroyed:
        return "erased", {}
    except Tampered:
        return "damaged", {}
    return "open", msgspec.json.decode(text)


async def activity(
    view: View, wanted: ActivityFilter, cursor: str | None = None, limit: int = LIMIT_DEFAULT
) -> Page[ActivityView]:
    """The newest first, over all practices."""
    view.require(PLATFORM_READ)
    at, entry_id = decode_cursor(cursor, tuple[datetime, uuid.UUID]) if cursor else (None, None)
    return page_of(await _activity_rows(view, wanted, at, entry_id, limit + 1), limit, "at", "entry_id")


async def all_activity(view: View, wanted: ActivityFilter) -> AsyncIterator[ActivityView]:
    """For an export: the newest first, EXPORT_MAX at most."""
    view.require(PLATFORM_READ)
    at: datetime | None = None
    entry_id: uuid.UUID | None = None
    for _ in range(EXPORT_MAX // EXPORT_BATCH):
        rows = await _activity_rows(view, wanted, at, entry_id, EXPORT_BATCH)
        for row in rows:
            yield row
        if len(rows) < EXPORT_BATCH:
            return
        at, entry_id = rows[-1].at, rows[-1].entry_id


async def _activity_rows(
    view: View, wanted: ActivityFilter, at: datetime | None, entry_id: uuid.UUID | None, count: int
) -> list[ActivityView]:
    return await view.rows(
        ActivityView, ACTIVITY, at, entry_id, wanted.actor_id, wanted.action, wanted.tenant_id, wanted.outcome,
        wanted.since, wanted.until, count,
    )  # fmt: skip


async def login_counts(view: View) -> LoginCounts:
    view.require(PLATFORM_READ)
    found = await view.row(LoginCounts, LOGINS, LOGIN, LOGIN_REFUSED, view.now)
    return found or LoginCounts(0, 0, 0, 0, 0, 0)


async def counts_by_day(view: View, days: int = 30) -> list[DayCount]:
    """Oldest first; days on which nothing happened are left out."""
    view.require(PLATFORM_READ)
    return await view.rows(DayCount, BY_DAY, view.now - timedelta(days=days))


async def counts_by_action(view: View, days: int = 30, limit: int = 50) -> list[ActionCount]:
    """The most frequent first."""
    view.require(PLATFORM_READ)
    return await view.rows(ActionCount, BY_ACTION, view.now - timedelta(days=days), limit)
