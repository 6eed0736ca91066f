"""A patient's file as PDF over HTTP."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.principal import Principal
from vetsync.records.permissions import RECORDS_READ
from vetsync.records.report import service
from vetsync.records.report.labels import Lang

PDF = "application/pdf"


@get(
    "/staff/{slug:str}/patients/{patient_id:uuid}/report.pdf",
    opt={"permission": RECORDS_READ},
    operation_id="getPatientReport",
    tags=["records"],
    media_type=PDF,
)
async def get_patient_report(
    slug: FromPath[str],
    patient_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    lang: FromQuery[Lang] = "nl",
) -> Response[bytes]:
    async with gate.work(principal.practice, principal.actor) as work:
        data = await service.patient_paper(work, patient_id, lang)
    headers = {"content-disposition": f'inline; filename="patient-{patient_id}.pdf"'}
    return Response(await service.pdf_of(data), media_type=PDF, headers=headers)


ROUTES = [get_patient_report]
