"""The directory for everybody, favourites for owners."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.directory.permissions import PUBLIC, SIGNED_IN
from vetsync.directory.public import feed, service
from vetsync.directory.public.schemas import PracticeCard, PracticePage, Search, Sort
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal

TAGS = ["directory"]
Words = Annotated[str, msgspec.Meta(max_length=120)]
Key = Annotated[str, msgspec.Meta(max_length=60)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Kilometres = Annotated[float, msgspec.Meta(gt=0, le=500)]


@get("/practices", opt={"permission": PUBLIC}, operation_id="listPractices", tags=TAGS)
async def list_practices(  # noqa: PLR0913, PLR0917 - one for each way to narrow the search down
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    q: FromQuery[Words] = "",
    lat: FromQuery[Latitude | None] = None,
    lon: FromQuery[Longitude | None] = None,
    radius_km: FromQuery[Kilometres | None] = None,
    species: FromQuery[Key | None] = None,
    service_name: Annotated[Words | None, QueryParameter(name="service")] = None,
    open_now: FromQuery[bool] = False,
    type_key: Annotated[
        Key | None, QueryParameter(name="type", description="Key or category of a visit")
    ] = None,
    sort: FromQuery[Sort] = "relevance",
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[PracticeCard]:
    search = Search(
        q=q, lat=lat, lon=lon, radius_km=radius_km, species=species, service=service_name, open_now=open_now,
        type=type_key, sort=sort,
    )  # fmt: skip
    return await feed.feed(gate, principal.actor, search, cursor, limit)


@get("/practices/{slug:str}", opt={"permission": PUBLIC}, operation_id="getPractice", tags=TAGS)
async def get_practice(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    species: FromQuery[Key | None] = None,
    type_key: Annotated[Key | None, QueryParameter(name="type")] = None,
) -> PracticePage:
    return await feed.page(gate, principal.actor, slug, Search(species=species, type=type_key))


@get("/me/favourites", opt={"permission": SIGNED_IN}, operation_id="listFavourites", tags=TAGS)
async def list_favourites(
    principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[PracticeCard]:
    return Page(items=await feed.favourites(gate, principal.actor))


@put(
    "/me/favourites/{slug:str}",
    opt={"permission": SIGNED_IN},
    operation_id="markFavourite",
    tags=TAGS,
    status_code=204,
)
async def mark_favourite(
    slug: FromPath[str],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.mark_favourite(work, slug),
    )


@delete(
    "/me/favourites/{slug:str}",
    opt={"permission": SIGNED_IN},
    operation_id="unmarkFavourite",
    tags=TAGS,
    status_code=204,
)
async def unmark_favourite(
    slug: FromPath[str],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[None]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.unmark_favourite(work, slug),
    )


ROUTES = [list_practices, get_practice, list_favourites, mark_favourite, unmark_favourite]
