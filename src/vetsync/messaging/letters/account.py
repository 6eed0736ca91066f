"""Letters about accounts, invitations and applications: those that stand in the shared schema."""

from typing import Any
from uuid import UUID

from vetsync.identity.access.queries import invitation_letter
from vetsync.identity.login.queries import open_mail_token
from vetsync.identity.users.queries import recipient
from vetsync.identity.users.schemas import Locale
from vetsync.kit.db.work import Tenant, View
from vetsync.messaging.letters import links, queries
from vetsync.messaging.letters.compose import ACTOR, Compose, Desk, Dropped, person
from vetsync.messaging.letters.render import Draft, long_time
from vetsync.messaging.letters.schemas import Letter
from vetsync.tenancy.structure.queries import tenant_by_id

ZONE = "Europe/Amsterdam"
"""The platform's own clock, for letters that no practice sends."""


async def token_letter(desk: Desk, _: Tenant, letter: Letter) -> Draft:
    """The letter that verifies an address, or lets its owner set a new password."""
    path = links.VERIFY_EMAIL if letter.template == "verify_email" else links.RESET
    async with desk.gate.core_view("system", ACTOR) as core:
        token = await open_mail_token(core, UUID(letter.data["token_id"]))
        if token is None:
            raise Dropped("token_spent")
        found = await person(core, token.user_id, verified=False)
    return Draft(
        to=found.email,
        locale=found.locale,
        template=letter.template,
        values={"until": long_time(token.expires_at, ZONE, found.locale)},
        first_name=found.first_name,
        link=desk.link(path, token=token.token),
    )


async def notice(desk: Desk, _: Tenant, letter: Letter) -> Draft:
    """News about the account that its owner must hear whatever the settings say."""
    path = links.LOGIN if letter.template == "known_address" else links.FORGOT
    async with desk.gate.core_view("system", ACTOR) as core:
        found = await person(core, UUID(letter.data["user_id"]), verified=False)
    return Draft(
        to=found.email,
        locale=found.locale,
        template=letter.template,
        values={},
        first_name=found.first_name,
        link=desk.link(path),
    )


async def invitation(desk: Desk, _: Tenant, letter: Letter) -> Draft:
    """To an address that may have no account, in the language of the practice."""
    async with desk.gate.core_view("system", ACTOR) as core:
        found = await invitation_letter(core, UUID(letter.data["invitation_id"]))
        tenant = await tenant_by_id(core, UUID(letter.data["tenant_id"]))
        now = core.now
    if found is None or tenant is None or found.expires_at <= now:
        raise Dropped("invitation_over")
    async with desk.gate.view(tenant, ACTOR) as view:
        practice = await queries.practice_address(view)
    locale: Locale = practice.locale
    return Draft(
        to=found.email,
        locale=locale,
        template="invitation",
        values={
            "practice": found.practice_name,
            "role": found.role_name_nl if locale == "nl" else found.role_name_en,
            "until": long_time(found.expires_at, tenant.zone, locale),
        },
        first_name=found.first_name,
        practice=found.practice_name,
        reply_to=practice.email or None,
        link=desk.link(links.INVITATION, token=found.token),
    )


async def clinic_news(desk: Desk, _: Tenant, letter: Letter) -> Draft:
    """What became of somebody's application for a practice."""
    async with desk.gate.core_view("system", ACTOR) as core:
        news = await queries.clinic_news(core, UUID(letter.data["application_id"]))
        if news is None or f"clinic_{news.state}" != letter.template:
            raise Dropped("application_changed")
        found = await person(core, news.applicant_user_id)
    approved = news.state == "approved" and news.slug
    return Draft(
        to=found.email,
        locale=found.locale,
        template=letter.template,
        values={"clinic": news.clinic, "remarks": news.remarks},
        first_name=found.first_name,
        link=desk.link(links.STAFF, slug=news.slug or "") if approved else desk.link(links.APPLICATIONS),
    )


async def vet_decision(desk: Desk, _: Tenant, letter: Letter) -> Draft:
    """Whether a practice took the vet who applied."""
    async with desk.gate.core_view("system", ACTOR) as core:
        news, tenant = await _vet_news(core, letter.data)
        if f"vet_{news.state}" != letter.template:
            raise Dropped("application_changed")
        found = await person(core, news.user_id)
    return Draft(
        to=found.email,
        locale=found.locale,
        template=letter.template,
        values={"practice": tenant.name, "remarks": news.remarks},
        first_name=found.first_name,
        practice=tenant.name,
        link=desk.link(links.STAFF, slug=tenant.slug),
    )


async def vet_applied(desk: Desk, _: Tenant, letter: Letter) -> Draft:
    """To the practice: somebody wants to work there."""
    async with desk.gate.core_view("system", ACTOR) as core:
        news, tenant = await _vet_news(core, letter.data)
        applicant = await recipient(core, news.user_id)
    if news.state != "pending" or applicant is None:
        raise Dropped("application_changed")
    async with desk.gate.view(tenant, ACTOR) as view:
        practice = await queries.practice_address(view)
    if not practice.email:
        raise Dropped("no_address")
    return Draft(
        to=practice.email,
        locale=practice.locale,
        template="practice_vet_applied",
        values={"applicant": f"{applicant.first_name} {applicant.last_name}", "practice": tenant.name},
        link=desk.link(links.STAFF_SETTINGS, slug=tenant.slug),
    )


async def _vet_news(core: View, data: dict[str, Any]) -> tuple[queries.VetNews, Tenant]:
    news = await queries.vet_news(core, UUID(data["application_id"]))
    tenant = await tenant_by_id(core, UUID(data["tenant_id"]))
    if news is None or tenant is None:
        raise Dropped("application_changed")
    return news, tenant


COMPOSERS: dict[str, Compose] = {
    "verify_email": token_letter,
    "reset_password": token_letter,
    "known_address": notice,
    "password_changed": notice,
    "session_ended": notice,
    "invitation": invitation,
    "clinic_submitted": clinic_news,
    "clinic_approved": clinic_news,
    "clinic_rejected": clinic_news,
    "vet_approved": vet_decision,
    "vet_rejected": vet_decision,
    "practice_vet_applied": vet_applied,
}
