"""A practice's pictures, for its own staff; everybody else sees them on its page."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, MultipartBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.paging import Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.kit.ids import new_id
from vetsync.kit.media import PICTURE_BYTES_MAX, drawn_anew
from vetsync.kit.storage import SealedFiles
from vetsync.tenancy.permissions import PRACTICE_MANAGE, PRACTICE_READ
from vetsync.tenancy.photos import queries, service
from vetsync.tenancy.photos.queries import Photo, photo_key

TAGS = ["practice"]
MANAGE = {"permission": PRACTICE_MANAGE}
SIDE_MAX = 1600
MULTIPART_OVERHEAD = 4_000


class PhotoUpload(msgspec.Struct):
    file: UploadFile


@get(
    "/staff/{slug:str}/photos",
    opt={"permission": PRACTICE_READ},
    operation_id="listPracticePhotos",
    tags=TAGS,
)
async def list_photos(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[Photo]:
    async with gate.view(principal.practice, principal.actor) as view:
        return Page(items=await queries.photos_for_staff(view))


@post(
    "/staff/{slug:str}/photos",
    opt=MANAGE,
    operation_id="addPracticePhoto",
    tags=TAGS,
    responses=answers(Page[Photo], 201),
    request_max_body_size=PICTURE_BYTES_MAX + MULTIPART_OVERHEAD,
)
async def add_photo(
    slug: FromPath[str],
    data: MultipartBody[PhotoUpload],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    content = await drawn_anew(await data.file.read(PICTURE_BYTES_MAX + 1), SIDE_MAX)
    photo_id = new_id()

    async def save(work: Work) -> Page[Photo]:
        saved = await service.add_photo(work, photo_id)
        await files.put(photo_key(work.tenant.id, photo_id), content)
        return Page(items=saved)

    return await perform(request, lambda: gate.work(principal.practice, principal.actor), save, status=201)


@put(
    "/staff/{slug:str}/photos/{photo_id:uuid}/first",
    opt=MANAGE,
    operation_id="putPracticePhotoFirst",
    tags=TAGS,
    responses=answers(Page[Photo]),
)
async def put_photo_first(
    slug: FromPath[str],
    photo_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    async def save(work: Work) -> Page[Photo]:
        return Page(items=await service.put_photo_first(work, photo_id))

    return await perform(request, lambda: gate.work(principal.practice, principal.actor), save)


@delete(
    "/staff/{slug:str}/photos/{photo_id:uuid}",
    opt=MANAGE,
    operation_id="removePracticePhoto",
    tags=TAGS,
    status_code=200,
    responses=answers(Page[Photo]),
)
async def remove_photo(
    slug: FromPath[str],
    photo_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    async def save(work: Work) -> Page[Photo]:
        return Page(items=await service.remove_photo(work, photo_id))

    response = await perform(request, lambda: gate.work(principal.practice, principal.actor), save)
    await files.delete(photo_key(principal.practice.id, photo_id))
    return response


ROUTES = [list_photos, add_photo, put_photo_first, remove_photo]
