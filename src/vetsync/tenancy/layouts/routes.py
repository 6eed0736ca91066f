"""A person's own arranged screens over HTTP."""

from typing import Any

from litestar import Request, Response, delete, get, patch
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.tenancy.layouts import queries, service
from vetsync.tenancy.layouts.schemas import Arranged, LayoutChange, Layouts, LayoutView
from vetsync.tenancy.permissions import PRACTICE_READ

TAGS = ["screens"]
MINE = {"permission": PRACTICE_READ}
PATH = "/staff/{slug:str}/layouts/{workspace:str}"


@get("/staff/{slug:str}/layouts", opt=MINE, operation_id="listLayouts", tags=TAGS)
async def list_layouts(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Layouts:
    """Where the person put what, in the role they have, from whatever device."""
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.own_layouts(view, principal.role_here)


@patch(PATH, opt=MINE, operation_id="keepLayout", tags=TAGS, status_code=200)
async def keep_layout(
    slug: FromPath[str],
    workspace: FromPath[Arranged],
    data: JSONBody[LayoutChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[LayoutView]:
    """Keeps the parts that are named, for this person alone; what another device did to others stays."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.keep_layout(work, principal.role_here, workspace, data),
    )


@delete(PATH, opt=MINE, operation_id="resetLayout", tags=TAGS, status_code=204)
async def reset_layout(
    slug: FromPath[str],
    workspace: FromPath[Arranged],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    """Puts everything back to where it stands for everybody."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.reset_layout(work, principal.role_here, workspace),
    )


ROUTES = [list_layouts, keep_layout, reset_layout]
