"""Resources, hours and leave, for the practice's staff."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.scheduling.permissions import SCHEDULE_MANAGE, SCHEDULE_READ
from vetsync.scheduling.resources import queries, service
from vetsync.scheduling.resources.displaced import displaced_by
from vetsync.scheduling.resources.schemas import (
    Displaced,
    ExceptionList,
    ExceptionSet,
    ExceptionView,
    HoursPlan,
    Kind,
    LeaveAdd,
    LeaveAdded,
    LeaveList,
    ResourceAdd,
    ResourceChange,
    ResourceList,
    ResourceView,
    WeekHours,
    WeekView,
    WorkingHoursList,
)

TAGS = ["schedule settings"]
SinceDay = Annotated[
    date | None, QueryParameter(name="since", description="Local date; default: what is not over yet")
]
UntilDay = Annotated[
    date | None, QueryParameter(name="until", description="Last local date; default: all that is to come")
]
FirstOn = Annotated[date, QueryParameter(name="from", description="First local date")]
LastOn = Annotated[date, QueryParameter(name="to", description="Last local date")]
ResourceId = Annotated[UUID | None, QueryParameter(name="resource")]


@get(
    "/staff/{slug:str}/opening-hours",
    opt={"permission": SCHEDULE_READ},
    operation_id="getOpeningHours",
    tags=TAGS,
)
async def get_opening_hours(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> WeekView:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.opening_hours_for_staff(view)


@put(
    "/staff/{slug:str}/opening-hours",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="setOpeningHours",
    tags=TAGS,
    responses=answers(WeekView),
)
async def set_opening_hours(
    slug: FromPath[str],
    if_match: IfMatch,
    data: JSONBody[WeekHours],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.set_opening_hours(work, data, seen=seen),
    )


@post(
    "/staff/{slug:str}/opening-hours/displaced",
    opt={"permission": SCHEDULE_READ},
    operation_id="findDisplaced",
    tags=TAGS,
    status_code=200,
)
async def find_displaced(
    slug: FromPath[str],
    data: JSONBody[HoursPlan],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Displaced:
    """Which appointments would stand outside, asked before hours or a leave are saved. A POST that changes nothing."""
    async with gate.view(principal.practice, principal.actor) as view:
        return await displaced_by(view, data)


@get(
    "/staff/{slug:str}/hours-exceptions",
    opt={"permission": SCHEDULE_READ},
    operation_id="listHoursExceptions",
    tags=TAGS,
)
async def list_exceptions(
    slug: FromPath[str],
    first_on: FirstOn,
    last_on: LastOn,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> ExceptionList:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.exceptions_for_staff(view, first_on, last_on)


@put(
    "/staff/{slug:str}/hours-exceptions/{on_date:date}",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="setHoursException",
    tags=TAGS,
    responses=answers(ExceptionView),
)
async def set_exception(
    slug: FromPath[str],
    on_date: FromPath[date],
    if_match: IfMatch,
    data: JSONBody[ExceptionSet],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.set_exception(work, on_date, data, seen=seen),
    )


@delete(
    "/staff/{slug:str}/hours-exceptions/{on_date:date}",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="clearHoursException",
    tags=TAGS,
    status_code=204,
)
async def clear_exception(
    slug: FromPath[str],
    on_date: FromPath[date],
    if_match: IfMatch,
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.clear_exception(work, on_date, seen=seen),
    )


@get(
    "/staff/{slug:str}/resources",
    opt={"permission": SCHEDULE_READ},
    operation_id="listResources",
    tags=TAGS,
)
async def list_resources(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    kind: FromQuery[Kind | None] = None,
) -> ResourceList:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.resources(view, kind)


@post(
    "/staff/{slug:str}/resources",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="addResource",
    tags=TAGS,
    responses=answers(ResourceView, 201),
)
async def add_resource(
    slug: FromPath[str],
    data: JSONBody[ResourceAdd],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.add_resource(work, data),
        status=201,
    )


@patch(
    "/staff/{slug:str}/resources/{resource_id:uuid}",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="changeResource",
    tags=TAGS,
    responses=answers(ResourceView),
)
async def change_resource(
    slug: FromPath[str],
    resource_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[ResourceChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_resource(work, resource_id, version_of(if_match), data),
    )


@get(
    "/staff/{slug:str}/resources/{resource_id:uuid}/hours",
    opt={"permission": SCHEDULE_READ},
    operation_id="getResourceHours",
    tags=TAGS,
)
async def get_resource_hours(
    slug: FromPath[str],
    resource_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> WeekView:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.resource_hours_for_staff(view, resource_id)


@get(
    "/staff/{slug:str}/working-hours",
    opt={"permission": SCHEDULE_READ},
    operation_id="listWorkingHours",
    tags=TAGS,
)
async def list_working_hours(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> WorkingHoursList:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.working_hours(view)


@put(
    "/staff/{slug:str}/resources/{resource_id:uuid}/hours",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="setResourceHours",
    tags=TAGS,
    responses=answers(WeekView),
)
async def set_resource_hours(
    slug: FromPath[str],
    resource_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[WeekHours],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    seen = version_of(if_match)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.set_resource_hours(work, resource_id, data, seen=seen),
    )


@get(
    "/staff/{slug:str}/leave",
    opt={"permission": SCHEDULE_READ},
    operation_id="listLeave",
    tags=TAGS,
)
async def list_leave(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    resource_id: ResourceId = None,
    since_on: SinceDay = None,
    until_on: UntilDay = None,
) -> LeaveList:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.leaves(view, resource_id, since_on=since_on, until_on=until_on)


@post(
    "/staff/{slug:str}/leave",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="addLeave",
    tags=TAGS,
    responses=answers(LeaveAdded, 201),
)
async def add_leave(
    slug: FromPath[str],
    data: JSONBody[LeaveAdd],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.add_leave(work, data),
        status=201,
    )


@delete(
    "/staff/{slug:str}/leave/{leave_id:uuid}",
    opt={"permission": SCHEDULE_MANAGE},
    operation_id="removeLeave",
    tags=TAGS,
    status_code=204,
)
async def remove_leave(
    slug: FromPath[str],
    leave_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.remove_leave(work, leave_id),
    )


ROUTES = [
    get_opening_hours,
    set_opening_hours,
    find_displaced,
    list_exceptions,
    set_exception,
    clear_exception,
    list_resources,
    add_resource,
    change_resource,
    get_resource_hours,
    list_working_hours,
    set_resource_hours,
    list_leave,
    add_leave,
    remove_leave,
]
