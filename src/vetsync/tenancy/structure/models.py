"""The tree of tenants, and departments.

A node is a practice or a franchise; a practice may hang under a franchise and takes its schema along when it
leaves. active ⇄ suspended ⇄ leaving: a practice that leaves waits, closed, until its keys may be destroyed, and can be
taken back until they are. Nothing refers to a node's schema
but these names, so no other table knows where a tenant lives. A department is a row inside a practice, never
deleted, only closed.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, TenantBase, access, at, id_, version_


class TenantRow(CoreBase):
    __tablename__ = "tenant"

    id: Mapped[uuid.UUID] = id_()
    slug: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tenant.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)
    schema_name: Mapped[str] = mapped_column(Text, unique=True)
    role_name: Mapped[str] = mapped_column(Text, unique=True)
    database_key: Mapped[str] = mapped_column(Text, server_default="main")
    schema_version: Mapped[str] = mapped_column(Text, server_default="")
    state: Mapped[str] = mapped_column(Text, server_default="active")
    created_at: Mapped[datetime.datetime] = at()
    state_since: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint("kind in ('practice', 'franchise')", name="tenant_kind_known"),
        CheckConstraint("state in ('active', 'suspended', 'leaving')", name="tenant_state_known"),
        CheckConstraint("parent_id is null or kind = 'practice'", name="tenant_two_levels"),
        CheckConstraint("slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'", name="tenant_slug_form"),
        # `none` as a role would be the log-in itself; the form rules it out.
        CheckConstraint("role_name ~ '^t_[a-z0-9_]{1,40}$'", name="tenant_role_form"),
        {
            "info": access(
                auth="select",
                public="select",
                person="select",
                platform="select, update",
                system="select, insert, update",
            )
        },
    )


class Department(TenantBase):
    __tablename__ = "department"

    id: Mapped[uuid.UUID] = id_()
    name: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint("char_length(name) between 1 and 80", name="department_name_length"),
        Index("department_name_once", text("lower(name)"), unique=True),
        {"info": access(staff="select, insert, update")},
    )
