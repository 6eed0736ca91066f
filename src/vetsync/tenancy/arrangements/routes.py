"""The way that a person came, over HTTP."""

from litestar import get, patch
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.principal import Principal
from vetsync.tenancy.arrangements import queries, service
from vetsync.tenancy.arrangements.schemas import Arrangement, ArrangementChange
from vetsync.tenancy.permissions import PRACTICE_READ

TAGS = ["screens"]
MINE = {"permission": PRACTICE_READ}


@get("/staff/{slug:str}/arrangement", opt=MINE, operation_id="getArrangement", tags=TAGS)
async def get_arrangement(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Arrangement:
    """The way that the person came, from whatever device."""
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.own_arrangement(view)


@patch("/staff/{slug:str}/arrangement", opt=MINE, operation_id="keepArrangement", tags=TAGS, status_code=204)
async def keep_arrangement(
    slug: FromPath[str],
    data: JSONBody[ArrangementChange],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> None:
    """Keeps what is given, for this person alone; a second time changes nothing."""
    async with gate.work(principal.practice, principal.actor) as work:
        await service.keep_arrangement(work, data)


ROUTES = [get_arrangement, keep_arrangement]
