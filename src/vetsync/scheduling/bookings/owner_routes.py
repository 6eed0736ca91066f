"""Holds and appointments, for owners: at one practice, and over all of theirs."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.errors import NotFound
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page, decode_cursor, page_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.patients import queries as patients
from vetsync.patients import service as enrolment
from vetsync.scheduling.bookings import queries, service
from vetsync.scheduling.bookings.schemas import (
    AppointmentBook,
    AppointmentCancel,
    AppointmentMove,
    AppointmentView,
    Hold,
    HoldTake,
    OwnerBooking,
)
from vetsync.scheduling.permissions import OWNER_USE

TAGS = ["booking"]
When = Annotated[Literal["upcoming", "past"], QueryParameter(description="Cancelled ones count as past")]


@post(
    "/practices/{slug:str}/holds",
    opt={"permission": OWNER_USE},
    operation_id="holdSlot",
    tags=TAGS,
    responses=answers(Hold, 201),
)
async def hold_slot(
    slug: FromPath[str],
    data: JSONBody[HoldTake],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.hold_slot(work, data),
        status=201,
    )


@delete(
    "/practices/{slug:str}/holds/{hold_id:uuid}",
    opt={"permission": OWNER_USE},
    operation_id="releaseHold",
    tags=TAGS,
    status_code=204,
)
async def release_hold(
    slug: FromPath[str],
    hold_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.release_hold(work, hold_id),
    )


@post(
    "/practices/{slug:str}/appointments",
    opt={"permission": OWNER_USE},
    operation_id="bookAppointment",
    tags=TAGS,
    responses=answers(AppointmentView, 201),
)
async def book_appointment(
    slug: FromPath[str],
    data: JSONBody[AppointmentBook],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    """The first booking makes the owner a client of the practice and the pet its patient."""
    async with gate.core_view("person", principal.actor) as view:
        pet = await patients.pet_card(view, data.pet_id)
        owner = await patients.owner_card(view, principal.user)
    client_id = await enrolment.future_client_id(gate, principal, principal.practice)

    async def book(work: Work) -> AppointmentView:
        booking = OwnerBooking(
            type_key=data.type,
            starts_at=data.starts_at,
            client_id=client_id,
            patient_id=await enrolment.enrol_pet(work, client_id, owner, pet),
            pet_id=pet.pet_id,
            species=pet.species,
            vet_id=data.vet_id,
            reason=data.reason,
            hold_id=data.hold_id,
        )
        return await queries.own_appointment(work, client_id, await service.book_appointment(work, booking))

    booked = await perform(request, lambda: gate.work(principal.practice, principal.actor), book, status=201)
    await enrolment.link_owner(gate, principal, principal.practice)
    return booked


@get(
    "/practices/{slug:str}/appointments/{appointment_id:uuid}",
    opt={"permission": OWNER_USE},
    operation_id="getOwnAppointment",
    tags=TAGS,
)
async def get_own_appointment(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> AppointmentView:
    client_id = await _client_id(gate, principal)
    async with gate.portal(principal.practice, principal.actor, client_id) as view:
        return await queries.own_appointment(view, client_id, appointment_id)


@post(
    "/practices/{slug:str}/appointments/{appointment_id:uuid}/cancel",
    opt={"permission": OWNER_USE},
    operation_id="cancelOwnAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentView),
)
async def cancel_own_appointment(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentCancel],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    """What the practice has changed since `If-Match` is seen first: a screen that lay open calls nothing off."""
    client_id, seen = await _client_id(gate, principal), version_of(if_match)

    async def cancel(work: Work) -> AppointmentView:
        await service.cancel_own_appointment(work, client_id, appointment_id, data.reason, seen=seen)
        return await queries.own_appointment(work, client_id, appointment_id)

    return await perform(request, lambda: gate.work(principal.practice, principal.actor), cancel)


@post(
    "/practices/{slug:str}/appointments/{appointment_id:uuid}/reschedule",
    opt={"permission": OWNER_USE},
    operation_id="rescheduleOwnAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentView),
)
async def reschedule_own_appointment(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentMove],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    """What the practice has changed since `If-Match` is seen first: a screen that lay open moves nothing."""
    client_id, seen = await _client_id(gate, principal), version_of(if_match)

    async def move(work: Work) -> AppointmentView:
        await service.move_own_appointment(
            work, client_id, appointment_id, data.starts_at, data.vet_id, seen=seen
        )
        return await queries.own_appointment(work, client_id, appointment_id)

    return await perform(request, lambda: gate.work(principal.practice, principal.actor), move)


@get("/me/appointments", opt={"permission": OWNER_USE}, operation_id="listOwnAppointments", tags=TAGS)
async def list_own_appointments(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    when: When = "upcoming",
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[AppointmentView]:
    """Over all practices of which the owner is a client, each asked through its own portal."""
    after = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else None
    async with gate.core_view("person", principal.actor) as core:
        practices = await patients.owned_practices(core, principal.user)
    found: list[AppointmentView] = []
    for practice in practices:
        async with gate.portal(practice.tenant, principal.actor, practice.client_id) as view:
            found += await queries.own_appointments(view, practice.client_id, when, after, limit + 1)
    found.sort(key=lambda one: (one.starts_at, one.id), reverse=when == "past")
    return page_of(found[: limit + 1], limit, "starts_at", "id")


async def _client_id(gate: Gate, principal: Principal) -> UUID:
    """Who the owner is at this practice; to somebody who was never there, nothing exists."""
    async with gate.core_view("person", principal.actor) as view:
        client_id = await patients.client_id_at(view, principal.user, principal.practice.id)
    if client_id is None:
        raise NotFound
    return client_id


ROUTES = [
    hold_slot,
    release_hold,
    book_appointment,
    get_own_appointment,
    cancel_own_appointment,
    reschedule_own_appointment,
    list_own_appointments,
]
