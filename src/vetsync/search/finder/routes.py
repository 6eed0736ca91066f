"""The ask bar over HTTP."""

from litestar import delete, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.principal import Principal
from vetsync.search.finder import queries, service
from vetsync.search.finder.around import Around
from vetsync.search.finder.schemas import FindAnswer, FindRequest, Opened
from vetsync.tenancy.permissions import PRACTICE_READ

TAGS = ["search"]


@post(
    "/staff/{slug:str}/find",
    opt={"permission": PRACTICE_READ},
    operation_id="findAnything",
    tags=TAGS,
    status_code=200,
)
async def find_anything(
    slug: FromPath[str],
    data: JSONBody[FindRequest],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    around: NamedDependency[Around],
) -> FindAnswer:
    """Of every kind that the person may see, the best first, and what the line asks to be done; nothing is done.

    A POST, so that names, numbers and chips stay out of addresses and of every log of them.
    """
    surroundings = await around.of(principal.practice, principal.actor)
    async with gate.view(principal.practice, principal.actor, generic_plans=True) as view:
        return await queries.find(view, surroundings, data)


@put(
    "/staff/{slug:str}/opened",
    opt={"permission": PRACTICE_READ},
    operation_id="noteOpened",
    tags=TAGS,
    status_code=204,
)
async def note_opened(
    slug: FromPath[str],
    data: JSONBody[Opened],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> None:
    """Remembers for this person alone what was opened, for thirty days, so that it is found first."""
    async with gate.work(principal.practice, principal.actor) as work:
        await service.note_opened(work, data)


@delete(
    "/staff/{slug:str}/opened",
    opt={"permission": PRACTICE_READ},
    operation_id="forgetOpened",
    tags=TAGS,
    status_code=204,
)
async def forget_opened(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> None:
    """Forgets everything that this person opened here."""
    async with gate.work(principal.practice, principal.actor) as work:
        await service.forget_own(work)


ROUTES = [find_anything, note_opened, forget_opened]
