"""The letters that were asked for, in the schema that the matter belongs to: `core` or a practice.

queued → sent | dropped (it no longer made sense when its turn came; `reason` says why) | failed (the mail server
refused it for good, or for too long; it can be retried by hand). One letter per cause, template and recipient, so
that an event delivered twice is mailed once. `data` holds ids, times and states only; the address is sealed, and noted
when it is known. Where `data` says what stood `before`, the letter waits until its cause can't be taken back at a press
any more, and then says what is new by then to whoever gets it.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from vetsync.kit.db.table import Access, CoreBase, TenantBase, access


def _letter(metadata: MetaData, info: dict[str, Access], *indexes: Index) -> Table:
    return Table(
        "letter",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("cause", Text, nullable=False),
        Column("template", Text, nullable=False),
        Column("recipient", Text, nullable=False),
        Column("data", JSONB, nullable=False),
        Column("state", Text, nullable=False, server_default="queued"),
        Column("reason", Text),
        Column("to_sealed", LargeBinary),
        Column("locale", Text),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("sent_at", DateTime(timezone=True)),
        UniqueConstraint("cause", "template", "recipient", name="letter_once"),
        CheckConstraint("state in ('queued', 'sent', 'failed', 'dropped')", name="letter_state_known"),
        CheckConstraint("(state = 'sent') = (sent_at is not null)", name="letter_sent_dated"),
        Index("letter_age", "created_at"),
        *indexes,
        info=info,
    )


_ALL = "select, insert, update, delete"

tenant_letter = _letter(
    TenantBase.metadata,
    access(staff=_ALL),
    Index("letter_appointment", text("(data ->> 'appointment_id')")),
)
core_letter = _letter(CoreBase.metadata, access(system=_ALL))
