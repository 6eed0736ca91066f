"""The likely next act over HTTP: noting, asking, switching and forgetting."""

from typing import Any

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.search.likely import queries, service
from vetsync.search.likely.schemas import LikelyAnswer, LikelyAsk, LikelySettings, Notes, Switched
from vetsync.tenancy.permissions import PRACTICE_MANAGE, PRACTICE_READ

TAGS = ["likely"]
READ = {"permission": PRACTICE_READ}
MANAGE = {"permission": PRACTICE_MANAGE}


@post("/staff/{slug:str}/likely/notes", opt=READ, operation_id="noteActs", tags=TAGS, status_code=204)
async def note_acts(
    slug: FromPath[str],
    data: JSONBody[Notes],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    """Adds acts to what the person's role usually does; with an Idempotency-Key, once.

    Where it is switched off nothing is kept, and that is no fault.
    """
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.note_acts(work, principal.role_here, data.items),
    )


@post("/staff/{slug:str}/likely/next", opt=READ, operation_id="askLikely", tags=TAGS, status_code=200)
async def ask_likely(
    slug: FromPath[str],
    data: JSONBody[LikelyAsk],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> LikelyAnswer:
    """What people of one's own role usually do here, three at most, with the reason. Nothing is done by it."""
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.likely_next(view, principal.role_here, data)


@get("/staff/{slug:str}/likely", opt=READ, operation_id="getLikelySettings", tags=TAGS)
async def get_settings(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> LikelySettings:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.settings(view)


@put("/staff/{slug:str}/likely/mine", opt=READ, operation_id="switchMyLikely", tags=TAGS, status_code=204)
async def switch_mine(
    slug: FromPath[str],
    data: JSONBody[Switched],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    """Off: what the person does is not noted, and nothing is suggested to them. What they taught stays."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.switch_mine(work, data.is_on),
    )


@delete("/staff/{slug:str}/likely/mine", opt=READ, operation_id="forgetMyLikely", tags=TAGS, status_code=204)
async def forget_mine(
    slug: FromPath[str],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    """Takes out of what was learned whatever the person taught. It cannot be had back."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        service.forget_mine,
    )


@put("/staff/{slug:str}/likely", opt=MANAGE, operation_id="switchLikely", tags=TAGS, status_code=204)
async def switch_practice(
    slug: FromPath[str],
    data: JSONBody[Switched],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    """Off: nothing is noted or suggested in the whole practice. What was learned stays."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.switch_practice(work, data.is_on),
    )


@delete("/staff/{slug:str}/likely", opt=MANAGE, operation_id="forgetLikely", tags=TAGS, status_code=204)
async def forget_all(
    slug: FromPath[str],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    """Everything that the practice's people taught. It cannot be had back."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        service.forget_all,
    )


ROUTES = [note_acts, ask_likely, get_settings, switch_mine, forget_mine, switch_practice, forget_all]
