"""Tables of the audit log.

`audit_entry` is only ever added to: no role may update or delete it, and each row's `hash` covers the row and,
through `prev`, all rows before it. `audit_head` is the one row that says how far the chain goes; every
writer updates it, so entries of one schema queue and their numbers have no gap. Both stand in every tenant's
schema and in `core` (log-ins, approvals, acts of the platform).

`activity` is the platform's read model of all chains: what happened, never what was in it. It may be emptied
and filled again from the chains; `activity_cursor` says how far each chain has been copied.
"""

import datetime
import uuid

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import Access, CoreBase, TenantBase, access, at

_head_rights = "select, insert, update"
"""The first writer of a schema inserts the head; as nobody may delete it, no second one ever can be."""


def _audit_entry(metadata: MetaData, info: dict[str, Access]) -> Table:
    return Table(
        "audit_entry",
        metadata,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("id", Uuid, nullable=False, unique=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("actor_id", Uuid),
        Column("actor_kind", Text, nullable=False),
        Column("action", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("subject_id", Uuid),
        Column("request_id", Text, nullable=False),
        Column("outcome", Text, nullable=False),
        # Sealed before it is hashed, so the chain still verifies when the key is gone.
        Column("detail", LargeBinary),
        Column("prev", LargeBinary, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        CheckConstraint("seq > 0", name="audit_entry_counted"),
        CheckConstraint("octet_length(prev) = 32 and octet_length(hash) = 32", name="audit_entry_hashed"),
        Index("audit_entry_actor", "actor_id", "seq"),
        Index("audit_entry_subject", "subject_id", "seq"),
        # Times rise with the numbers all but exactly, so a few pages of summary find a day.
        Index("audit_entry_at", "at", postgresql_using="brin"),
        info=info,
    )


def _audit_head(metadata: MetaData, info: dict[str, Access]) -> Table:
    return Table(
        "audit_head",
        metadata,
        Column("only", Boolean, primary_key=True, server_default=text("true")),
        Column("seq", BigInteger, nullable=False),
        Column("prev", LargeBinary, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        CheckConstraint('"only"', name="audit_head_single"),
        info=info,
    )


tenant_audit_entry = _audit_entry(TenantBase.metadata, access(staff="select, insert"))
tenant_audit_head = _audit_head(TenantBase.metadata, access(staff=_head_rights))
core_audit_entry = _audit_entry(
    CoreBase.metadata,
    access(auth="insert", person="insert", platform="insert", system="select, insert"),
)
core_audit_head = _audit_head(
    CoreBase.metadata,
    access(auth=_head_rights, person=_head_rights, platform=_head_rights, system=_head_rights),
)


class Activity(CoreBase):
    """One audit entry without its detail. `tenant_id` is empty for entries of the shared schema."""

    __tablename__ = "activity"

    entry_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tenant_id: Mapped[uuid.UUID | None]
    at: Mapped[datetime.datetime] = at()
    actor_id: Mapped[uuid.UUID | None]
    actor_kind: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[uuid.UUID | None]
    request_id: Mapped[str]
    outcome: Mapped[str]

    __table_args__ = (
        Index("activity_at", "at", "entry_id"),
        Index("activity_tenant", "tenant_id", "at"),
        Index("activity_actor", "actor_id", "at"),
        Index("activity_action", "action", "at"),
        {"info": access(platform="select", system="select, insert")},
    )


class ActivityCursor(CoreBase):
    """The number of the last entry copied from a chain; `chain_id` is a tenant's id or the shared schema's."""

    __tablename__ = "activity_cursor"

    chain_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = ({"info": access(system="select, insert, update")},)
