"""Keeps files of a visit: the row in the record, the sealed bytes in the file store."""

from typing import cast
from uuid import UUID

from vetsync.kit.crypto.cipher import Cipher
from vetsync.kit.db.work import Tenant, View, Work
from vetsync.kit.ids import new_id
from vetsync.kit.media import document_type, plain_name
from vetsync.kit.storage import FileMissing, SealedFiles, Storage
from vetsync.records.parts import require_room
from vetsync.records.permissions import RECORDS_READ, RECORDS_WRITE
from vetsync.records.schemas import RecordSaved
from vetsync.records.service import lock_draft, save_touched

COUNT = "select count(*) from record_file where record_id = $1"
KNOWN = "select stored_id from record_file where record_id = $1 and id = $2"
FILE = "select id, name, media_type, stored_id from record_file where record_id = $1 and id = $2"
TAKE = "delete from record_file where record_id = $1 and id = $2 returning stored_id, name, media_type, size_bytes"


async def put_file(
    work: Work, record_id: UUID, file_id: UUID, file_name: str, content: bytes, storage: Storage
) -> RecordSaved:
    """Adds the file; one of that id that is there already stays as it is.

    Raises FileRefused, RecordFull, RecordSigned.
    """
    work.require(RECORDS_WRITE)
    row = await lock_draft(work, record_id)
    if await work.value(KNOWN, record_id, file_id) is not None:
        return RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at)
    await require_room(work, COUNT, record_id)
    media_type, stored_id, name = document_type(content), new_id(), plain_name(file_name)
    fixed = {"id": file_id, "record_id": record_id, "stored_id": stored_id, "media_type": media_type}
    made = {"size_bytes": len(content), "created_at": work.now, "created_by": work.actor.id}
    await work.insert(
        "record_file", {**fixed, **made, "name": work.cipher.seal("record_file", "name", file_id, name)}
    )
    work.audit(
        "record.file", "record_file", file_id, after={"record": record_id, "name": name, "type": media_type}
    )
    saved = await save_touched(work, row)
    # Last, so that a refused row leaves no file behind.
    await _files(work, storage).put(_key(work.tenant, record_id, stored_id), content)
    return saved


async def remove_file(work: Work, record_id: UUID, file_id: UUID) -> tuple[RecordSaved, UUID | None]:
    """Takes the file out of a draft; what comes back beside the record is to be deleted once this is committed."""
    work.require(RECORDS_WRITE)
    row = await lock_draft(work, record_id)
    taken = await work.records(TAKE, record_id, file_id)
    if not taken:
        return RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at), None
    name = work.cipher.open("record_file", "name", file_id, taken[0]["name"])
    before = {"record": record_id, "name": name, "type": taken[0]["media_type"]}
    work.audit("record.file_removed", "record_file", file_id, before=before)
    return await save_touched(work, row), taken[0]["stored_id"]


async def read_file(work: Work, record_id: UUID, file_id: UUID, storage: Storage) -> tuple[str, str, bytes]:
    """Name, media type and content, for the practice; leaves a trace like reading the record itself."""
    work.require(RECORDS_READ)
    work.audit("record.file_read", "record_file", file_id, after={"record": record_id})
    return await file_content(work, record_id, file_id, storage)


async def file_content(
    view: View, record_id: UUID, file_id: UUID, storage: Storage
) -> tuple[str, str, bytes]:
    """Name, media type and content of what this view shows; raises FileMissing."""
    found = await view.records(FILE, record_id, file_id)
    if not found:
        raise FileMissing
    name = view.cipher.open("record_file", "name", file_id, found[0]["name"])
    content = await _files(view, storage).get(_key(view.tenant, record_id, found[0]["stored_id"]))
    return name, found[0]["media_type"], content


async def delete_stored(tenant: Tenant, record_id: UUID, stored_id: UUID, storage: Storage) -> None:
    await storage.delete(_key(tenant, record_id, stored_id))


def _files(view: View, storage: Storage) -> SealedFiles:
    """Under the practice's own key, so that its files end with it."""
    return SealedFiles(storage, lambda: cast(Cipher, view.cipher))


def _key(tenant: Tenant, record_id: UUID, stored_id: UUID) -> str:
    return f"practices/{tenant.id}/records/{record_id}/{stored_id}"
