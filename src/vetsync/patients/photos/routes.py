"""A pet's photo over HTTP: drawn anew when it comes in, sealed in the file store."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, MultipartBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.kit.ids import new_id
from vetsync.kit.media import PICTURE_BYTES_MAX, WEBP, drawn_anew
from vetsync.kit.storage import FileMissing, SealedFiles
from vetsync.patients.clients.queries import patient_photo
from vetsync.patients.permissions import OWNER_USE, PATIENTS_READ
from vetsync.patients.pets.queries import pet_row
from vetsync.patients.pets.schemas import Pet
from vetsync.patients.pets.service import set_pet_photo

OPT = {"permission": OWNER_USE}
SIDE_MAX = 1024
MULTIPART_OVERHEAD = 4_000
KEPT_BY_BROWSER = {"cache-control": "private, max-age=86400", "x-content-type-options": "nosniff"}
"""Safe, since a new photo has a new address."""


class PhotoUpload(msgspec.Struct):
    file: UploadFile


@put(
    "/me/pets/{pet_id:uuid}/photo",
    opt=OPT,
    operation_id="setPetPhoto",
    tags=["pets"],
    responses=answers(Pet),
    request_max_body_size=PICTURE_BYTES_MAX + MULTIPART_OVERHEAD,
)
async def set_photo(
    pet_id: FromPath[UUID],
    data: MultipartBody[PhotoUpload],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    content = await drawn_anew(await data.file.read(PICTURE_BYTES_MAX + 1), SIDE_MAX)
    file_id = new_id()
    replaced: list[UUID] = []

    async def save(work: Work) -> Pet:
        pet, old = await set_pet_photo(work, pet_id, file_id)
        replaced[:] = [old] if old else []
        await files.put(photo_key(pet_id, file_id), content)
        return pet

    response = await perform(request, lambda: gate.core_work("person", principal.actor), save)
    for old in replaced:
        await files.delete(photo_key(pet_id, old))
    return response


@get("/me/pets/{pet_id:uuid}/photo", opt=OPT, operation_id="getPetPhoto", tags=["pets"], media_type=WEBP)
async def get_photo(
    pet_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    async with gate.core_view("person", principal.actor) as view:
        file_id = (await pet_row(view, pet_id)).photo_file_id
    if file_id is None:
        raise FileMissing
    return Response(await files.get(photo_key(pet_id, file_id)), media_type=WEBP, headers=KEPT_BY_BROWSER)


@get(
    "/staff/{slug:str}/patients/{patient_id:uuid}/photo",
    opt={"permission": PATIENTS_READ},
    operation_id="getPatientPhoto",
    tags=["patients"],
    media_type=WEBP,
)
async def get_patient_photo(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    """The owner's own photo of the animal, for the practices that know it."""
    async with gate.view(principal.practice, principal.actor) as view:
        found = await patient_photo(view, patient_id)
    if found is None:
        raise FileMissing
    return Response(await files.get(photo_key(*found)), media_type=WEBP, headers=KEPT_BY_BROWSER)


def photo_key(pet_id: UUID, file_id: UUID) -> str:
    return f"pets/{pet_id}/{file_id}"


ROUTES = [set_photo, get_photo, get_patient_photo]
