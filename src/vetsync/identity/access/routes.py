"""Who works in a practice, with which role, and how people come to work there."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vetsync.identity.access import joining, queries, service
from vetsync.identity.access.permissions import SIGNED_IN, STAFF_MANAGE, STAFF_READ
from vetsync.identity.access.presence import Presences
from vetsync.identity.access.schemas import (
    Invite,
    Member,
    MemberPatch,
    MyVetApplication,
    OpenInvitation,
    Role,
    RoleAdd,
    RolePatch,
    VetApplication,
    VetApplicationState,
    VetApply,
    VetDecision,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.tenancy.structure.queries import check_department

STAFF = ["staff"]
READ = {"permission": STAFF_READ}
MANAGE = {"permission": STAFF_MANAGE}
MINE = {"permission": SIGNED_IN}


@get("/staff/{slug:str}/members", opt=READ, operation_id="listMembers", tags=STAFF)
async def list_members(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    of_state: Annotated[Literal["active", "ended"], QueryParameter(name="state")] = "active",
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[Member]:
    async with gate.core_view("auth", principal.actor) as view:
        return await queries.members(view, principal.practice, of_state, cursor, limit)


@patch(
    "/staff/{slug:str}/members/{member_id:uuid}",
    opt=MANAGE,
    operation_id="changeMember",
    tags=STAFF,
    responses=answers(Member),
)
async def change_member(
    slug: FromPath[str],
    member_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[MemberPatch],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    presences: NamedDependency[Presences],
) -> Response[bytes]:
    await _check_department(gate, principal, data.department_id)
    response = await perform(
        request,
        lambda: gate.core_work("auth", principal.actor),
        lambda work: service.change_member(work, principal.practice, member_id, version_of(if_match), data),
    )
    presences.forget_all()
    return response


@get("/staff/{slug:str}/roles", opt=READ, operation_id="listRoles", tags=STAFF)
async def list_roles(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[Role]:
    async with gate.core_view("auth", principal.actor) as view:
        return Page(items=await queries.roles(view, principal.practice))


@post("/staff/{slug:str}/roles", opt=MANAGE, operation_id="addRole", tags=STAFF, responses=answers(Role, 201))
async def add_role(
    slug: FromPath[str],
    data: JSONBody[RoleAdd],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("auth", principal.actor),
        lambda work: service.add_role(work, principal.practice, data),
        status=201,
    )


@patch(
    "/staff/{slug:str}/roles/{role_id:uuid}",
    opt=MANAGE,
    operation_id="changeRole",
    tags=STAFF,
    responses=answers(Role),
)
async def change_role(
    slug: FromPath[str],
    role_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[RolePatch],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    presences: NamedDependency[Presences],
) -> Response[bytes]:
    response = await perform(
        request,
        lambda: gate.core_work("auth", principal.actor),
        lambda work: service.change_role(work, principal.practice, role_id, version_of(if_match), data),
    )
    presences.forget_all()
    return response


@get("/staff/{slug:str}/invitations", opt=MANAGE, operation_id="listInvitations", tags=STAFF)
async def list_invitations(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[OpenInvitation]:
    async with gate.core_view("auth", principal.actor) as view:
        return await queries.open_invitations(view, principal.practice, cursor, limit)


@post(
    "/staff/{slug:str}/invitations",
    opt=MANAGE,
    operation_id="inviteMember",
    tags=STAFF,
    responses=answers(OpenInvitation, 201),
)
async def invite_member(
    slug: FromPath[str],
    data: JSONBody[Invite],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    await _check_department(gate, principal, data.department_id)
    return await perform(
        request,
        lambda: gate.core_work("auth", principal.actor),
        lambda work: joining.invite_member(work, principal.practice, data),
        status=201,
    )


@delete(
    "/staff/{slug:str}/invitations/{invitation_id:uuid}",
    opt=MANAGE,
    operation_id="revokeInvitation",
    tags=STAFF,
    status_code=204,
)
async def revoke_invitation(
    slug: FromPath[str],
    invitation_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    return await perform(
        request,
        lambda: gate.core_work("auth", principal.actor),
        lambda work: joining.revoke_invitation(work, principal.practice, invitation_id),
    )


@get("/staff/{slug:str}/vet-applications", opt=READ, operation_id="listVetApplications", tags=STAFF)
async def list_vet_applications(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    of_state: Annotated[VetApplicationState | None, QueryParameter(name="state")] = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[VetApplication]:
    async with gate.core_view("auth", principal.actor) as view:
        return await queries.vet_applications(view, principal.practice, of_state, cursor, limit)


@post(
    "/staff/{slug:str}/vet-applications/{application_id:uuid}/approve",
    opt=MANAGE,
    operation_id="approveVet",
    tags=STAFF,
    status_code=200,
    responses=answers(VetApplication),
)
async def approve_vet(
    slug: FromPath[str],
    application_id: FromPath[UUID],
    data: JSONBody[VetDecision],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    presences: NamedDependency[Presences],
) -> Response[bytes]:
    response = await perform(
        request,
        lambda: gate.core_work("auth", principal.actor),
        lambda work: joining.approve_vet(work, principal.practice, application_id, data),
    )
    presences.forget_all()
    return response


@post(
    "/staff/{slug:str}/vet-applications/{application_id:uuid}/reject",
    opt=MANAGE,
    operation_id="rejectVet",
    tags=STAFF,
    status_code=200,
    responses=answers(VetApplication),
)
async def reject_vet(
    slug: FromPath[str],
    application_id: FromPath[UUID],
    data: JSONBody[VetDecision],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("auth", principal.actor),
        lambda work: joining.reject_vet(work, principal.practice, application_id, data),
    )


@post(
    "/practices/{slug:str}/vet-applications",
    opt=MINE,
    operation_id="applyAsVet",
    tags=["me"],
    responses=answers(MyVetApplication, 201),
)
async def apply_as_vet(
    slug: FromPath[str],
    data: JSONBody[VetApply],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: joining.apply_as_vet(work, principal.practice, data),
        status=201,
    )


@get("/me/vet-applications", opt=MINE, operation_id="listMyVetApplications", tags=["me"])
async def list_my_vet_applications(
    principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[MyVetApplication]:
    async with gate.core_view("person", principal.actor) as view:
        return Page(items=await queries.my_vet_applications(view, principal.user))


async def _check_department(gate: Gate, principal: Principal, department_id: object) -> None:
    """Departments stand in the practice's own schema, where the shared one can hold no reference to them."""
    if isinstance(department_id, UUID):
        async with gate.view(principal.practice, principal.actor) as view:
            await check_department(view, department_id)


ROUTES = [
    list_members, change_member, list_roles, add_role, change_role, list_invitations, invite_member, revoke_invitation,
    list_vet_applications, approve_vet, reject_vet, apply_as_vet, list_my_vet_applications,
]  # fmt: skip
