"""The waiting list, for the desk."""

from collections.abc import Awaitable
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.scheduling.bookings.queries import appointment
from vetsync.scheduling.permissions import SCHEDULE_BOOK
from vetsync.scheduling.slots.schemas import OfferList
from vetsync.scheduling.waitlist import queries, service
from vetsync.scheduling.waitlist.schemas import (
    PlaceDismiss,
    Waitlist,
    WaitlistAdd,
    WaitlistBook,
    WaitlistBooked,
    WaitlistChange,
    WaitlistEntry,
)

TAGS = ["waiting list"]


@get("/staff/{slug:str}/waitlist", opt={"permission": SCHEDULE_BOOK}, operation_id="getWaitlist", tags=TAGS)
async def get_waitlist(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Waitlist:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.waitlist(view)


@get(
    "/staff/{slug:str}/waitlist/{entry_id:uuid}/offers",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="listWaitlistOffers",
    tags=TAGS,
)
async def list_offers(
    slug: FromPath[str],
    entry_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> OfferList:
    """The three best of the times that are free now and that suit who waits."""
    async with gate.view(principal.practice, principal.actor) as view:
        return OfferList(items=await queries.offers(view, entry_id), zone=view.tenant.zone)


@post(
    "/staff/{slug:str}/waitlist",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="addToWaitlist",
    tags=TAGS,
    responses=answers(WaitlistEntry, 201),
)
async def add_entry(
    slug: FromPath[str],
    data: JSONBody[WaitlistAdd],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _show(work, service.add_entry(work, data)),
        status=201,
    )


@patch(
    "/staff/{slug:str}/waitlist/{entry_id:uuid}",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="changeWaitlistEntry",
    tags=TAGS,
    responses=answers(WaitlistEntry),
)
async def change_entry(
    slug: FromPath[str],
    entry_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[WaitlistChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(work, entry_id, service.change_entry(work, entry_id, data, seen=seen)),
    )


@post(
    "/staff/{slug:str}/waitlist/{entry_id:uuid}/withdraw",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="withdrawFromWaitlist",
    tags=TAGS,
    status_code=200,
    responses=answers(WaitlistEntry),
)
async def withdraw_entry(
    slug: FromPath[str],
    entry_id: FromPath[UUID],
    if_match: IfMatch,
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(work, entry_id, service.withdraw_entry(work, entry_id, seen=seen)),
    )


@post(
    "/staff/{slug:str}/waitlist/{entry_id:uuid}/book",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="bookFromWaitlist",
    tags=TAGS,
    status_code=200,
    responses=answers(WaitlistBooked),
)
async def book_entry(
    slug: FromPath[str],
    entry_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[WaitlistBook],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _show_booked(work, entry_id, service.book_entry(work, entry_id, data, seen=seen)),
    )


@post(
    "/staff/{slug:str}/waitlist/{entry_id:uuid}/undo",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="undoWaitlist",
    tags=TAGS,
    status_code=200,
    responses=answers(WaitlistEntry),
)
async def undo_settling(
    slug: FromPath[str],
    entry_id: FromPath[UUID],
    if_match: IfMatch,
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    """Takes the booking or the withdrawal back; a booking is called off with it."""
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(work, entry_id, service.undo_settling(work, entry_id, seen=seen)),
    )


@post(
    "/staff/{slug:str}/freed-places/{place_id:uuid}/dismiss",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="dismissFreedPlace",
    tags=TAGS,
    status_code=200,
    responses=answers(Waitlist),
)
async def dismiss_place(
    slug: FromPath[str],
    place_id: FromPath[UUID],
    data: JSONBody[PlaceDismiss],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _dismiss_and_show(work, place_id, data),
    )


async def _show(work: Work, adding: Awaitable[UUID]) -> WaitlistEntry:
    return await queries.entry(work, await adding)


async def _then_show(work: Work, entry_id: UUID, command: Awaitable[None]) -> WaitlistEntry:
    await command
    return await queries.entry(work, entry_id)


async def _show_booked(work: Work, entry_id: UUID, booking: Awaitable[UUID]) -> WaitlistBooked:
    row = await appointment(work, await booking)
    return WaitlistBooked(entry=await queries.entry(work, entry_id), appointment=row)


async def _dismiss_and_show(work: Work, place_id: UUID, data: PlaceDismiss) -> Waitlist:
    await service.dismiss_place(work, place_id, is_dismissed=data.is_dismissed)
    return await queries.waitlist(work)


ROUTES = [
    get_waitlist,
    list_offers,
    add_entry,
    change_entry,
    withdraw_entry,
    book_entry,
    undo_settling,
    dismiss_place,
]
