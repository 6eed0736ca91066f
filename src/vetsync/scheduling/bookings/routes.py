"""Appointments, for the practice's staff."""

from collections.abc import Awaitable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page, decode_cursor, page_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.scheduling.bookings import queries, service
from vetsync.scheduling.bookings.rules import State
from vetsync.scheduling.bookings.schemas import (
    AppointmentApprove,
    AppointmentAssign,
    AppointmentBookAtDesk,
    AppointmentCancel,
    AppointmentDecline,
    AppointmentMoveAtDesk,
    AppointmentRow,
    AppointmentSearch,
    FreeVetList,
    UnattendedList,
)
from vetsync.scheduling.permissions import SCHEDULE_APPROVE, SCHEDULE_BOOK, SCHEDULE_READ

TAGS = ["appointments"]
FirstOn = Annotated[date, QueryParameter(name="from", description="First local date")]
LastOn = Annotated[date, QueryParameter(name="to", description="Last local date")]
VetId = Annotated[UUID | None, QueryParameter(name="vet")]
InState = Annotated[State | None, QueryParameter(name="state")]
# As a QueryParameter: Litestar passes over the bounds of a msgspec.Meta in the query string.
DayLimit = Annotated[
    int, QueryParameter(ge=1, le=queries.DAY_MAX, description="A whole day fits in one page")
]


async def _then_show(work: Work, appointment_id: UUID, command: Awaitable[None]) -> AppointmentRow:
    await command
    return await queries.appointment(work, appointment_id)


async def _book_and_show(work: Work, data: AppointmentBookAtDesk) -> AppointmentRow:
    return await queries.appointment(work, await service.book_at_desk(work, data))


@get(
    "/staff/{slug:str}/appointments",
    opt={"permission": SCHEDULE_READ},
    operation_id="listAppointments",
    tags=TAGS,
)
async def list_appointments(  # noqa: PLR0913, PLR0917 - one argument for each query parameter
    slug: FromPath[str],
    first_on: FirstOn,
    last_on: LastOn,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    vet_id: VetId = None,
    in_state: InState = None,
    cursor: FromQuery[str | None] = None,
    limit: DayLimit = 100,
) -> Page[AppointmentRow]:
    after = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else None
    window = queries.Window(first_on=first_on, last_on=last_on, vet_id=vet_id, state=in_state)
    async with gate.view(principal.practice, principal.actor) as view:
        return page_of(await queries.appointments(view, window, after, limit + 1), limit, "starts_at", "id")


@get(
    "/staff/{slug:str}/appointments/unattended",
    opt={"permission": SCHEDULE_READ},
    operation_id="listUnattendedAppointments",
    tags=TAGS,
)
async def list_unattended(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> UnattendedList:
    """What is still to come and stands where nobody is there for it, for somebody to hand over or move."""
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.unattended(view)


@post(
    "/staff/{slug:str}/appointments/find",
    opt={"permission": SCHEDULE_READ},
    operation_id="findAppointments",
    tags=TAGS,
    status_code=200,
)
async def find_appointments(
    slug: FromPath[str],
    data: JSONBody[AppointmentSearch],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Page[AppointmentRow]:
    """A POST, so that the names of people stay out of URLs and of every log of them."""
    after = decode_cursor(data.cursor, tuple[datetime, UUID]) if data.cursor else None
    window = queries.Window(
        first_on=data.first_on, last_on=data.last_on, vet_id=data.vet, state=data.state, q=data.q
    )
    async with gate.view(principal.practice, principal.actor) as view:
        rows = await queries.appointments(view, window, after, data.limit + 1)
    return page_of(rows, data.limit, "starts_at", "id")


@post(
    "/staff/{slug:str}/appointments",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="bookAtDesk",
    tags=TAGS,
    responses=answers(AppointmentRow, 201),
)
async def book_at_desk(
    slug: FromPath[str],
    data: JSONBody[AppointmentBookAtDesk],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _book_and_show(work, data),
        status=201,
    )


@get(
    "/staff/{slug:str}/patients/{patient_id:uuid}/appointments",
    opt={"permission": SCHEDULE_READ},
    operation_id="listPatientAppointments",
    tags=TAGS,
)
async def list_patient_appointments(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[AppointmentRow]:
    """Newest first, those to come before those that were."""
    before = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else None
    async with gate.view(principal.practice, principal.actor) as view:
        rows = await queries.appointments_of_patient(view, patient_id, before, limit + 1)
    return page_of(rows, limit, "starts_at", "id")


@get(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}",
    opt={"permission": SCHEDULE_READ},
    operation_id="getAppointment",
    tags=TAGS,
)
async def get_appointment(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> AppointmentRow:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.appointment(view, appointment_id)


@get(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/free-vets",
    opt={"permission": SCHEDULE_READ},
    operation_id="listFreeVets",
    tags=TAGS,
)
async def list_free_vets(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> FreeVetList:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.free_vets(view, appointment_id)


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/approve",
    opt={"permission": SCHEDULE_APPROVE},
    operation_id="approveAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def approve(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentApprove],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(
            work,
            appointment_id,
            service.approve_appointment(
                work, appointment_id, data.vet_id, unsuitable=data.unsuitable, seen=seen
            ),
        ),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/decline",
    opt={"permission": SCHEDULE_APPROVE},
    operation_id="declineAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def decline(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentDecline],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(
            work, appointment_id, service.decline_appointment(work, appointment_id, data.reason, seen=seen)
        ),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/assign",
    opt={"permission": SCHEDULE_APPROVE},
    operation_id="assignVet",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def assign(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentAssign],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(
            work,
            appointment_id,
            service.assign_vet(work, appointment_id, data.vet_id, unsuitable=data.unsuitable, seen=seen),
        ),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/cancel",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="cancelAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def cancel(
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
        lambda work: _then_show(
            work, appointment_id, service.cancel_appointment(work, appointment_id, data.reason, seen=seen)
        ),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/reschedule",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="rescheduleAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def reschedule(
    slug: FromPath[str],
    appointment_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentMoveAtDesk],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: _then_show(
            work,
            appointment_id,
            service.move_appointment(
                work,
                appointment_id,
                data.starts_at,
                data.vet_id,
                minutes=data.minutes,
                resource_id=data.resource_id,
                seen=seen,
            ),
        ),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/complete",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="completeAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def complete(
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
        lambda work: _then_show(
            work, appointment_id, service.complete_appointment(work, appointment_id, seen=seen)
        ),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/no-show",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="markNoShow",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def mark_no_show(
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
        lambda work: _then_show(work, appointment_id, service.mark_no_show(work, appointment_id, seen=seen)),
    )


@post(
    "/staff/{slug:str}/appointments/{appointment_id:uuid}/undo",
    opt={"permission": SCHEDULE_BOOK},
    operation_id="undoAppointment",
    tags=TAGS,
    status_code=200,
    responses=answers(AppointmentRow),
)
async def undo(
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
        lambda work: _then_show(
            work, appointment_id, service.undo_last_step(work, appointment_id, seen=seen)
        ),
    )


ROUTES = [
    list_appointments,
    find_appointments,
    list_unattended,
    book_at_desk,
    list_patient_appointments,
    get_appointment,
    list_free_vets,
    approve,
    decline,
    assign,
    cancel,
    reschedule,
    complete,
    mark_no_show,
    undo,
]
