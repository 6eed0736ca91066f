"""The list of a practice's patients over HTTP."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit
from vetsync.kit.http.principal import Principal
from vetsync.patients.permissions import PATIENTS_READ
from vetsync.records.patient_list import queries
from vetsync.records.patient_list.schemas import PatientSearch
from vetsync.records.schemas import PatientPage


@get(
    "/staff/{slug:str}/patients",
    opt={"permission": PATIENTS_READ},
    operation_id="listPatients",
    tags=["patients"],
)
async def list_patients(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> PatientPage:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.patient_list(view, "", cursor, limit)


@post(
    "/staff/{slug:str}/patients/find",
    opt={"permission": PATIENTS_READ},
    operation_id="findPatients",
    tags=["patients"],
    status_code=200,
)
async def find_patients(
    slug: FromPath[str],
    data: JSONBody[PatientSearch],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> PatientPage:
    """The best first. A POST, so that names, numbers and chips stay out of URLs and of every log of them."""
    async with gate.view(principal.practice, principal.actor, generic_plans=True) as view:
        return await queries.patient_list(view, data.q, data.cursor, data.limit)


ROUTES = [list_patients, find_patients]
