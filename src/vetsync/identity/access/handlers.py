"""What memberships do when something happens elsewhere."""

from typing import Protocol
from uuid import UUID

from vetsync.identity.access.service import give_role
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor


class Provisioned(Protocol):
    """The part of `PracticeProvisioned` that is of use here."""

    @property
    def applicant_user_id(self) -> UUID: ...


async def give_first_admin(gate: Gate, tenant: Tenant, event: Provisioned) -> None:
    """Whoever applied for the practice becomes its administrator; a repetition finds them a member already."""
    async with gate.core_work("system", system_actor("practice.provisioned")) as work:
        role = "franchise_admin" if tenant.kind == "franchise" else "clinic_admin"
        await give_role(work, tenant, event.applicant_user_id, role)
