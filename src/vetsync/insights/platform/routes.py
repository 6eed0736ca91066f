"""The administrator's figures."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.insights.permissions import PLATFORM_MANAGE, PLATFORM_READ
from vetsync.insights.platform import events, queries
from vetsync.insights.platform.schemas import (
    ClinicActivity,
    ClinicRow,
    FailedEvent,
    Measure,
    PlatformDashboard,
    Ranking,
    RankingDays,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page, decode_cursor, page_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.tenancy.structure.schemas import NodeState

TAGS = ["platform"]
Words = Annotated[str | None, QueryParameter(max_length=120)]


@get("/platform/dashboard", opt={"permission": PLATFORM_READ}, operation_id="getPlatformDashboard", tags=TAGS)
async def get_dashboard(
    principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> PlatformDashboard:
    async with gate.core_view("platform", principal.actor) as view:
        return await queries.platform_dashboard(view)


@get("/platform/clinics", opt={"permission": PLATFORM_READ}, operation_id="listClinics", tags=TAGS)
async def list_clinics(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    in_state: Annotated[NodeState | None, QueryParameter(name="state")] = None,
    q: Words = None,
    activity: FromQuery[ClinicActivity | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[ClinicRow]:
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else None
    async with gate.core_view("platform", principal.actor) as view:
        rows = await queries.clinics(view, in_state, q, activity, after, limit + 1)
        return page_of(rows, limit, "name_fold", "id")


@get("/platform/ranking", opt={"permission": PLATFORM_READ}, operation_id="getRanking", tags=TAGS)
async def get_ranking(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    by: FromQuery[Measure] = "completed",
    days: FromQuery[RankingDays] = 30,
) -> Ranking:
    async with gate.core_view("platform", principal.actor) as view:
        return await queries.ranking(view, by, days)


@get("/platform/events", opt={"permission": PLATFORM_READ}, operation_id="listFailedEvents", tags=TAGS)
async def list_failed_events(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[FailedEvent]:
    after = decode_cursor(cursor, tuple[UUID, UUID]) if cursor else None
    rows = await events.failed_events(gate, principal.actor, after, limit + 1)
    return page_of(rows, limit, "tenant_id", "id")


@post(
    "/platform/events/{tenant_id:uuid}/{event_id:uuid}/retry",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="retryEvent",
    status_code=204,
    tags=TAGS,
)
async def retry_event(
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    tenant_id: FromPath[UUID],
    event_id: FromPath[UUID],
) -> Response[None]:
    event = await events.given_up_event(gate, principal.actor, tenant_id, event_id)

    async def command(work: Work) -> None:
        await events.note_retry(work, event)

    answer = await perform(request, lambda: gate.core_work("platform", principal.actor), command)
    if event is not None:
        await events.retry_event(gate, event)
    return answer


ROUTES = [get_dashboard, list_clinics, get_ranking, list_failed_events, retry_event]
