"""The administrator's figures."""

from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from vetsync.insights.permissions import PLATFORM_READ
from vetsync.insights.platform import queries
from vetsync.insights.platform.schemas import (
    ClinicActivity,
    ClinicRow,
    Measure,
    PlatformDashboard,
    Ranking,
    RankingDays,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page, decode_cursor, page_of
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


ROUTES = [get_dashboard, list_clinics, get_ranking]
