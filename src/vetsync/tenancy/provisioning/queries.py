"""Reads of tenants that are being made."""

from uuid import UUID

from vetsync.kit.db.work import View
from vetsync.tenancy.provisioning.schemas import Provision
from vetsync.tenancy.settings.rules import slug_choices
from vetsync.tenancy.settings.schemas import PracticeFacts

OF_APPLICATION = """
select id, application_id, tenant_id, slug, kind, schema_name, role_name, facts, applicant_user_id, state, attempts,
       requested_at, changed_at
from provision where application_id = $1
"""
TAKEN = """
select slug from tenant where slug = any($1::text[]) union select slug from provision where slug = any($1::text[])
"""
STATE_OF = "select state from provision where application_id = $1"
OPEN = "select application_id from provision where state <> 'live' order by requested_at limit 50"


async def provision_of(view: View, application_id: UUID) -> Provision | None:
    return await view.row(Provision, OF_APPLICATION, application_id)


async def open_provisions(view: View) -> list[UUID]:
    """Applications whose tenant is not live yet, oldest first: what a sweep picks up again."""
    return [record["application_id"] for record in await view.records(OPEN)]


async def state_of(view: View, application_id: UUID) -> str | None:
    """How far the making has come; applicants and the platform may ask."""
    found = await view.value(STATE_OF, application_id)
    return None if found is None else str(found)


async def free_slug(view: View, facts: PracticeFacts) -> str | None:
    """The address a practice of this name gets; None when all that are thought of are taken."""
    choices = slug_choices(facts.name, facts.city)
    taken = {record["slug"] for record in await view.records(TAKEN, choices)}
    return next((choice for choice in choices if choice not in taken), None)
