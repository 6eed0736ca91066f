"""The parts of a record over HTTP: each is put under an id that the client makes, and taken out again, in a draft.

`If-Match` is the version of the record in which the part was read: what somebody else made of it since is a conflict,
which carries what it says now. A part that is not there yet, or no more, conflicts with nothing.

What was taken out is answered as it can be put back under its id; that asks the server again, which knows by then
whether the record is signed.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import Door, perform
from vetsync.kit.http.principal import Principal
from vetsync.records import service
from vetsync.records.parts import DEWORMING, DIAGNOSIS, LAB_RESULT, PRESCRIPTION, VACCINATION, PartKind
from vetsync.records.permissions import RECORDS_WRITE
from vetsync.records.schemas import (
    DewormingPut,
    DiagnosisPut,
    LabResultPut,
    PartRemoved,
    PrescriptionPut,
    Put,
    RecordSaved,
    VaccinationPut,
)

TAGS = ["records"]
WRITE = {"permission": RECORDS_WRITE}
SAVED = answers(RecordSaved)
RECORD = "/staff/{slug:str}/records/{record_id:uuid}"

AnyRequest = Request[Any, Any, Any]


def _door(gate: Gate, principal: Principal) -> Door:
    return lambda: gate.work(principal.practice, principal.actor)


def _putting(
    record_id: UUID, kind: PartKind, part_id: UUID, if_match: str, data: Put
) -> Callable[[Work], Awaitable[RecordSaved]]:
    base_version = version_of(if_match)
    return lambda work: service.put_part(work, record_id, kind, part_id, base_version, data)


def _removing(
    record_id: UUID, kind: PartKind, part_id: UUID, if_match: str
) -> Callable[[Work], Awaitable[PartRemoved[msgspec.Struct]]]:
    base_version = version_of(if_match)
    return lambda work: service.remove_part(work, record_id, kind, part_id, base_version)


@put(RECORD + "/diagnoses/{part_id:uuid}", opt=WRITE, operation_id="putDiagnosis", tags=TAGS, responses=SAVED)
async def put_diagnosis(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[DiagnosisPut],
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request, _door(gate, principal), _putting(record_id, DIAGNOSIS, part_id, if_match, data)
    )


@delete(
    RECORD + "/diagnoses/{part_id:uuid}",
    opt=WRITE,
    operation_id="removeDiagnosis",
    tags=TAGS,
    status_code=200,
    responses=answers(PartRemoved[DiagnosisPut]),
)
async def remove_diagnosis(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(request, _door(gate, principal), _removing(record_id, DIAGNOSIS, part_id, if_match))


@put(
    RECORD + "/prescriptions/{part_id:uuid}",
    opt=WRITE,
    operation_id="putPrescription",
    tags=TAGS,
    responses=SAVED,
)
async def put_prescription(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[PrescriptionPut],
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request, _door(gate, principal), _putting(record_id, PRESCRIPTION, part_id, if_match, data)
    )


@delete(
    RECORD + "/prescriptions/{part_id:uuid}",
    opt=WRITE,
    operation_id="removePrescription",
    tags=TAGS,
    status_code=200,
    responses=answers(PartRemoved[PrescriptionPut]),
)
async def remove_prescription(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request, _door(gate, principal), _removing(record_id, PRESCRIPTION, part_id, if_match)
    )


@put(
    RECORD + "/vaccinations/{part_id:uuid}",
    opt=WRITE,
    operation_id="putVaccination",
    tags=TAGS,
    responses=SAVED,
)
async def put_vaccination(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[VaccinationPut],
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request, _door(gate, principal), _putting(record_id, VACCINATION, part_id, if_match, data)
    )


@delete(
    RECORD + "/vaccinations/{part_id:uuid}",
    opt=WRITE,
    operation_id="removeVaccination",
    tags=TAGS,
    status_code=200,
    responses=answers(PartRemoved[VaccinationPut]),
)
async def remove_vaccination(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request, _door(gate, principal), _removing(record_id, VACCINATION, part_id, if_match)
    )


@put(
    RECORD + "/dewormings/{part_id:uuid}", opt=WRITE, operation_id="putDeworming", tags=TAGS, responses=SAVED
)
async def put_deworming(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[DewormingPut],
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request, _door(gate, principal), _putting(record_id, DEWORMING, part_id, if_match, data)
    )


@delete(
    RECORD + "/dewormings/{part_id:uuid}",
    opt=WRITE,
    operation_id="removeDeworming",
    tags=TAGS,
    status_code=200,
    responses=answers(PartRemoved[DewormingPut]),
)
async def remove_deworming(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(request, _door(gate, principal), _removing(record_id, DEWORMING, part_id, if_match))


@put(
    RECORD + "/lab-results/{part_id:uuid}", opt=WRITE, operation_id="putLabResult", tags=TAGS, responses=SAVED
)
async def put_lab_result(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[LabResultPut],
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request, _door(gate, principal), _putting(record_id, LAB_RESULT, part_id, if_match, data)
    )


@delete(
    RECORD + "/lab-results/{part_id:uuid}",
    opt=WRITE,
    operation_id="removeLabResult",
    tags=TAGS,
    status_code=200,
    responses=answers(PartRemoved[LabResultPut]),
)
async def remove_lab_result(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    part_id: FromPath[UUID],
    if_match: IfMatch,
    request: AnyRequest,
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(request, _door(gate, principal), _removing(record_id, LAB_RESULT, part_id, if_match))


ROUTES = [
    put_diagnosis,
    remove_diagnosis,
    put_prescription,
    remove_prescription,
    put_vaccination,
    remove_vaccination,
    put_deworming,
    remove_deworming,
    put_lab_result,
    remove_lab_result,
]
