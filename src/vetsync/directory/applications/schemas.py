"""What crosses the door about clinic applications."""

import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from vetsync.tenancy.settings.schemas import PracticeFacts

ApplicationState = Literal["draft", "submitted", "approved", "rejected"]
DocumentKind = Literal["trade_register", "licence", "processor_agreement"]
PAPERS: tuple[DocumentKind, ...] = ("trade_register", "licence", "processor_agreement")
"""Extract of the chamber of commerce, licence of the veterinarian in charge, signed processor agreement."""


class ApplicationWrite(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of what the applicant fills in; a draft may be as empty as it likes but for the name."""

    practice: PracticeFacts


class DocumentView(msgspec.Struct, kw_only=True):
    id: UUID
    kind: DocumentKind
    title: str
    media_type: str
    size_bytes: int
    added_at: datetime.datetime


class LogLine(msgspec.Struct):
    """`actor_side` says which side acted; names of platform staff are not shown to applicants."""

    at: datetime.datetime
    actor_side: Literal["applicant", "platform"]
    actor_id: UUID | None
    what: str
    remarks: str


class ApplicationRow(msgspec.Struct):
    """One line of a list. `submissions` counts how often it was sent in."""

    id: UUID
    name: str
    city: str
    state: ApplicationState
    submissions: int
    remarks: str
    slug: str | None
    created_at: datetime.datetime
    changed_at: datetime.datetime
    submitted_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    version: int


class ApprovalPreview(msgspec.Struct):
    """What approving would bring about: who becomes the administrator, and the practice's address.

    `slug` is empty when every address of this name is taken; approving is refused then.
    """

    admin_name: str
    admin_email: str
    slug: str | None


class ApplicationView(msgspec.Struct, kw_only=True):
    """An application with its papers and its log. `missing` names papers and fields that sending still needs.

    `progress` is how far the practice's tenant has been made after the approval. `approval` is for the platform, while
    the application waits.
    """

    id: UUID
    applicant_user_id: UUID
    state: ApplicationState
    practice: PracticeFacts
    submissions: int
    remarks: str
    slug: str | None
    created_at: datetime.datetime
    changed_at: datetime.datetime
    submitted_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    version: int
    documents: list[DocumentView]
    log: list[LogLine]
    missing: list[str]
    progress: str | None = None
    approval: ApprovalPreview | None = None


class Approval(msgspec.Struct, forbid_unknown_fields=True):
    """`slug` is the address that was read with the preview. Remarks go to the applicant."""

    slug: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    remarks: Annotated[str, msgspec.Meta(max_length=4_000)] = ""


class Rejection(msgspec.Struct, forbid_unknown_fields=True):
    """Says what must be corrected, so never empty."""

    remarks: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000, pattern=r"\S")]


class ApplicationRecord(msgspec.Struct):
    """The row as commands lock it."""

    id: UUID
    applicant_user_id: UUID
    state: ApplicationState
    facts: dict[str, Any]
    submissions: int
    remarks: str
    tenant_id: UUID | None
    slug: str | None
    created_at: datetime.datetime
    changed_at: datetime.datetime
    submitted_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    version: int


class DocumentRecord(msgspec.Struct):
    id: UUID
    application_id: UUID
    kind: DocumentKind
    title_sealed: bytes
    media_type: str
    size_bytes: int
    storage_key: str
    added_at: datetime.datetime
