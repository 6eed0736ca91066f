"""Tables of who may do what where.

A membership ties a person to a tenant with one role, built in (`role_key`) or the practice's own (`role_id`); it is
active until it is ended, and ended ones stay as history. An invitation is open until it is accepted, revoked or too
old (72 hours), and stands for the role as it was when it was written. A vet's application is pending until the
practice decides.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at, id_, ref_, text_, version_

ACTOR = "(select nullif(current_setting('app.actor', true), '')::uuid)"
OWN = f"user_id = {ACTOR}"
ONE_ROLE = "num_nonnulls(role_key, role_id) = 1"


class RoleRow(CoreBase):
    __tablename__ = "role"

    id: Mapped[uuid.UUID] = id_()
    tenant_id: Mapped[uuid.UUID] = ref_("tenant.id")
    name: Mapped[str] = text_(60)
    permissions: Mapped[list[str]]
    created_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        Index("role_name_once", "tenant_id", text("lower(name)"), unique=True),
        {
            "info": access(
                auth="select, insert, update",
                person=(
                    "select",
                    "exists (select 1 from core.membership m where m.role_id = role.id"
                    " and m.user_id = (select nullif(current_setting('app.actor', true), '')::uuid))",
                ),
                platform="select",
                system="select",
            )
        },
    )


class MembershipRow(CoreBase):
    __tablename__ = "membership"

    id: Mapped[uuid.UUID] = id_()
    user_id: Mapped[uuid.UUID] = ref_("user_account.id")
    tenant_id: Mapped[uuid.UUID] = ref_("tenant.id", index=True)
    role_key: Mapped[str | None] = text_(nullable=True)
    role_id: Mapped[uuid.UUID | None] = ref_("role.id", nullable=True, index=True)
    department_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = text_(default="active")
    created_by: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime.datetime] = at()
    ended_at: Mapped[datetime.datetime | None] = at(nullable=True)
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint(ONE_ROLE, name="membership_one_role"),
        CheckConstraint("state in ('active', 'ended')", name="membership_state_known"),
        CheckConstraint("(state = 'ended') = (ended_at is not null)", name="membership_end"),
        Index(
            "membership_active_once",
            "user_id",
            "tenant_id",
            unique=True,
            postgresql_where=text("state = 'active'"),
        ),
        {
            "info": access(
                auth="select, insert, update",
                person=("select", OWN),
                platform="select",
                system="select, insert",
            )
        },
    )


class InvitationRow(CoreBase):
    """`role_version` is the version of the practice's own role that was promised."""

    __tablename__ = "invitation"

    id: Mapped[uuid.UUID] = id_()
    tenant_id: Mapped[uuid.UUID] = ref_("tenant.id", index=True)
    email: Mapped[bytes]
    email_index: Mapped[bytes] = mapped_column(index=True)
    first_name: Mapped[str | None] = text_(80, nullable=True)
    last_name: Mapped[str | None] = text_(80, nullable=True)
    role_key: Mapped[str | None] = text_(nullable=True)
    role_id: Mapped[uuid.UUID | None] = ref_("role.id", nullable=True)
    role_version: Mapped[int | None]
    department_id: Mapped[uuid.UUID | None]
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    token: Mapped[bytes | None]
    invited_by: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime.datetime] = at()
    expires_at: Mapped[datetime.datetime] = at()
    accepted_at: Mapped[datetime.datetime | None] = at(nullable=True)
    accepted_by: Mapped[uuid.UUID | None]
    revoked_at: Mapped[datetime.datetime | None] = at(nullable=True)

    __table_args__ = (
        CheckConstraint(ONE_ROLE, name="invitation_one_role"),
        CheckConstraint("expires_at <= created_at + interval '72 hours'", name="invitation_short_lived"),
        CheckConstraint("num_nonnulls(accepted_at, revoked_at) < 2", name="invitation_one_end"),
        {
            "info": access(
                auth="select, insert, update",
                system="select (id, tenant_id, email, first_name, last_name, role_key, role_id, token, invited_by, "
                "expires_at, accepted_at, revoked_at)",
            )
        },
    )


class VetApplicationRow(CoreBase):
    __tablename__ = "vet_application"

    id: Mapped[uuid.UUID] = id_()
    user_id: Mapped[uuid.UUID] = ref_("user_account.id", index=True)
    tenant_id: Mapped[uuid.UUID] = ref_("tenant.id", index=True)
    licence_number: Mapped[str] = text_(40)
    specialisation: Mapped[str | None] = text_(120, nullable=True)
    note: Mapped[str] = text_(1000, default="")
    state: Mapped[str] = text_(default="pending")
    remarks: Mapped[str] = text_(1000, default="")
    decided_by: Mapped[uuid.UUID | None]
    decided_at: Mapped[datetime.datetime | None] = at(nullable=True)
    created_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint("state in ('pending', 'approved', 'rejected')", name="vet_application_state_known"),
        CheckConstraint("(state = 'pending') = (decided_at is null)", name="vet_application_decision"),
        Index(
            "vet_application_pending_once",
            "user_id",
            "tenant_id",
            unique=True,
            postgresql_where=text("state = 'pending'"),
        ),
        {
            "info": access(
                auth="select, insert, update",
                person=("select, insert", OWN),
                platform="select",
                system="select",
            )
        },
    )
