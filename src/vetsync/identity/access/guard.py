"""The guard of every route: nothing is open unless it says so, and any doubt is a refusal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from vetsync.identity.access.permissions import PUBLIC, SIGNED_IN_PERSON, SYSTEM_ADMIN
from vetsync.identity.access.presence import Presence, Presences
from vetsync.kit.clock import utc_now
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import Forbidden, NotFound, Unauthenticated
from vetsync.kit.http.brake import AddressBrake
from vetsync.kit.http.principal import Principal
from vetsync.kit.ids import new_id

API_PATH = "/api/"
STAFF_PATH = "/api/staff/"
PRACTICE_PATH = "/api/practices/"


class TokenVerifier(Protocol):
    def verify(self, token: str, now: datetime) -> tuple[UUID, UUID]:
        """User and session; raises Unauthenticated."""
        ...


class TenantFinder(Protocol):
    async def by_slug(self, slug: str) -> Tenant:
        """Raises NotFound or Forbidden."""
        ...


class AccessGuard:
    """Finds out who asks and what they may do here, and lets the route be reached or not.

    A route says `opt={"permission": …}`: `public`, or what the person must hold. Under a practice's staff path that
    follows from the membership there; elsewhere from being signed in, or being a system administrator. Who is nobody
    is counted by address, before anything is looked up for them.
    """

    def __init__(
        self,
        tokens: TokenVerifier,
        presences: Presences,
        tenants: TenantFinder,
        clock: Callable[[], datetime] = utc_now,
        brake: AddressBrake | None = None,
    ):
        self._tokens = tokens
        self._brake = brake
        self._presences = presences
        self._tenants = tenants
        self._clock = clock

    async def __call__(
        self, connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
    ) -> None:
        if connection.scope.get("method") == "OPTIONS":
            return
        permission = handler.opt.get("permission")
        if not isinstance(permission, str) or not permission:
            raise Forbidden(code="route_undeclared")
        if permission == PUBLIC:
            presence, session_id = await self._whoever(connection)
            if presence is None and _is_counted(connection, handler):
                self._hold(connection)
        else:
            presence, session_id = await self._somebody(connection)
        principal = await self._principal(connection, presence, session_id)
        if permission != PUBLIC and permission not in principal.actor.permissions:
            raise Forbidden(permission=permission)
        connection.state.principal = principal

    def _hold(self, connection: ASGIConnection[Any, Any, Any, Any]) -> None:
        if self._brake is not None:
            self._brake.hold(connection)

    async def _somebody(self, connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[Presence, UUID]:
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        user_id, session_id = self._tokens.verify(token, self._clock())
        presence = await self._presences.of(session_id)
        if presence is None or presence.user_id != user_id or presence.expires_at <= self._clock():
            raise Unauthenticated(code="session_over")
        return presence, session_id

    async def _whoever(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> tuple[Presence | None, UUID | None]:
        """On a public route a token that is no good makes its bearer a stranger, not a culprit."""
        if "authorization" not in connection.headers:
            return None, None
        try:
            return await self._somebody(connection)
        except Unauthenticated:
            return None, None

    async def _principal(
        self,
        connection: ASGIConnection[Any, Any, Any, Any],
        presence: Presence | None,
        session_id: UUID | None,
    ) -> Principal:
        path = connection.scope["path"]
        is_staff = path.startswith(STAFF_PATH)
        tenant = None
        if is_staff or path.startswith(PRACTICE_PATH):
            tenant = await self._tenant(connection, is_staff)
        permissions: frozenset[str] = frozenset()
        department_id = None
        role = None
        if presence is not None:
            permissions = SIGNED_IN_PERSON
            if "system_admin" in presence.kinds:
                permissions |= SYSTEM_ADMIN
            grant = presence.grants.get(tenant.id) if is_staff and tenant else None
            if grant is not None:
                permissions |= grant.permissions
                department_id, role = grant.department_id, grant.role
        user_id = presence.user_id if presence else None
        actor = Actor(user_id, "user" if presence else "anonymous", permissions, _request_id(connection))
        kinds = presence.kinds if presence else frozenset()
        return Principal(actor, user_id, session_id, kinds, tenant, department_id, role)

    async def _tenant(self, connection: ASGIConnection[Any, Any, Any, Any], is_staff: bool) -> Tenant | None:
        slug = connection.path_params.get("slug")
        if not isinstance(slug, str):
            return None
        try:
            return await self._tenants.by_slug(slug)
        except NotFound:
            # Whoever does not work there need not learn whether there is such a practice.
            if is_staff:
                raise Forbidden from None
            raise


async def provide_principal(request: Request[Any, Any, Any]) -> Principal:
    """The dependency `principal`."""
    principal = request.state.principal
    assert isinstance(principal, Principal)
    return principal


def _is_counted(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> bool:
    """The client's own files cost nothing, and whoever watches the node must hear of it even under a flood."""
    return connection.scope["path"].startswith(API_PATH) and not handler.opt.get("uncounted")


def _request_id(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """Given by the middleware that logs requests, where there is one."""
    given = connection.state.get("request_id")
    return given if isinstance(given, str) else new_id().hex
