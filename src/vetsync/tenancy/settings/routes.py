"""The profile, for the practice's own staff."""

from typing import Any

from litestar import Request, Response, get, patch
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.tenancy.permissions import PRACTICE_MANAGE, PRACTICE_READ
from vetsync.tenancy.settings import queries, service
from vetsync.tenancy.settings.schemas import Profile, ProfileChange

TAGS = ["practice"]


@get("/staff/{slug:str}/profile", opt={"permission": PRACTICE_READ}, operation_id="getProfile", tags=TAGS)
async def get_profile(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Profile:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.profile_for_staff(view)


@patch(
    "/staff/{slug:str}/profile",
    opt={"permission": PRACTICE_MANAGE},
    operation_id="changeProfile",
    tags=TAGS,
    responses=answers(Profile),
)
async def change_profile(
    slug: FromPath[str],
    if_match: IfMatch,
    data: JSONBody[ProfileChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_profile(work, version_of(if_match), data),
    )


ROUTES = [get_profile, change_profile]
