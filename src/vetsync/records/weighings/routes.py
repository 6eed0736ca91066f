"""Weighings over HTTP: which there are, and the correction of one."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.patients.clients.schemas import Changed, WeighingMend
from vetsync.records.permissions import RECORDS_READ, RECORDS_WRITE
from vetsync.records.weighings import queries, service
from vetsync.records.weighings.schemas import WeighingList

TAGS = ["records"]


@get(
    "/staff/{slug:str}/patients/{patient_id:uuid}/weighings",
    opt={"permission": RECORDS_READ},
    operation_id="listWeighings",
    tags=TAGS,
)
async def list_weighings(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    record_id: FromQuery[UUID | None] = None,
) -> WeighingList:
    async with gate.view(principal.practice, principal.actor) as view:
        return WeighingList(items=await queries.weighings(view, patient_id, record_id))


@post(
    "/staff/{slug:str}/patients/{patient_id:uuid}/weighings/{weighing_id:uuid}/corrections",
    opt={"permission": RECORDS_WRITE},
    operation_id="correctWeighing",
    tags=TAGS,
    responses=answers(Changed, 201),
)
async def correct_weighing(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    weighing_id: FromPath[UUID],
    data: JSONBody[WeighingMend],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.correct_weighing(work, patient_id, weighing_id, data),
        status=201,
    )


ROUTES = [list_weighings, correct_weighing]
