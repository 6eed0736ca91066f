"""The list of a practice's patients over HTTP."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit
from vetsync.kit.http.principal import Principal
from vetsync.patients.permissions import PATIENTS_READ
from vetsync.records.patient_list import queries
from vetsync.records.schemas import PatientPage

Sought = Annotated[
    str, QueryParameter(max_length=100, description="Names, or a chip, phone, e-mail or client number")
]


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
    q: Sought = "",
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> PatientPage:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.patient_list(view, q, cursor, limit)


ROUTES = [list_patients]
