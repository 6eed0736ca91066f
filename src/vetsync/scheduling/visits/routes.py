"""The practice day at the front desk."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.scheduling.permissions import SCHEDULE_BOOK, SCHEDULE_READ
from vetsync.scheduling.slots.queries import local_date
from vetsync.scheduling.visits import queries, service
from vetsync.scheduling.visits.schemas import Board, BoardRow, VisitMove, WalkIn

TAGS = ["front desk"]

On = Annotated[date | None, QueryParameter(name="on", description="Local date; today when it is left out")]


@get("/staff/{slug:str}/board", opt={"permission": SCHEDULE_READ}, operation_id="getBoard", tags=TAGS)
async def get_board(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate], on: On = None
) -> Board:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.board(view, on or local_date(view.now, view))


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/check-in",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="checkIn",
    tags=TAGS,
    status_code=200,
    responses=answers(BoardRow),
)
async def check_in(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _show(work, service.check_in(work, appointment_id)),
    )


@post(
    "/staff/{slug:str}/visits",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="walkIn",
    tags=TAGS,
    responses=answers(BoardRow, 201),
)
async def walk_in(
    slug: FromPath[str],
    data: JSONBody[WalkIn],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _show(work, service.walk_in(work, data)),
        status=201,
    )


@post(
    "/staff/{slug:str}/visits/{visit_id:uuid}/move",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="moveVisit",
    tags=TAGS,
    status_code=200,
    responses=answers(BoardRow),
)
async def move_visit(
    slug: FromPath[str],
    visit_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[VisitMove],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(work, visit_id, service.move_visit(work, visit_id, data, seen=seen)),
    )


@post(
    "/staff/{slug:str}/visits/{visit_id:uuid}/undo",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="undoVisitMove",
    tags=TAGS,
    status_code=200,
    responses=answers(BoardRow),
)
async def undo_move(
    slug: FromPath[str],
    visit_id: FromPath[UUID],
    if_match: IfMatch,
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(work, visit_id, service.undo_move(work, visit_id, seen=seen)),
    )


async def _show(work: Work, arriving: Awaitable[UUID]) -> BoardRow:
    return await queries.board_row(work, await arriving)


async def _then_show(work: Work, visit_id: UUID, moving: Awaitable[None]) -> BoardRow:
    await moving
    return await queries.board_row(work, visit_id)


ROUTES = [get_board, check_in, walk_in, move_visit, undo_move]
