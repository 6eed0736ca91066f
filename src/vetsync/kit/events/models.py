"""The outbox and the idempotency keys: two small tables that stand in every schema, core and tenants alike."""

from sqlalchemy import (
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from vetsync.kit.db.roles import CoreRole
from vetsync.kit.db.table import Access, CoreBase, TenantBase, access

_EVERY_CORE_WRITER: dict[CoreRole, str | tuple[str, str]] = {
    "auth": "select, insert",
    "person": "select, insert",
    "platform": "select, insert",
    "system": "select, insert, update, delete",
}


def _outbox(metadata: MetaData, info: dict[str, Access]) -> Table:
    """Born with the change it tells of; leased by a relay; done when every handler has returned."""
    return Table(
        "outbox",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("topic", Text, nullable=False),
        Column("payload", JSONB, nullable=False),
        Column("actor_id", Uuid),
        Column("request_id", Text, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("due_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
        Column("done_at", DateTime(timezone=True)),
        Column("fault", Text),
        Index("outbox_waiting", "due_at", postgresql_where=text("done_at is null")),
        info=info,
    )


def _idempotency_key(metadata: MetaData, info: dict[str, Access]) -> Table:
    """The answer that was given to an intent, kept for 72 hours, written with the effect or not at all."""
    return Table(
        "idempotency_key",
        metadata,
        Column("actor_id", Uuid, primary_key=True),
        Column("route", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("request_hash", LargeBinary, nullable=False),
        Column("status", SmallInteger),
        Column("body", LargeBinary),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
        Index("idempotency_key_age", "created_at"),
        info=info,
    )


_ALL = "select, insert, update, delete"

tenant_outbox = _outbox(TenantBase.metadata, access(staff=_ALL))
tenant_idempotency_key = _idempotency_key(TenantBase.metadata, access(staff=_ALL))
core_outbox = _outbox(CoreBase.metadata, access(grants=_EVERY_CORE_WRITER))
_OWN = "actor_id = (select nullif(current_setting('app.actor', true), '')::uuid)"
core_idempotency_key = _idempotency_key(
    CoreBase.metadata,
    access(
        grants={
            "auth": ("select, insert, update", _OWN),
            "person": ("select, insert, update", _OWN),
            "platform": ("select, insert, update", _OWN),
            "system": _ALL,
        }
    ),
)
