"""What crosses the door about a tenant that is being made."""

import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from vetsync.tenancy.structure.schemas import TenantKind

ProvisionState = Literal["requested", "schema_made", "defaults_written", "live"]


class Provision(msgspec.Struct):
    """`facts` are those of the application (`PracticeFacts`), as they were when it was approved."""

    id: UUID
    application_id: UUID
    tenant_id: UUID
    slug: str
    kind: TenantKind
    schema_name: str
    role_name: str
    facts: dict[str, Any]
    applicant_user_id: UUID
    state: ProvisionState
    attempts: int
    requested_at: datetime.datetime
    changed_at: datetime.datetime
