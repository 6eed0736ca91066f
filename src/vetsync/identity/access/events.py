"""What happens to memberships, invitations and vets' applications. All stand in core and name the practice."""

from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class InvitationMade(Event, frozen=True, kw_only=True):
    """A letter is to be sent; what it needs is `invitation_letter`."""

    topic: ClassVar[str] = "invitation.made"
    invitation_id: UUID
    tenant_id: UUID


class MemberJoined(Event, frozen=True, kw_only=True):
    """`role` is the key of a built-in role, or the id of the practice's own."""

    topic: ClassVar[str] = "member.joined"
    user_id: UUID
    tenant_id: UUID
    role: str


class MemberRoleChanged(Event, frozen=True, kw_only=True):
    """They have another role, or what theirs may do has changed."""

    topic: ClassVar[str] = "member.role_changed"
    user_id: UUID
    tenant_id: UUID
    role: str


class MemberLeft(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "member.left"
    user_id: UUID
    tenant_id: UUID


class VetApplied(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "vet.applied"
    application_id: UUID
    user_id: UUID
    tenant_id: UUID


class VetApproved(Event, frozen=True, kw_only=True):
    """The person is a vet of the practice from now on, however they came: the calendar needs a resource."""

    topic: ClassVar[str] = "vet.approved"
    user_id: UUID
    tenant_id: UUID
    application_id: UUID | None = None


class VetRejected(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "vet.rejected"
    application_id: UUID
    user_id: UUID
    tenant_id: UUID
