"""A practice reads its own log with details; the platform reads what happened everywhere without them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.audit import queries
from vetsync.audit.names import actor_names
from vetsync.audit.permissions import AUDIT_READ, PLATFORM_READ
from vetsync.audit.schemas import ActivityFilter, ActivityView, AuditEntryView, EntryFilter
from vetsync.kit.csv_export import Cell, csv_file
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, LIMIT_MAX, Page
from vetsync.kit.http.principal import Principal

# As a QueryParameter: Litestar passes over the bounds of a msgspec.Meta in the query string.
Limit = Annotated[int, QueryParameter(ge=1, le=LIMIT_MAX, description="How many rows at most")]
Since = Annotated[datetime | None, QueryParameter(name="from", description="The first moment that counts")]
Until = Annotated[datetime | None, QueryParameter(name="to", description="The first moment that does not")]
ActorId = Annotated[UUID | None, QueryParameter(name="actor")]
TenantId = Annotated[UUID | None, QueryParameter(name="tenant")]
Begins = Annotated[
    str | None, QueryParameter(description="How the action begins, as in `appointment.`", max_length=80)
]
Key = Annotated[str | None, QueryParameter(max_length=80)]

CSV_HEADER = ("at", "tenant_id", "actor_id", "actor", "actor_kind", "action", "subject", "subject_id", "outcome",
              "request_id")  # fmt: skip


def provide_entry_filter(
    actor_id: ActorId = None,
    action: Begins = None,
    subject: Key = None,
    subject_id: FromQuery[UUID | None] = None,
    outcome: Key = None,
    since: Since = None,
    until: Until = None,
) -> EntryFilter:
    return EntryFilter(
        actor_id=actor_id, action=action, subject=subject, subject_id=subject_id, outcome=outcome, since=since,
        until=until,
    )  # fmt: skip


def provide_activity_filter(
    actor_id: ActorId = None,
    action: Begins = None,
    tenant_id: TenantId = None,
    outcome: Key = None,
    since: Since = None,
    until: Until = None,
) -> ActivityFilter:
    return ActivityFilter(
        actor_id=actor_id, action=action, tenant_id=tenant_id, outcome=outcome, since=since, until=until
    )


ENTRY_FILTER = {"wanted": Provide(provide_entry_filter, sync_to_thread=False)}
ACTIVITY_FILTER = {"wanted": Provide(provide_activity_filter, sync_to_thread=False)}


@get(
    "/staff/{slug:str}/audit",
    opt={"permission": AUDIT_READ},
    operation_id="listAudit",
    tags=["audit"],
    dependencies=ENTRY_FILTER,
)
async def list_audit(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    wanted: NamedDependency[EntryFilter],
    cursor: FromQuery[str | None] = None,
    limit: Limit = LIMIT_DEFAULT,
) -> Page[AuditEntryView]:
    async with gate.view(principal.practice, principal.actor) as view:
        page = await queries.entries(view, wanted, cursor, limit)
    await _name_actors(gate, page.items)
    return page


@get(
    "/platform/activity",
    opt={"permission": PLATFORM_READ},
    operation_id="listActivity",
    tags=["platform"],
    dependencies=ACTIVITY_FILTER,
)
async def list_activity(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    wanted: NamedDependency[ActivityFilter],
    cursor: FromQuery[str | None] = None,
    limit: Limit = LIMIT_DEFAULT,
) -> Page[ActivityView]:
    async with gate.core_view("platform", principal.actor) as view:
        page = await queries.activity(view, wanted, cursor, limit)
    await _name_actors(gate, page.items)
    return page


@get(
    "/platform/activity.csv",
    opt={"permission": PLATFORM_READ},
    operation_id="exportActivity",
    tags=["platform"],
    dependencies=ACTIVITY_FILTER,
    media_type="text/csv",
)
async def export_activity(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    wanted: NamedDependency[ActivityFilter],
) -> Response[bytes]:
    """At most 50,000 rows, the newest first. That it was taken out is itself audited."""
    async with gate.core_work("platform", principal.actor) as work:
        rows = [row async for row in queries.all_activity(work, wanted)]
        work.audit("activity.export", "activity", None, after={"rows": len(rows), "filter": wanted})
    await _name_actors(gate, rows)
    return Response(
        b"".join(csv_file(CSV_HEADER, (_cells(row) for row in rows))),
        media_type="text/csv",
        headers={"content-disposition": 'attachment; filename="activity.csv"'},
    )


def _cells(row: ActivityView) -> tuple[Cell, ...]:
    return (
        row.at, row.tenant_id, row.actor_id, row.actor_name or "", row.actor_kind, row.action, row.subject,
        row.subject_id, row.outcome, row.request_id,
    )  # fmt: skip


async def _name_actors(gate: Gate, rows: list[AuditEntryView] | list[ActivityView]) -> None:
    names = await actor_names(gate, {row.actor_id for row in rows})
    for row in rows:
        row.actor_name = names.get(row.actor_id) if row.actor_id else None


ROUTES = [list_audit, list_activity, export_activity]
