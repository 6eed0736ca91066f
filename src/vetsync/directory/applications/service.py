"""Commands on clinic applications: the applicant's as `person`, the platform's as `platform`."""

from collections.abc import Awaitable, Callable
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.directory import events
from vetsync.directory.applications import queries
from vetsync.directory.applications.rules import WRITABLE, missing
from vetsync.directory.applications.schemas import (
    ApplicationRecord,
    ApplicationView,
    ApplicationWrite,
    Approval,
    DocumentKind,
    DocumentRecord,
)
from vetsync.directory.errors import (
    ApplicationUnknown,
    FactsMissing,
    NotInThisState,
    PapersMissing,
    SlugChanged,
    TooManyApplications,
)
from vetsync.directory.permissions import PLATFORM_MANAGE, SIGNED_IN
from vetsync.kit.db.work import Work
from vetsync.kit.errors import Stale
from vetsync.kit.ids import new_id
from vetsync.kit.media import document_type, plain_name
from vetsync.tenancy.provisioning.service import request_practice
from vetsync.tenancy.settings.rules import check_place
from vetsync.tenancy.settings.schemas import PracticeFacts

LOCK = """
select id, applicant_user_id, state, facts, submissions, remarks, tenant_id, slug, created_at, changed_at,
       submitted_at, decided_at, version
from clinic_application where id = $1 for no key update
"""
OPEN_OF_MINE = "select count(*) from clinic_application where state in ('draft', 'submitted', 'rejected')"
REPLACE = """
update clinic_application_document set replaced_at = $3
where application_id = $1 and kind = $2 and replaced_at is null
"""
SUBMIT = """
update clinic_application
set state = 'submitted', submissions = submissions + 1, submitted_at = $2, changed_at = $2, version = version + 1
where id = $1
"""
APPROVE = """
update clinic_application
set state = 'approved', remarks = $2, tenant_id = $3, slug = $4, decided_at = $5, changed_at = $5,
    version = version + 1
where id = $1
"""
REJECT = """
update clinic_application
set state = 'rejected', remarks = $2, decided_at = $3, changed_at = $3, version = version + 1
where id = $1
"""

OPEN_MAX = 10
Store = Callable[[str, bytes], Awaitable[None]]
"""Puts bytes under a key."""


async def start_application(work: Work, data: ApplicationWrite) -> ApplicationView:
    work.require(SIGNED_IN)
    check_place(data.practice.zone, data.practice.lat, data.practice.lon)
    if int(await work.value(OPEN_OF_MINE)) >= OPEN_MAX:
        raise TooManyApplications
    application_id = new_id()
    await work.insert(
        "clinic_application",
        {
            "id": application_id,
            "applicant_user_id": work.actor.id,
            "facts": msgspec.to_builtins(data.practice),
            "created_at": work.now,
            "changed_at": work.now,
        },
    )
    await _log(work, application_id, work.actor.id, "created")
    work.audit("clinic_application.start", "clinic_application", application_id, after=data.practice)
    return await queries.own_application(work, application_id)


async def change_application(
    work: Work, application_id: UUID, version: int, data: ApplicationWrite
) -> ApplicationView:
    before = await _locked(work, application_id, SIGNED_IN)
    _must_be(before, WRITABLE)
    check_place(data.practice.zone, data.practice.lat, data.practice.lon)
    facts = msgspec.to_builtins(data.practice)
    await work.update("clinic_application", application_id, version, {"facts": facts, "changed_at": work.now})
    await _log(work, application_id, before.applicant_user_id, "changed")
    work.audit(
        "clinic_application.change", "clinic_application", application_id, before=before.facts, after=facts
    )
    return await queries.own_application(work, application_id)


async def add_document(
    work: Work, application_id: UUID, kind: DocumentKind, file_name: str, content: bytes, store: Store
) -> ApplicationView:
    """Stores a paper in the place of the one of its kind; raises FileRefused."""
    application = await _locked(work, application_id, SIGNED_IN)
    _must_be(application, WRITABLE)
    media_type = document_type(content)
    document_id = new_id()
    made = DocumentRecord(
        id=document_id,
        application_id=application_id,
        kind=kind,
        title_sealed=work.cipher.seal(
            "clinic_application_document", "title_sealed", document_id, plain_name(file_name)
        ),
        media_type=media_type,
        size_bytes=len(content),
        storage_key=f"clinic-applications/{application_id}/{document_id}",
        added_at=work.now,
    )
    await work.execute(REPLACE, application_id, kind, work.now)
    await work.insert(
        "clinic_application_document",
        msgspec.structs.asdict(made) | {"applicant_user_id": application.applicant_user_id},
    )
    await _log(work, application_id, application.applicant_user_id, "document_added", kind)
    work.audit("clinic_application.add_document", "clinic_application", application_id, after={"kind": kind})
    # Last, so that a refused row leaves no file; a file whose row is rolled back is found by the sweep.
    await store(made.storage_key, content)
    return await queries.own_application(work, application_id)


