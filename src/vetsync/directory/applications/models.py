"""Clinic applications in the shared schema.

draft → submitted → approved | rejected; rejected → submitted again, any number of times. Approved is final. The
applicant writes in draft and rejected only; the log of what happened is only ever added to. Contents of papers lie
sealed in the file store; a paper that is sent again replaces the one of its kind, and the log keeps both names.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at, id_, version_

OWN = "applicant_user_id = (select nullif(current_setting('app.actor', true), '')::uuid)"


class ClinicApplication(CoreBase):
    __tablename__ = "clinic_application"

    id: Mapped[uuid.UUID] = id_()
    applicant_user_id: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    submissions: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    remarks: Mapped[str] = mapped_column(Text, server_default="")
    tenant_id: Mapped[uuid.UUID | None]
    slug: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime.datetime] = at()
    changed_at: Mapped[datetime.datetime] = at()
    submitted_at: Mapped[datetime.datetime | None] = at(nullable=True)
    decided_at: Mapped[datetime.datetime | None] = at(nullable=True)
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint(
            "state in ('draft', 'submitted', 'approved', 'rejected')", name="clinic_application_state_known"
        ),
        CheckConstraint(
            "(state = 'approved') = (tenant_id is not null)", name="clinic_application_approved_whole"
        ),
        CheckConstraint("state <> 'rejected' or remarks <> ''", name="clinic_application_rejected_says_why"),
        Index("clinic_application_applicant", "applicant_user_id", "id"),
        Index("clinic_application_waiting", "submitted_at", postgresql_where=text("state = 'submitted'")),
        {
            "info": access(
                person=(
                    "select, insert, update (facts, state, submissions, submitted_at, changed_at, version)",
                    OWN,
                ),
                platform="select, update (state, remarks, tenant_id, slug, decided_at, changed_at, version)",
                system="select",
            )
        },
    )


class ClinicApplicationDocument(CoreBase):
    """`title_sealed` is the file's name, which may hold a person's name."""

    __tablename__ = "clinic_application_document"

    id: Mapped[uuid.UUID] = id_()
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clinic_application.id"))
    applicant_user_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(Text)
    title_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(Integer)
    storage_key: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime.datetime] = at()
    replaced_at: Mapped[datetime.datetime | None] = at(nullable=True)

    __table_args__ = (
        CheckConstraint(
            "kind in ('trade_register', 'licence', 'processor_agreement')",
            name="clinic_application_document_kind_known",
        ),
        Index(
            "clinic_application_document_current",
            "application_id",
            "kind",
            unique=True,
            postgresql_where=text("replaced_at is null"),
        ),
        {
            "info": access(
                person=("select, insert, update (replaced_at)", OWN),
                platform="select",
                system="select, update (title_sealed)",
            )
        },
    )


class ClinicApplicationEvent(CoreBase):
    """The log that both sides read: who did what, when, with which remarks."""

    __tablename__ = "clinic_application_event"

    id: Mapped[uuid.UUID] = id_()
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clinic_application.id"))
    applicant_user_id: Mapped[uuid.UUID]
    at: Mapped[datetime.datetime] = at()
    actor_id: Mapped[uuid.UUID | None]
    actor_side: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    remarks: Mapped[str] = mapped_column(Text, server_default="")

    __table_args__ = (
        CheckConstraint(
            "actor_side in ('applicant', 'platform')", name="clinic_application_event_side_known"
        ),
        CheckConstraint(
            "what in ('created', 'changed', 'document_added', 'submitted', 'resubmitted', 'approved', 'rejected')",
            name="clinic_application_event_what_known",
        ),
        Index("clinic_application_event_of", "application_id", "id"),
        {"info": access(person=("select, insert", OWN), platform="select, insert", system="select")},
    )
