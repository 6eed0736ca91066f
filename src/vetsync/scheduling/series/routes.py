"""Appointments that come back, for the desk."""

from collections.abc import Awaitable
from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.scheduling.bookings.schemas import AppointmentCancel
from vetsync.scheduling.permissions import SCHEDULE_BOOK
from vetsync.scheduling.series import queries, service
from vetsync.scheduling.series.schemas import SeriesBook, SeriesPreview, SeriesView, SeriesWish

TAGS = ["appointments"]


@post(
    "/staff/{slug:str}/series/preview",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="previewSeries",
    tags=TAGS,
    status_code=200,
)
async def preview_series(
    slug: FromPath[str],
    data: JSONBody[SeriesWish],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> SeriesPreview:
    """What each date would be; books nothing."""
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.preview(view, data)


@post(
    "/staff/{slug:str}/series",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="bookSeries",
    tags=TAGS,
    responses=answers(SeriesView, 201),
)
async def book_series(
    slug: FromPath[str],
    data: JSONBody[SeriesBook],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _show(work, service.book_series(work, data)),
        status=201,
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/cancel-following",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="cancelFollowing",
    tags=TAGS,
    status_code=200,
    responses=answers(SeriesView),
)
async def cancel_following(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentCancel],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _show(work, service.cancel_following(work, appointment_id, data.reason, seen=seen)),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/undo-following",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="undoFollowing",
    tags=TAGS,
    status_code=200,
    responses=answers(SeriesView),
)
async def undo_following(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _show(work, service.undo_following(work, appointment_id, seen=seen)),
    )


async def _show(work: Work, command: Awaitable[tuple[UUID, list[UUID]]]) -> SeriesView:
    series_id, appointment_ids = await command
    return await queries.shown(work, series_id, appointment_ids)


ROUTES = [preview_series, book_series, cancel_following, undo_following]
