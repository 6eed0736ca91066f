"""Medical records over HTTP, for the practice."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.records import service
from vetsync.records.permissions import RECORDS_READ, RECORDS_SIGN, RECORDS_WRITE
from vetsync.records.schemas import (
    AddendumWrite,
    NoteChange,
    RecordOpen,
    RecordSaved,
    RecordSign,
    RecordView,
    SignatureSaved,
    VitalsChange,
)

TAGS = ["records"]
READ = {"permission": RECORDS_READ}
WRITE = {"permission": RECORDS_WRITE}
SIGN = {"permission": RECORDS_SIGN}


@post(
    "/staff/{slug:str}/records",
    opt=WRITE,
    operation_id="openRecord",
    tags=TAGS,
    responses=answers(RecordView, 201),
)
async def open_record(
    slug: FromPath[str],
    data: JSONBody[RecordOpen],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.open_record(work, data),
        status=201,
    )


@get("/staff/{slug:str}/records/{record_id:uuid}", opt=READ, operation_id="getRecord", tags=TAGS)
async def get_record(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> RecordView:
    async with gate.work(principal.practice, principal.actor) as work:
        return await service.read_record(work, record_id)


@patch(
    "/staff/{slug:str}/records/{record_id:uuid}",
    opt=WRITE,
    operation_id="changeNote",
    tags=TAGS,
    responses=answers(RecordSaved),
)
async def change_note(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[NoteChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    """Other people's changes of other fields since `If-Match` stand beside these; only the same field is a conflict."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_note(work, record_id, version_of(if_match), data),
    )


@patch(
    "/staff/{slug:str}/records/{record_id:uuid}/vitals",
    opt=WRITE,
    operation_id="changeVitals",
    tags=TAGS,
    responses=answers(RecordSaved),
)
async def change_vitals(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[VitalsChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    """Measurements that aren't sent stay what they are; one that somebody else took since `If-Match` is a conflict."""
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_vitals(work, record_id, version_of(if_match), data),
    )


@post(
    "/staff/{slug:str}/records/{record_id:uuid}/sign",
    opt=SIGN,
    operation_id="signRecord",
    tags=TAGS,
    status_code=200,
    responses=answers(SignatureSaved),
)
async def sign_record(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[RecordSign],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.sign_record(work, record_id, version_of(if_match), data),
    )


@post(
    "/staff/{slug:str}/records/{record_id:uuid}/share",
    opt=WRITE,
    operation_id="shareRecord",
    tags=TAGS,
    status_code=200,
    responses=answers(RecordSaved),
)
async def share_record(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.share_record(work, record_id),
    )


@post(
    "/staff/{slug:str}/records/{record_id:uuid}/unshare",
    opt=WRITE,
    operation_id="unshareRecord",
    tags=TAGS,
    status_code=200,
    responses=answers(RecordSaved),
)
async def unshare_record(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.unshare_record(work, record_id),
    )


@post(
    "/staff/{slug:str}/records/{record_id:uuid}/addenda",
    opt=WRITE,
    operation_id="addAddendum",
    tags=TAGS,
    responses=answers(RecordView, 201),
)
async def add_addendum(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    data: JSONBody[AddendumWrite],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.add_addendum(work, record_id, data),
        status=201,
    )


ROUTES = [
    open_record,
    get_record,
    change_note,
    change_vitals,
    sign_record,
    share_record,
    unshare_record,
    add_addendum,
]
