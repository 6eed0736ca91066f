"""Clinic applications: the applicant's side and the platform's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from litestar import Request, Response, get, patch, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody, QueryParameter

from vetsync.directory.applications import documents, queries, service
from vetsync.directory.applications.schemas import (
    ApplicationRow,
    ApplicationState,
    ApplicationView,
    ApplicationWrite,
    Approval,
    DocumentKind,
    DocumentView,
    Rejection,
)
from vetsync.directory.permissions import PLATFORM_MANAGE, PLATFORM_READ, SIGNED_IN
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import FILE, answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page, decode_cursor, page_of
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.kit.media import DOCUMENT_BYTES_MAX
from vetsync.kit.storage import SealedFiles

MINE = ["clinic applications"]
PLATFORM = ["platform"]
MULTIPART_OVERHEAD = 8_192
"""Room for the other form field and the boundaries beside the file itself."""


@dataclass
class DocumentUpload:
    kind: DocumentKind
    file: UploadFile


@get("/me/clinic-applications", opt={"permission": SIGNED_IN}, operation_id="listMyApplications", tags=MINE)
async def list_my_applications(
    principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[ApplicationRow]:
    async with gate.core_view("person", principal.actor) as view:
        return Page(items=await queries.own_applications(view))


@post(
    "/me/clinic-applications",
    opt={"permission": SIGNED_IN},
    operation_id="startApplication",
    tags=MINE,
    responses=answers(ApplicationView, 201),
)
async def start_application(
    data: JSONBody[ApplicationWrite],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.start_application(work, data),
        status=201,
    )


@get(
    "/me/clinic-applications/{application_id:uuid}",
    opt={"permission": SIGNED_IN},
    operation_id="getMyApplication",
    tags=MINE,
)
async def get_my_application(
    application_id: FromPath[UUID], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> ApplicationView:
    async with gate.core_view("person", principal.actor) as view:
        return await queries.own_application(view, application_id)


@patch(
    "/me/clinic-applications/{application_id:uuid}",
    opt={"permission": SIGNED_IN},
    operation_id="changeApplication",
    tags=MINE,
    responses=answers(ApplicationView),
)
async def change_application(
    application_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[ApplicationWrite],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.change_application(work, application_id, version_of(if_match), data),
    )


@put(
    "/me/clinic-applications/{application_id:uuid}/documents",
    opt={"permission": SIGNED_IN},
    operation_id="addApplicationDocument",
    tags=MINE,
    responses=answers(ApplicationView),
    request_max_body_size=DOCUMENT_BYTES_MAX + MULTIPART_OVERHEAD,
)
async def add_document(
    application_id: FromPath[UUID],
    data: MultipartBody[DocumentUpload],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    content = await data.file.read(DOCUMENT_BYTES_MAX + 1)
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.add_document(
            work, application_id, data.kind, data.file.filename, content, files.put
        ),
    )


@get(
    "/me/clinic-applications/{application_id:uuid}/documents/{document_id:uuid}",
    opt={"permission": SIGNED_IN},
    operation_id="downloadMyApplicationDocument",
    responses=FILE,
    tags=MINE,
)
async def download_my_document(
    application_id: FromPath[UUID],
    document_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    async with gate.core_view("person", principal.actor) as view:
        return as_attachment(*await documents.read_document(view, application_id, document_id, files))


@post(
    "/me/clinic-applications/{application_id:uuid}/submit",
    opt={"permission": SIGNED_IN},
    operation_id="submitApplication",
    tags=MINE,
    status_code=200,
    responses=answers(ApplicationView),
)
async def submit_application(
    application_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.submit_application(work, application_id),
    )


@get(
    "/platform/applications",
    opt={"permission": PLATFORM_READ},
    operation_id="listApplications",
    tags=PLATFORM,
)
async def list_applications(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    in_state: Annotated[ApplicationState | None, QueryParameter(name="state")] = None,
    q: Annotated[str, QueryParameter(max_length=120)] = "",
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[ApplicationRow]:
    after = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else None
    async with gate.core_view("platform", principal.actor) as view:
        rows = await queries.sent_applications(view, in_state, q, after, limit + 1)
        return page_of(rows, limit, "submitted_at", "id")


@get(
    "/platform/applications/{application_id:uuid}",
    opt={"permission": PLATFORM_READ},
    operation_id="getApplication",
    tags=PLATFORM,
)
async def get_application(
    application_id: FromPath[UUID], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> ApplicationView:
    async with gate.core_view("platform", principal.actor) as view:
        return await queries.sent_application(view, application_id)


@get(
    "/platform/applications/{application_id:uuid}/documents/{document_id:uuid}",
    opt={"permission": PLATFORM_READ},
    operation_id="downloadApplicationDocument",
    responses=FILE,
    tags=PLATFORM,
)
async def download_document(
    application_id: FromPath[UUID],
    document_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    # A door that writes, because reading somebody's papers is itself noted in the log.
    async with gate.core_work("platform", principal.actor) as work:
        await queries.sent_application(work, application_id)
        found = await documents.read_document(work, application_id, document_id, files)
        work.audit("clinic_application.read_document", "clinic_application", application_id)
    return as_attachment(*found)


@post(
    "/platform/applications/{application_id:uuid}/approve",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="approveApplication",
    tags=PLATFORM,
    status_code=200,
    responses=answers(ApplicationView),
)
async def approve_application(
    application_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[Approval],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.approve_application(work, application_id, version_of(if_match), data),
    )


@post(
    "/platform/applications/{application_id:uuid}/reject",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="rejectApplication",
    tags=PLATFORM,
    status_code=200,
    responses=answers(ApplicationView),
)
async def reject_application(
    application_id: FromPath[UUID],
    data: JSONBody[Rejection],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.reject_application(work, application_id, data.remarks),
    )


def as_attachment(shown: DocumentView, content: bytes) -> Response[bytes]:
    """Never shown inside our own pages: whatever the file holds, the browser saves it and runs nothing."""
    return Response(
        content,
        media_type=shown.media_type,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(shown.title, safe='')}",
            "x-content-type-options": "nosniff",
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "no-store",
        },
    )


ROUTES = [
    list_my_applications, start_application, get_my_application, change_application, add_document,
    download_my_document, submit_application, list_applications, get_application, download_document,
    approve_application, reject_application,
]  # fmt: skip
