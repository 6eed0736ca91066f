"""Free slots for everybody; appointment types for the practice."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.errors import Invalid
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.patients.schemas import Species
from vetsync.scheduling.permissions import SCHEDULE_MANAGE, SCHEDULE_READ
from vetsync.scheduling.slots import queries, service
from vetsync.scheduling.slots.schemas import (
    AppointmentTypeAdd,
    AppointmentTypeChange,
    AppointmentTypeList,
    AppointmentTypeView,
    OfferList,
    SlotList,
)

SLOTS = ["slots"]
SETTINGS = ["schedule settings"]
DAYS_AHEAD_MAX = 800

TypeKey = Annotated[
    str, QueryParameter(name="type", description="Key of the appointment type", max_length=60)
]
FirstOn = Annotated[date, QueryParameter(name="from", description="First local date")]
Days = Annotated[int, QueryParameter(ge=1, le=31)]
VetId = Annotated[UUID | None, QueryParameter(name="vet")]
Minutes = Annotated[
    int | None, QueryParameter(ge=1, le=1440, description="For as long, where that is not the type's length")
]


@get("/practices/{slug:str}/slots", opt={"permission": "public"}, operation_id="listSlots", tags=SLOTS)
async def list_slots(
    slug: FromPath[str],
    type_key: TypeKey,
    first_on: FirstOn,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    days: Days = 1,
    vet_id: VetId = None,
    species: FromQuery[Species | None] = None,
) -> SlotList:
    async with gate.view(principal.practice, principal.actor) as view:
        if abs((first_on - view.now.date()).days) > DAYS_AHEAD_MAX:
            raise Invalid(code="out_of_reach", field="from")
        slots = await queries.free_slots(view, type_key, first_on, days, vet_id, species=species)
        return SlotList(items=slots, zone=view.tenant.zone)


@get(
    "/staff/{slug:str}/slots", opt={"permission": SCHEDULE_READ}, operation_id="listSlotsForStaff", tags=SLOTS
)
async def list_slots_for_staff(
    slug: FromPath[str],
    type_key: TypeKey,
    first_on: FirstOn,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    days: Days = 1,
    vet_id: VetId = None,
    minutes: Minutes = None,
) -> SlotList:
    """Without the limits for owners: lead time, horizon, daily limit, online."""
    async with gate.view(principal.practice, principal.actor) as view:
        if abs((first_on - view.now.date()).days) > DAYS_AHEAD_MAX:
            raise Invalid(code="out_of_reach", field="from")
        slots = await queries.slots_for_staff(view, type_key, first_on, days, vet_id, minutes=minutes)
        return SlotList(items=slots, zone=view.tenant.zone)


@get("/staff/{slug:str}/offers", opt={"permission": SCHEDULE_READ}, operation_id="listOffers", tags=SLOTS)
async def list_offers(
    slug: FromPath[str],
    type_key: TypeKey,
    patient_id: FromQuery[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> OfferList:
    """The three best starts of the next two weeks for a patient whose owner is on the telephone."""
    async with gate.view(principal.practice, principal.actor) as view:
        return OfferList(items=await queries.offers(view, type_key, patient_id), zone=view.tenant.zone)


@get(
    "/staff/{slug:str}/appointment-types",
    opt={"permission": SCHEDULE_READ},
    operation_id="listAppointmentTypes",
    tags=SETTINGS,
)
async def list_types(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> AppointmentTypeList:
    async with gate.view(principal.practice, principal.actor) as view:
        return AppointmentTypeList(items=await queries.types_for_staff(view))


@post(
    "/staff/{slug:str}/appointment-types",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="addAppointmentType",
    tags=SETTINGS,
    responses=answers(AppointmentTypeView, 201),
)
async def add_type(
    slug: FromPath[str],
    data: JSONBody[AppointmentTypeAdd],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.add_type(work, data),
        status=201,
    )


@patch(
    "/staff/{slug:str}/appointment-types/{type_id:uuid}",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="changeAppointmentType",
    tags=SETTINGS,
    responses=answers(AppointmentTypeView),
)
async def change_type(
    slug: FromPath[str],
    type_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[AppointmentTypeChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_type(work, type_id, version_of(if_match), data),
    )


ROUTES = [list_slots, list_slots_for_staff, list_offers, list_types, add_type, change_type]