async def submit_application(work: Work, application_id: UUID) -> ApplicationView:
    """Sends it in, for the first time or again; raises FactsMissing or PapersMissing."""
    application = await _locked(work, application_id, SIGNED_IN)
    _must_be(application, WRITABLE)
    kinds = await queries.document_kinds(work, application_id)
    lacking = missing(msgspec.convert(application.facts, PracticeFacts), kinds)
    if papers := [name for name in lacking if name in queries.PAPER_KINDS]:
        raise PapersMissing(kinds=papers)
    if lacking:
        raise FactsMissing(field=lacking[0], fields=lacking)
    await work.execute(SUBMIT, application_id, work.now)
    again = application.submissions > 0
    await _log(work, application_id, application.applicant_user_id, "resubmitted" if again else "submitted")
    work.audit("clinic_application.submit", "clinic_application", application_id, after={"again": again})
    work.emit(
        events.ClinicApplied(application_id=application_id, applicant_user_id=application.applicant_user_id)
    )
    return await queries.own_application(work, application_id)


async def approve_application(
    work: Work, application_id: UUID, version: int, approval: Approval
) -> ApplicationView:
    """Approves what was read, and asks for the practice's tenant in the same transaction; raises Stale, SlugChanged."""
    application = await _locked(work, application_id, PLATFORM_MANAGE)
    _must_be(application, frozenset({"submitted"}))
    if application.version != version:
        raise Stale
    facts = msgspec.convert(application.facts, PracticeFacts)
    wanted = await request_practice(work, application_id, application.applicant_user_id, facts)
    if wanted.slug != approval.slug:
        # Nobody has said yes to this address, and what is published under it cannot be moved.
        raise SlugChanged(slug=wanted.slug)
    await work.execute(APPROVE, application_id, approval.remarks, wanted.tenant_id, wanted.slug, work.now)
    await _log(
        work, application_id, application.applicant_user_id, "approved", approval.remarks, side="platform"
    )
    work.audit(
        "clinic_application.approve", "clinic_application", application_id, after={"slug": wanted.slug}
    )
    work.emit(
        events.ClinicApproved(
            application_id=application_id,
            applicant_user_id=application.applicant_user_id,
            tenant_id=wanted.tenant_id,
            slug=wanted.slug,
        )
    )
    return await queries.application(work, application_id)


async def reject_application(work: Work, application_id: UUID, remarks: str) -> ApplicationView:
    """Sends it back with what must be corrected; the applicant may change it and send it again."""
    application = await _locked(work, application_id, PLATFORM_MANAGE)
    _must_be(application, frozenset({"submitted"}))
    await work.execute(REJECT, application_id, remarks, work.now)
    await _log(work, application_id, application.applicant_user_id, "rejected", remarks, side="platform")
    work.audit("clinic_application.reject", "clinic_application", application_id, after={"remarks": remarks})
    work.emit(
        events.ClinicRejected(application_id=application_id, applicant_user_id=application.applicant_user_id)
    )
    return await queries.application(work, application_id)


async def _locked(work: Work, application_id: UUID, permission: str) -> ApplicationRecord:
    """Row-level security leaves an applicant only their own, so somebody else's is unknown."""
    work.require(permission)
    found = await work.row(ApplicationRecord, LOCK, application_id)
    if found is None:
        raise ApplicationUnknown
    return found


def _must_be(application: ApplicationRecord, states: frozenset[str]) -> None:
    if application.state not in states:
        raise NotInThisState(state=application.state)


async def _log(
    work: Work,
    application_id: UUID,
    applicant_user_id: UUID | None,
    what: str,
    remarks: str = "",
    *,
    side: Literal["applicant", "platform"] = "applicant",
) -> None:
    await work.insert(
        "clinic_application_event",
        {
            "id": new_id(),
            "application_id": application_id,
            "applicant_user_id": applicant_user_id,
            "at": work.now,
            "actor_id": work.actor.id,
            "actor_side": side,
            "what": what,
            "remarks": remarks,
        },
    )
