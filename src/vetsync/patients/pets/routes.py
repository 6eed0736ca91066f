"""An owner's pets over HTTP."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.patients.permissions import OWNER_USE
from vetsync.patients.pets import queries, service
from vetsync.patients.pets.schemas import Pet, PetAdd, PetChange
from vetsync.patients.schemas import Deceased

TAGS = ["pets"]
OPT = {"permission": OWNER_USE}


@get("/me/pets", opt=OPT, operation_id="listPets", tags=TAGS)
async def list_pets(principal: NamedDependency[Principal], gate: NamedDependency[Gate]) -> Page[Pet]:
    async with gate.core_view("person", principal.actor) as view:
        return Page(items=await queries.pets(view, principal.user))


@post("/me/pets", opt=OPT, operation_id="addPet", tags=TAGS, responses=answers(Pet, 201))
async def add_pet(
    data: JSONBody[PetAdd],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.add_pet(work, data),
        status=201,
    )


@get("/me/pets/{pet_id:uuid}", opt=OPT, operation_id="getPet", tags=TAGS)
async def get_pet(
    pet_id: FromPath[UUID], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Pet:
    async with gate.core_view("person", principal.actor) as view:
        return await queries.pet(view, pet_id)


@patch("/me/pets/{pet_id:uuid}", opt=OPT, operation_id="changePet", tags=TAGS, responses=answers(Pet))
async def change_pet(
    pet_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[PetChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.change_pet(work, pet_id, version_of(if_match), data),
    )


@post(
    "/me/pets/{pet_id:uuid}/archive",
    opt=OPT,
    operation_id="archivePet",
    tags=TAGS,
    status_code=200,
    responses=answers(Pet),
)
async def archive_pet(
    pet_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.archive_pet(work, pet_id),
    )


@post(
    "/me/pets/{pet_id:uuid}/restore",
    opt=OPT,
    operation_id="restorePet",
    tags=TAGS,
    status_code=200,
    responses=answers(Pet),
)
async def restore_pet(
    pet_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.restore_pet(work, pet_id),
    )


@post(
    "/me/pets/{pet_id:uuid}/deceased",
    opt=OPT,
    operation_id="markPetDeceased",
    tags=TAGS,
    status_code=200,
    responses=answers(Pet),
)
async def mark_pet_deceased(
    pet_id: FromPath[UUID],
    data: JSONBody[Deceased],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.mark_pet_deceased(work, pet_id, data),
    )


ROUTES = [list_pets, add_pet, get_pet, change_pet, archive_pet, restore_pet, mark_pet_deceased]
