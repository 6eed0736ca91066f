"""Lists across records over HTTP, for the practice."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.principal import Principal
from vetsync.records.lists import queries
from vetsync.records.permissions import RECORDS_READ
from vetsync.records.schemas import PatientVaccinationList, RecordLine, RecordListed

TAGS = ["records"]
READ = {"permission": RECORDS_READ}
Drafts = Annotated[Literal["draft"], QueryParameter(name="state", description="What waits for a signature")]
VetId = Annotated[UUID | None, QueryParameter(name="vet")]


@get("/staff/{slug:str}/records", opt=READ, operation_id="listRecords", tags=TAGS)
async def list_records(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    in_state: Drafts = "draft",
    vet_id: VetId = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[RecordListed]:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.drafts(view, vet_id, cursor, limit)


@get(
    "/staff/{slug:str}/patients/{patient_id:uuid}/records",
    opt=READ,
    operation_id="listPatientRecords",
    tags=TAGS,
)
async def list_patient_records(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[RecordLine]:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.records_of_patient(view, patient_id, cursor, limit)


@get(
    "/staff/{slug:str}/patients/{patient_id:uuid}/vaccinations",
    opt=READ,
    operation_id="listPatientVaccinations",
    tags=TAGS,
)
async def list_patient_vaccinations(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> PatientVaccinationList:
    async with gate.view(principal.practice, principal.actor) as view:
        return PatientVaccinationList(items=await queries.vaccinations_of_patient(view, patient_id))


ROUTES = [list_records, list_patient_records, list_patient_vaccinations]
