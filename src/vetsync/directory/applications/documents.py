"""Papers as files."""

from uuid import UUID

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
