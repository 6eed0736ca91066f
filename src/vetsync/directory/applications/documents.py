"""Papers as files: where they lie, and how they are handed out."""

from urllib.parse import quote
from uuid import UUID

from litestar import Response

from vetsync.directory.applications import queries
from vetsync.directory.applications.schemas import DocumentView
from vetsync.kit.db.work import View
from vetsync.kit.storage import SealedFiles


async def read_document(
    view: View, application_id: UUID, document_id: UUID, files: SealedFiles
) -> tuple[DocumentView, bytes]:
    """A paper and what it is called; raises DocumentUnknown."""
    record, shown = await queries.document(view, application_id, document_id)
    return shown, await files.get(record.storage_key)


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
