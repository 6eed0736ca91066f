"""The making of a tenant, step by step.

requested → schema_made → defaults_written → live, never back. Each step may be repeated: whoever finds a row that is
not live goes on where it stopped. The names are drawn once, with the request, so that a repeat meets its own schema.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at, id_, version_


class Provision(CoreBase):
    __tablename__ = "provision"

    id: Mapped[uuid.UUID] = id_()
    application_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    tenant_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    schema_name: Mapped[str] = mapped_column(Text, unique=True)
    role_name: Mapped[str] = mapped_column(Text, unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    applicant_user_id: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(Text, server_default="requested")
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    requested_at: Mapped[datetime.datetime] = at()
    changed_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint(
            "state in ('requested', 'schema_made', 'defaults_written', 'live')", name="provision_state_known"
        ),
        CheckConstraint("kind in ('practice', 'franchise')", name="provision_kind_known"),
        Index("provision_open", "requested_at", postgresql_where=text("state <> 'live'")),
        {
            "info": access(
                platform="select, insert",
                person=(
                    "select (application_id, state, applicant_user_id)",
                    "applicant_user_id = (select nullif(current_setting('app.actor', true), '')::uuid)",
                ),
                system="select, update",
            )
        },
    )
