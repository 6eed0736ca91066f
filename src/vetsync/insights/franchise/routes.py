"""A franchise's practices over HTTP."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from vetsync.insights.franchise import queries
from vetsync.insights.franchise.schemas import FranchisePractice
from vetsync.insights.permissions import FRANCHISE_READ
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.principal import Principal


@get(
    "/staff/{slug:str}/practices",
    opt={"permission": FRANCHISE_READ},
    operation_id="listFranchisePractices",
    tags=["insights"],
)
async def list_franchise_practices(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[FranchisePractice]:
    return await queries.franchise_practices(gate, principal.practice, principal.actor, cursor, limit)


ROUTES = [list_franchise_practices]
