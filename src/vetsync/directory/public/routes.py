"""The directory for everybody, favourites for owners."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.directory.permissions import PUBLIC, SIGNED_IN
from vetsync.directory.public import feed, queries, service
from vetsync.directory.public.schemas import PracticeCard, PracticePage, Search, Sort
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.kit.media import WEBP
from vetsync.kit.storage import FileMissing, SealedFiles
from vetsync.tenancy.photos.queries import photo_key

TAGS = ["directory"]
KEPT_BY_ANYBODY = {"cache-control": "public, max-age=86400", "x-content-type-options": "nosniff"}
# Bounds stand in the parameter: Litestar passes over those of a msgspec.Meta in the query string.
Words = Annotated[str, QueryParameter(max_length=120)]
Service = Annotated[str | None, QueryParameter(name="service", max_length=120)]
Species = Annotated[str | None, QueryParameter(max_length=60)]
Type = Annotated[
    str | None, QueryParameter(name="type", max_length=60, description="Key or category of a visit")
]
Latitude = Annotated[float | None, QueryParameter(ge=-90, le=90)]
Longitude = Annotated[float | None, QueryParameter(ge=-180, le=180)]
Kilometres = Annotated[float | None, QueryParameter(gt=0, le=500)]


@get("/practices", opt={"permission": PUBLIC}, operation_id="listPractices", tags=TAGS)
async def list_practices(  # noqa: PLR0913, PLR0917 - one for each way to narrow the search down
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    q: Words = "",
    lat: Latitude = None,
    lon: Longitude = None,
    radius_km: Kilometres = None,
    species: Species = None,
    service_name: Service = None,
    open_now: FromQuery[bool] = False,
    type_key: Type = None,
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
    species: Species = None,
    type_key: Type = None,
) -> PracticePage:
    return await feed.page(gate, principal.actor, slug, Search(species=species, type=type_key))


@get(
    "/practices/{slug:str}/photos/{photo_id:uuid}",
    opt={"permission": PUBLIC},
    operation_id="getPracticePhoto",
    tags=TAGS,
    media_type=WEBP,
)
async def get_photo(
    slug: FromPath[str],
    photo_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    async with gate.core_view("public", principal.actor) as view:
        tenant_id = await queries.practice_showing(view, slug, photo_id)
    if tenant_id is None:
        raise FileMissing
    return Response(await files.get(photo_key(tenant_id, photo_id)), media_type=WEBP, headers=KEPT_BY_ANYBODY)


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


ROUTES = [list_practices, get_practice, get_photo, list_favourites, mark_favourite, unmark_favourite]
