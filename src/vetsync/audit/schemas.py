"""What crosses the door of the audit log."""

import uuid
from datetime import date, datetime
from typing import Any, Literal

import msgspec

LOGIN = "login"
"""The action under which log-ins are audited in the shared schema, with outcome `done` or `refused`."""
LOGIN_REFUSED = "refused"

DetailState = Literal["none", "open", "erased", "damaged"]


class EntryFilter(msgspec.Struct, frozen=True, kw_only=True):
    """`action` is a beginning: "appointment." finds all that was done to appointments. `until` is excluded."""

    actor_id: uuid.UUID | None = None
    action: str | None = None
    subject: str | None = None
    subject_id: uuid.UUID | None = None
    outcome: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditEntryView(msgspec.Struct, kw_only=True):
    """An entry as a practice reads it. `detail_state` says whether `before` and `after` could be shown:
    there may be none, their key may have been destroyed on purpose, or somebody tampered with them.
    """

    seq: int
    id: uuid.UUID
    at: datetime
    actor_id: uuid.UUID | None
    actor_name: str | None = None
    actor_kind: str
    action: str
    subject: str
    subject_id: uuid.UUID | None
    request_id: str
    outcome: str
    detail_state: DetailState
    before: Any = None
    after: Any = None


class ActivityFilter(msgspec.Struct, frozen=True, kw_only=True):
    """`action` is a beginning, `until` is excluded."""

    actor_id: uuid.UUID | None = None
    action: str | None = None
    tenant_id: uuid.UUID | None = None
    outcome: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class ActivityView(msgspec.Struct):
    """What happened somewhere, without what was in it. `tenant_id` is empty for the platform itself."""

    entry_id: uuid.UUID
    tenant_id: uuid.UUID | None
    at: datetime
    actor_id: uuid.UUID | None
    actor_kind: str
    action: str
    subject: str
    subject_id: uuid.UUID | None
    request_id: str
    outcome: str
    actor_name: str | None = None


class LoginCounts(msgspec.Struct, frozen=True):
    """Log-ins that succeeded, and those refused, within the last 24 hours, 7 and 30 days."""

    done_24h: int
    done_7d: int
    done_30d: int
    refused_24h: int
    refused_7d: int
    refused_30d: int


class DayCount(msgspec.Struct, frozen=True):
    """Requests that changed something on a day (UTC), and the entries they left."""

    on: date
    requests: int
    entries: int


class ActionCount(msgspec.Struct, frozen=True):
    action: str
    entries: int
