"""Commands on franchises, as the platform."""

from vetsync.directory.errors import AdminUnknown
from vetsync.directory.franchises.schemas import FranchiseRequested, FranchiseStart
from vetsync.directory.permissions import PLATFORM_MANAGE
from vetsync.identity.users.queries import user_id_by_email
from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id
from vetsync.tenancy.provisioning.service import request_practice
from vetsync.tenancy.settings.schemas import PracticeFacts


async def start_franchise(work: Work, data: FranchiseStart) -> FranchiseRequested:
    """Asks for the franchise's tenant; raises AdminUnknown when the address has no account."""
    work.require(PLATFORM_MANAGE)
    admin_id = await user_id_by_email(work, data.admin_email)
    if admin_id is None:
        raise AdminUnknown(field="admin_email")
    facts = PracticeFacts(name=data.name, city=data.city, country=data.country, zone=data.zone)
    # There is no application behind it, so the request carries an id of its own.
    wanted = await request_practice(work, new_id(), admin_id, facts, "franchise")
    return FranchiseRequested(id=wanted.tenant_id, slug=wanted.slug)
