"""Who hears what: decided when a stream begins, and asked again for as long as it lasts."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from vetsync.kit.clock import utc_now
from vetsync.kit.db.gate import CORE_ID
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import NotFound, Unauthenticated
from vetsync.kit.http.principal import Principal
from vetsync.kit.realtime.stream import Admission

NEEDED = "schedule.read"
SYSTEM_ADMIN = "system_admin"


class Allowed(Protocol):
    """What a membership allows."""

    @property
    def permissions(self) -> frozenset[str]: ...


class Present(Protocol):
    """A living session: whose, until when, and the person's memberships by tenant."""

    @property
    def user_id(self) -> UUID: ...
    @property
    def expires_at(self) -> datetime: ...
    @property
    def kinds(self) -> frozenset[str]: ...
    @property
    def grants(self) -> Mapping[UUID, Allowed]: ...


PresenceOf = Callable[[UUID], Awaitable[Present | None]]
TenantBySlug = Callable[[str], Awaitable[Tenant | None]]
Admit = Callable[[Principal, str | None], Awaitable[Admission]]


def admitter(
    presence_of: PresenceOf, tenant_by_slug: TenantBySlug, clock: Callable[[], datetime] = utc_now
) -> Admit:
    """Decides what a signed-in person hears, of one practice or (without a slug) of all of theirs.

    Who is no staff there hears only what is their own. A stream ends when the session does, or when a practice
    that it tells of is no longer the person's.
    """

    async def admit(principal: Principal, slug: str | None) -> Admission:
        if principal.session_id is None:
            raise Unauthenticated
        session_id = principal.session_id
        presence = await presence_of(session_id)
        if presence is None:
            raise Unauthenticated(code="session_over")
        heard = _heard(presence)
        if slug is not None:
            tenant = await tenant_by_slug(slug)
            if tenant is None:
                raise NotFound
            heard &= {tenant.id}

        async def still_valid() -> bool:
            now = await presence_of(session_id)
            return now is not None and now.expires_at > clock() and heard <= _heard(now)

        return Admission(presence.user_id, heard, still_valid)

    return admit


def _heard(presence: Present) -> frozenset[UUID]:
    staff = {tenant_id for tenant_id, grant in presence.grants.items() if NEEDED in grant.permissions}
    return frozenset(staff | {CORE_ID} if SYSTEM_ADMIN in presence.kinds else staff)
