"""What happens to nodes of the tree. Those about a practice stand in its own outbox, unless said otherwise."""

from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class PracticeRequested(Event, frozen=True, kw_only=True):
    """Stands in core: a tenant is to be made. Provisioning reacts."""

    topic: ClassVar[str] = "practice.requested"
    application_id: UUID


class PracticeProvisioned(Event, frozen=True, kw_only=True):
    """The tenant's schema stands and holds its profile. Others write their defaults: hours, types, membership."""

    topic: ClassVar[str] = "practice.provisioned"
    tenant_id: UUID
    applicant_user_id: UUID


class PracticeChanged(Event, frozen=True, kw_only=True):
    """The profile was saved."""

    topic: ClassVar[str] = "practice.changed"
    tenant_id: UUID
    version: int


class PracticeSuspended(Event, frozen=True, kw_only=True):
    """Stands in core: nobody may work in the practice, and the public does not see it."""

    topic: ClassVar[str] = "practice.suspended"
    tenant_id: UUID


class PracticeResumed(Event, frozen=True, kw_only=True):
    """Stands in core."""

    topic: ClassVar[str] = "practice.resumed"
    tenant_id: UUID


class PracticeMoved(Event, frozen=True, kw_only=True):
    """Stands in core: the practice joined a franchise, left one, or changed to another."""

    topic: ClassVar[str] = "practice.moved"
    tenant_id: UUID
    parent_id: UUID | None
