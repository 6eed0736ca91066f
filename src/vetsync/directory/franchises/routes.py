"""Franchises, for the platform."""

from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from vetsync.directory.franchises import service
from vetsync.directory.franchises.schemas import FranchiseRequested, FranchiseStart
from vetsync.directory.permissions import PLATFORM_MANAGE
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal


@post(
    "/platform/franchises",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="startFranchise",
    tags=["platform"],
    status_code=202,
    responses=answers(FranchiseRequested, 202),
)
async def start_franchise(
    data: JSONBody[FranchiseStart],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.start_franchise(work, data),
        status=202,
    )


ROUTES = [start_franchise]
