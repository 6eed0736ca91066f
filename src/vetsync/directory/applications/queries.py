"""Reads of clinic applications, for applicants (as `person`) and for the platform."""

from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.directory.applications.rules import missing
from vetsync.directory.applications.schemas import (
    PAPERS,
    ApplicationRecord,
    ApplicationRow,
    ApplicationView,
    ApprovalPreview,
    DocumentRecord,
    DocumentView,
    LogLine,
)
from vetsync.directory.errors import ApplicationUnknown, DocumentUnknown
from vetsync.directory.permissions import PLATFORM_READ
from vetsync.identity.users.queries import user
from vetsync.kit.db.work import View
from vetsync.kit.text import fold
from vetsync.tenancy.provisioning.queries import free_slug, state_of
from vetsync.tenancy.settings.schemas import PracticeFacts

ONE = """
select id, applicant_user_id, state, facts, submissions, remarks, tenant_id, slug, created_at, changed_at,
       submitted_at, decided_at, version
from clinic_application where id = $1
"""
MINE = """
select id, facts ->> 'name' as name, facts ->> 'city' as city, state, submissions, remarks, slug, created_at,
       changed_at, submitted_at, decided_at, version
from clinic_application order by id desc limit $1
"""
SENT_IN = """
select id, facts ->> 'name' as name, facts ->> 'city' as city, state, submissions, remarks, slug, created_at,
       changed_at, submitted_at, decided_at, version
from clinic_application
where state <> 'draft' and ($1::text is null or state = $1)
  -- What is searched for comes without accents and capitals, so the names are compared without them too.
  and not exists (
    select from unnest($2::text[]) word
    where strpos(lower(unaccent(normalize(concat_ws(' ', facts ->> 'name', facts ->> 'city'), NFKC))), word) = 0)
  and ($3::timestamptz is null or (submitted_at, id) > ($3, $4::uuid))
order by submitted_at, id limit $5
"""
DOCUMENTS = """
select id, application_id, kind, title_sealed, media_type, size_bytes, storage_key, added_at
from clinic_application_document where application_id = $1 and replaced_at is null order by kind limit 20
"""
DOCUMENT = """
select id, application_id, kind, title_sealed, media_type, size_bytes, storage_key, added_at
from clinic_application_document where application_id = $1 and id = $2
"""
KINDS = """
select kind from clinic_application_document where application_id = $1 and replaced_at is null order by kind limit 20
"""
LOG = """
select at, actor_side, actor_id, what, remarks from clinic_application_event
where application_id = $1 order by id limit 500
"""

PAPER_KINDS: frozenset[str] = frozenset(PAPERS)
MINE_MAX = 100


async def own_application(view: View, application_id: UUID) -> ApplicationView:
    """As the applicant sees it: who on the platform decided is left out. Raises ApplicationUnknown."""
    found = await application(view, application_id)
    for line in found.log:
        if line.actor_side == "platform":
            line.actor_id = None
    return found


async def application(view: View, application_id: UUID) -> ApplicationView:
    """With papers and log; raises ApplicationUnknown."""
    found = await view.row(ApplicationRecord, ONE, application_id)
    if found is None:
        raise ApplicationUnknown
    facts = msgspec.convert(found.facts, PracticeFacts)
    documents = [_shown(view, one) for one in await view.rows(DocumentRecord, DOCUMENTS, application_id)]
    return ApplicationView(
        id=found.id, applicant_user_id=found.applicant_user_id, state=found.state, practice=facts,
        submissions=found.submissions, remarks=found.remarks, slug=found.slug, created_at=found.created_at,
        changed_at=found.changed_at, submitted_at=found.submitted_at, decided_at=found.decided_at,
        version=found.version, documents=documents, log=await view.rows(LogLine, LOG, application_id),
        missing=[] if found.state in {"submitted", "approved"} else missing(facts, (one.kind for one in documents)),
        progress=await state_of(view, application_id) if found.state == "approved" else None,
    )  # fmt: skip


async def sent_application(view: View, application_id: UUID) -> ApplicationView:
    """As the platform sees it: drafts are unknown to it, and what waits says what approving would bring about."""
    view.require(PLATFORM_READ)
    found = await application(view, application_id)
    if found.state == "draft":
        raise ApplicationUnknown
    if found.state == "submitted":
        found.approval = await _preview(view, found)
    return found


async def _preview(view: View, waiting: ApplicationView) -> ApprovalPreview:
    admin = await user(view, waiting.applicant_user_id)
    return ApprovalPreview(
        admin_name=f"{admin.first_name} {admin.last_name}".strip() if admin else "",
        admin_email=admin.email if admin else "",
        slug=await free_slug(view, waiting.practice),
    )


async def own_applications(view: View) -> list[ApplicationRow]:
    """The acting person's, newest first."""
    return await view.rows(ApplicationRow, MINE, MINE_MAX)


async def sent_applications(
    view: View, state: str | None, q: str, after: tuple[datetime, UUID] | None, limit: int
) -> list[ApplicationRow]:
    """What was sent in, who waits longest first; drafts are the applicant's own affair. Each word of `q` stands in the
    clinic's name or its town.
    """
    view.require(PLATFORM_READ)
    return await view.rows(ApplicationRow, SENT_IN, state, fold(q).split(), *(after or (None, None)), limit)


async def document_kinds(view: View, application_id: UUID) -> list[str]:
    return [record["kind"] for record in await view.records(KINDS, application_id)]


async def document(
    view: View, application_id: UUID, document_id: UUID
) -> tuple[DocumentRecord, DocumentView]:
    """A paper's row and how it is shown; raises DocumentUnknown."""
    found = await view.row(DocumentRecord, DOCUMENT, application_id, document_id)
    if found is None:
        raise DocumentUnknown
    return found, _shown(view, found)


def _shown(view: View, one: DocumentRecord) -> DocumentView:
    return DocumentView(
        id=one.id, kind=one.kind, media_type=one.media_type, size_bytes=one.size_bytes, added_at=one.added_at,
        title=view.cipher.open("clinic_application_document", "title_sealed", one.id, one.title_sealed),
    )  # fmt: skip
