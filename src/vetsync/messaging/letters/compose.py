"""Deciding, when a letter's turn comes, whether it is still to be sent, to which address, and in which language."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from vetsync.identity.users.queries import recipient
from vetsync.identity.users.schemas import Recipient
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, View, system_actor
from vetsync.messaging.letters import links, queries
from vetsync.messaging.letters.render import Draft
from vetsync.messaging.letters.schemas import Letter

ACTOR = system_actor("letters")


class Dropped(Exception):
    """The letter makes no sense any more. The text is a code."""


class Desk:
    """What composing needs: the gate, and the address that links begin with."""

    def __init__(self, gate: Gate, base_url: str):
        self.gate = gate
        self._base_url = base_url.rstrip("/")

    def link(self, path: str, **values: str) -> str:
        return self._base_url + path.format(**values)


Compose = Callable[[Desk, Tenant, Letter], Awaitable[Draft]]


async def person(core: View, user_id: UUID, *, optional: bool = False, verified: bool = True) -> Recipient:
    """Whom to write to. `optional` letters respect the person's settings; only the letter that verifies an address,
    and one that its owner asked for, may go to an unverified one. Raises Dropped.
    """
    found = await recipient(core, user_id)
    if found is None or not found.is_active:
        raise Dropped("no_account")
    if optional and not found.wants.email:
        raise Dropped("not_wanted")
    if verified and not await queries.is_verified(core, user_id):
        raise Dropped("address_unverified")
    return found


async def owner_draft(
    desk: Desk, tenant: Tenant, client_id: UUID, template: str, values: dict[str, Any]
) -> Draft:
    """A letter from a practice to one of its clients, as the person with an account or by the practice's file."""
    async with desk.gate.view(tenant, ACTOR) as view:
        client = await queries.client_address(view, client_id)
        practice = await queries.practice_address(view)
    if client is None:
        raise Dropped("no_client")
    draft = Draft(
        to=client.email or "",
        locale=client.locale,
        template=template,
        values={"practice": tenant.name, **values},
        first_name=client.first_name or None,
        practice=tenant.name,
        reply_to=practice.email or None,
    )
    if client.user_id is not None:
        async with desk.gate.core_view("system", ACTOR) as core:
            found = await person(core, client.user_id, optional=True)
        draft.to, draft.locale, draft.first_name = found.email, found.locale, found.first_name
        draft.settings_link = desk.link(links.SETTINGS)
    elif not client.allows_email:
        raise Dropped("not_wanted")
    if not draft.to:
        raise Dropped("no_address")
    return draft
