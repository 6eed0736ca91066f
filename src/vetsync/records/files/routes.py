"""Files of a visit over HTTP, for the practice and for the owner it is shared with."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, MultipartBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import FILE, answers
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.kit.media import DOCUMENT_BYTES_MAX
from vetsync.kit.storage import Storage
from vetsync.records.files import service
from vetsync.records.owners.service import client_of, note_owner_reading
from vetsync.records.permissions import OWNER_USE, RECORDS_READ, RECORDS_WRITE
from vetsync.records.readings import is_noted
from vetsync.records.schemas import RecordSaved

TAGS = ["records"]
WRITE = {"permission": RECORDS_WRITE}
SAVED = answers(RecordSaved)
PATH = "/staff/{slug:str}/records/{record_id:uuid}/files/{file_id:uuid}"
MULTIPART_OVERHEAD = 4_000


class FileUpload(msgspec.Struct):
    file: UploadFile


@put(
    PATH,
    opt=WRITE,
    operation_id="putRecordFile",
    tags=TAGS,
    responses=SAVED,
    request_max_body_size=DOCUMENT_BYTES_MAX + MULTIPART_OVERHEAD,
)
async def put_record_file(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    file_id: FromPath[UUID],
    data: MultipartBody[FileUpload],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    storage: NamedDependency[Storage],
) -> Response[bytes]:
    content = await data.file.read(DOCUMENT_BYTES_MAX + 1)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.put_file(work, record_id, file_id, data.file.filename, content, storage),
    )


@delete(PATH, opt=WRITE, operation_id="removeRecordFile", tags=TAGS, status_code=200, responses=SAVED)
async def remove_record_file(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    file_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    storage: NamedDependency[Storage],
) -> Response[bytes]:
    left: list[UUID] = []

    async def remove(work: Work) -> RecordSaved:
        saved, stored_id = await service.remove_file(work, record_id, file_id)
        left[:] = [stored_id] if stored_id else []
        return saved

    response = await perform(request, lambda: gate.work(principal.practice, principal.actor), remove)
    for stored_id in left:
        await service.delete_stored(principal.practice, record_id, stored_id, storage)
    return response


@get(PATH, opt={"permission": RECORDS_READ}, operation_id="getRecordFile", tags=TAGS, responses=FILE)
async def get_record_file(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    file_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    storage: NamedDependency[Storage],
) -> Response[bytes]:
    async with gate.work(principal.practice, principal.actor) as work:
        return _download(*await service.read_file(work, record_id, file_id, storage))


@get(
    "/practices/{slug:str}/records/{record_id:uuid}/files/{file_id:uuid}",
    opt={"permission": OWNER_USE},
    operation_id="getMyRecordFile",
    responses=FILE,
    tags=TAGS,
)
async def get_my_record_file(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    file_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    storage: NamedDependency[Storage],
) -> Response[bytes]:
    client_id = await client_of(gate, principal.actor, principal.practice)
    async with gate.portal(principal.practice, principal.actor, client_id) as view:
        found = await service.file_content(view, record_id, file_id, storage)
        is_known = await is_noted(view, record_id)
    if not is_known:
        await note_owner_reading(gate, principal.actor, principal.practice, record_id)
    return _download(*found)


def _download(name: str, media_type: str, content: bytes) -> Response[bytes]:
    """Never shown inside our own pages: whatever the file holds, the browser saves it and runs nothing."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(content, media_type=media_type, headers=headers)


ROUTES = [put_record_file, remove_record_file, get_record_file, get_my_record_file]
