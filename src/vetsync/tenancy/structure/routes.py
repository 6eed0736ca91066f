"""Departments for practices, the tree for the platform."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.tenancy.permissions import PLATFORM_MANAGE, PLATFORM_READ, PRACTICE_MANAGE, PRACTICE_READ
from vetsync.tenancy.structure import queries, service
from vetsync.tenancy.structure.cache import TenantCache
from vetsync.tenancy.structure.schemas import (
    Branch,
    DepartmentAdd,
    DepartmentChange,
    DepartmentView,
    Node,
    NodeMove,
)

PRACTICE = ["practice"]
PLATFORM = ["platform"]


@get(
    "/staff/{slug:str}/departments",
    opt={"permission": PRACTICE_READ},
    operation_id="listDepartments",
    tags=PRACTICE,
)
async def list_departments(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[DepartmentView]:
    async with gate.view(principal.practice, principal.actor) as view:
        return Page(items=await queries.departments(view))


@post(
    "/staff/{slug:str}/departments",
    opt={"permission": PRACTICE_MANAGE},
    operation_id="addDepartment",
    tags=PRACTICE,
    responses=answers(DepartmentView, 201),
)
async def add_department(
    slug: FromPath[str],
    data: JSONBody[DepartmentAdd],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.add_department(work, data),
        status=201,
    )


@patch(
    "/staff/{slug:str}/departments/{department_id:uuid}",
    opt={"permission": PRACTICE_MANAGE},
    operation_id="changeDepartment",
    tags=PRACTICE,
    responses=answers(DepartmentView),
)
async def change_department(
    slug: FromPath[str],
    department_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[DepartmentChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_department(work, department_id, version_of(if_match), data),
    )


@get("/platform/tree", opt={"permission": PLATFORM_READ}, operation_id="getTree", tags=PLATFORM)
async def get_tree(principal: NamedDependency[Principal], gate: NamedDependency[Gate]) -> Page[Branch]:
    async with gate.core_view("platform", principal.actor) as view:
        return Page(items=await queries.tree(view))


@post(
    "/platform/clinics/{slug:str}/suspend",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="suspendPractice",
    tags=PLATFORM,
    status_code=200,
    responses=answers(Node),
)
async def suspend_practice(
    slug: FromPath[str],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    tenants: NamedDependency[TenantCache],
) -> Response[bytes]:
    response = await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.suspend_practice(work, slug),
    )
    tenants.forget(slug)
    return response


@post(
    "/platform/clinics/{slug:str}/resume",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="resumePractice",
    tags=PLATFORM,
    status_code=200,
    responses=answers(Node),
)
async def resume_practice(
    slug: FromPath[str],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    tenants: NamedDependency[TenantCache],
) -> Response[bytes]:
    response = await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.resume_practice(work, slug),
    )
    tenants.forget(slug)
    return response


@post(
    "/platform/clinics/{slug:str}/move",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="movePractice",
    tags=PLATFORM,
    status_code=200,
    responses=answers(Node),
)
async def move_practice(
    slug: FromPath[str],
    data: JSONBody[NodeMove],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    tenants: NamedDependency[TenantCache],
) -> Response[bytes]:
    response = await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.move_practice(work, slug, data.franchise_slug),
    )
    tenants.forget(slug)
    return response


ROUTES = [
    list_departments, add_department, change_department, get_tree, suspend_practice, resume_practice, move_practice,
]  # fmt: skip
