"""What happens to clinic applications. All stand in core."""

from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class ClinicApplied(Event, frozen=True, kw_only=True):
    """Sent in for the first time, or again after a rejection."""

    topic: ClassVar[str] = "clinic.applied"
    application_id: UUID
    applicant_user_id: UUID


class ClinicApproved(Event, frozen=True, kw_only=True):
    """Its tenant has been asked for; `practice.provisioned` tells when it stands."""

    topic: ClassVar[str] = "clinic.approved"
    application_id: UUID
    applicant_user_id: UUID
    tenant_id: UUID
    slug: str


class ClinicRejected(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "clinic.rejected"
    application_id: UUID
    applicant_user_id: UUID
