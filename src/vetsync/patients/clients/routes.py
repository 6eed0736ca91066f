"""A practice's clients and patients over HTTP. The list of patients, which shows their visits, is in records."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.patients.clients import queries, service
from vetsync.patients.clients.schemas import (
    Candidate,
    Changed,
    ClientChange,
    ClientView,
    DuplicateLook,
    PatientChange,
    PatientView,
    Registered,
    Registration,
    WeighingNote,
    WeighingNoted,
)
from vetsync.patients.permissions import PATIENTS_READ, PATIENTS_WRITE
from vetsync.patients.schemas import Deceased

TAGS = ["patients"]
READ = {"permission": PATIENTS_READ}
WRITE = {"permission": PATIENTS_WRITE}


@post(
    "/staff/{slug:str}/patients",
    opt=WRITE,
    operation_id="registerPatient",
    tags=TAGS,
    responses=answers(Registered, 201),
)
async def register_patient(
    slug: FromPath[str],
    data: JSONBody[Registration],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.register_client_with_patient(work, data),
        status=201,
    )


@post(
    "/staff/{slug:str}/patients/candidates",
    opt=READ,
    operation_id="findCandidates",
    tags=TAGS,
    status_code=200,
)
async def find_candidates(
    slug: FromPath[str],
    data: JSONBody[DuplicateLook],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Page[Candidate]:
    """Who may be meant, while the form is filled in. A POST, so that names stay out of URLs."""
    async with gate.view(principal.practice, principal.actor) as view:
        return Page(items=await queries.candidates_for_staff(view, data))


@get("/staff/{slug:str}/patients/{patient_id:uuid}", opt=READ, operation_id="getPatient", tags=TAGS)
async def get_patient(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> PatientView:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.patient_for_staff(view, patient_id)


@patch(
    "/staff/{slug:str}/patients/{patient_id:uuid}",
    opt=WRITE,
    operation_id="changePatient",
    tags=TAGS,
    responses=answers(Changed),
)
async def change_patient(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[PatientChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_patient(work, patient_id, version_of(if_match), data),
    )


@post(
    "/staff/{slug:str}/patients/{patient_id:uuid}/weighings",
    opt=WRITE,
    operation_id="noteWeighing",
    tags=TAGS,
    responses=answers(WeighingNoted, 201),
)
async def note_weighing(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[WeighingNote],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.note_weighing(work, patient_id, version_of(if_match), data),
        status=201,
    )


@delete(
    "/staff/{slug:str}/patients/{patient_id:uuid}/weighings/{weighing_id:uuid}",
    opt=WRITE,
    operation_id="takeBackWeighing",
    tags=TAGS,
    status_code=200,
    responses=answers(Changed),
)
async def take_back_weighing(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    weighing_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.take_back_weighing(work, patient_id, weighing_id),
    )


@post(
    "/staff/{slug:str}/patients/{patient_id:uuid}/archive",
    opt=WRITE,
    operation_id="archivePatient",
    tags=TAGS,
    status_code=200,
    responses=answers(Changed),
)
async def archive_patient(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.archive_patient(work, patient_id),
    )


@post(
    "/staff/{slug:str}/patients/{patient_id:uuid}/restore",
    opt=WRITE,
    operation_id="restorePatient",
    tags=TAGS,
    status_code=200,
    responses=answers(Changed),
)
async def restore_patient(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.restore_patient(work, patient_id),
    )


@post(
    "/staff/{slug:str}/patients/{patient_id:uuid}/deceased",
    opt=WRITE,
    operation_id="markPatientDeceased",
    tags=TAGS,
    status_code=200,
    responses=answers(Changed),
)
async def mark_patient_deceased(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    data: JSONBody[Deceased],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.mark_deceased(work, patient_id, data),
    )


@get("/staff/{slug:str}/clients/{client_id:uuid}", opt=READ, operation_id="getClient", tags=TAGS)
async def get_client(
    slug: FromPath[str],
    client_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> ClientView:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.client(view, client_id)


@patch(
    "/staff/{slug:str}/clients/{client_id:uuid}",
    opt=WRITE,
    operation_id="changeClient",
    tags=TAGS,
    responses=answers(Changed),
)
async def change_client(
    slug: FromPath[str],
    client_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[ClientChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_client(work, client_id, version_of(if_match), data),
    )


@post(
    "/staff/{slug:str}/clients/{client_id:uuid}/archive",
    opt=WRITE,
    operation_id="archiveClient",
    tags=TAGS,
    status_code=200,
    responses=answers(Changed),
)
async def archive_client(
    slug: FromPath[str],
    client_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.archive_client(work, client_id),
    )


@post(
    "/staff/{slug:str}/clients/{client_id:uuid}/restore",
    opt=WRITE,
    operation_id="restoreClient",
    tags=TAGS,
    status_code=200,
    responses=answers(Changed),
)
async def restore_client(
    slug: FromPath[str],
    client_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.restore_client(work, client_id),
    )


ROUTES = [
    register_patient,
    find_candidates,
    get_patient,
    change_patient,
    note_weighing,
    take_back_weighing,
    archive_patient,
    restore_patient,
    mark_patient_deceased,
    get_client,
    change_client,
    archive_client,
    restore_client,
]
