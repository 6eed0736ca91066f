"""Who tries the doors: everybody with a right to some of them, and everybody who has lost or forged one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from joserfc import jwt

from tests.application import BASE_URL, OpenApp
from tests.conftest import OUDEKADE, ZWALUWHOF
from tests.isolation.canaries import Audience, Canaries
from vetsync.identity.access.permissions import BUILT_IN, SIGNED_IN_PERSON, SYSTEM_ADMIN
from vetsync.identity.access.service import give_role
from vetsync.identity.login.tokens import AUDIENCE, AccessTokens
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.clock import utc_now
from vetsync.kit.crypto.signing import load_signing_key
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.kit.ids import new_id

A, B, CHAIN = ZWALUWHOF.slug, OUDEKADE.slug, "keten"
SYSTEM = system_actor("test")
TINY = frozenset({"practice.read"})
ADD_ROLE = (
    "insert into core.role (id, tenant_id, name, permissions, created_at) values ($1, $2, $3, $4, now())"
)
ADD_MEMBER = """
insert into core.membership (id, user_id, tenant_id, role_id, state, created_at)
values ($1, $2, $3, $4, 'active', now())
"""
END_MEMBER = "update core.membership set state = 'ended', ended_at = now() where user_id = $1"
DISABLE = "update core.user_account set state = 'disabled' where id = $1"
END_SESSION = "update core.login_session set revoked_at = now() where id = $1"
ADD_SYSTEM_ADMIN = "insert into core.system_admin (user_id, created_at) values ($1, now())"
NAMES_SEEN_BY = frozenset({"staff.read", "messages.read", "records.read", "schedule.read", "audit.read"})


@dataclass(frozen=True)
class Identity:
    """`grants` are what the permission table gives, practice by practice; `owns` is whose objects are theirs.

    `counts` is False for credentials that must be worth nothing.
    """

    name: str
    user_id: UUID | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    grants: Mapping[str, frozenset[str]] = field(default_factory=dict)
    owns: str | None = None
    client_of: frozenset[str] = frozenset()
    is_system_admin: bool = False
    counts: bool = True

    def permissions(self, slug: str | None) -> frozenset[str]:
        """What this one may do in a practice, or outside of any."""
        if not self.counts:
            return frozenset()
        own = self.grants.get(slug or "", frozenset())
        return own | SIGNED_IN_PERSON | (SYSTEM_ADMIN if self.is_system_admin else frozenset())

    def may_see(self, audience: Audience) -> bool:
        if not self.counts:
            return False
        return (
            self.user_id in audience.people
            or (audience.platform and self.is_system_admin)
            or any(self.grants.get(slug, frozenset()) & audience.permissions for slug in audience.practices)
            or (audience.clients and bool(self.client_of & audience.practices))
        )


class Registry:
    """Makes accounts with canaries for names and addresses, and signs them in."""

    def __init__(self, app: OpenApp, canaries: Canaries):
        self._app = app
        self._canaries = canaries
        self.all: list[Identity] = []

    async def account(self, *seen_in: Tenant, is_public: bool = False, is_staff: bool = False) -> UUID:
        """`is_public` for vets, whose names stand on the practice's page; clients read who of the staff wrote them."""
        user_id = new_id()
        audience = Audience(
            frozenset(tenant.slug for tenant in seen_in), NAMES_SEEN_BY | {"patients.read", "reports.read"},
            frozenset({user_id}), platform=True,
        )  # fmt: skip
        name = replace(audience, clients=is_staff)
        word, email = self._canaries.word, self._canaries.email
        new = NewAccount(
            email=email("user.email", audience),
            first_name="Vet" if is_public else word("user.first_name", name),
            last_name="Public" if is_public else word("user.last_name", name),
            phone=self._canaries.phone("user.phone", audience),
            password_hash=None, is_verified=True,
        )  # fmt: skip
        async with self._app.parts.gate.core_work("auth", SYSTEM) as work:
            return await create_account(work, new, user_id)

    async def sign_in(self, name: str, user_id: UUID, **more: object) -> Identity:
        headers = self._app.bearer(user_id, await self._app.session(user_id))
        identity = Identity(name, user_id, headers, **more)  # type: ignore[arg-type]  # the fields of Identity
        self.all.append(identity)
        return identity

    async def staff(self, name: str, role: str, tenant: Tenant) -> Identity:
        user_id = await self.account(tenant, is_public=role == "vet", is_staff=True)
        await self.give(user_id, role, tenant)
        return await self.sign_in(name, user_id, grants={tenant.slug: BUILT_IN[role]})

    async def give(self, user_id: UUID, role: str, tenant: Tenant) -> None:
        async with self._app.parts.gate.core_work("system", SYSTEM) as work:
            await give_role(work, tenant, user_id, role)

    async def tiny(self, name: str, tenant: Tenant) -> Identity:
        """Bound to a role that the practice made itself, with one permission in it."""
        user_id, role_id = await self.account(tenant), new_id()
        await self._app.look(ADD_ROLE, role_id, tenant.id, "Tiny", sorted(TINY))
        await self._app.look(ADD_MEMBER, new_id(), user_id, tenant.id, role_id)
        return await self.sign_in(name, user_id, grants={tenant.slug: TINY})

    async def strangers(self, folder: Path, tenant: Tenant) -> None:
        """Credentials that were a clinic administrator's, or pretend to be."""
        admin = await self.staff("somebody", "clinic_admin", tenant)
        self.all.remove(admin)
        assert admin.user_id is not None
        live = await self._app.session(admin.user_id)
        worthless = replace(admin, grants={}, counts=False)
        now = utc_now()
        other_key = load_signing_key(folder / "other" / "signing.pem")
        forger, elsewhere = AccessTokens([other_key], BASE_URL), AccessTokens([other_key], "http://elsewhere")
        over = await self._app.session(admin.user_id)
        await self._app.look(END_SESSION, over)
        self.all += [
            Identity("anonymous", counts=False),
            replace(worthless, name="garbage token", headers={"authorization": "Bearer x.y.z"}),
            replace(
                worthless, name="expired token",
                headers=self._app.bearer(admin.user_id, live, now - timedelta(minutes=11)),
            ),
            replace(worthless, name="token for another audience", headers=self._for_another(admin.user_id, live)),
            replace(worthless, name="token of another issuer", headers=_bearer(elsewhere, admin.user_id, live)),
            replace(worthless, name="forged token", headers=_bearer(forger, admin.user_id, live)),
            replace(worthless, name="ended session", headers=self._app.bearer(admin.user_id, over)),
        ]  # fmt: skip
        disabled = await self.staff("disabled user", "clinic_admin", tenant)
        self.all[-1] = replace(disabled, grants={}, counts=False)
        await self._app.look(DISABLE, disabled.user_id)
        former = await self.staff("ex-employee", "clinic_admin", tenant)
        self.all[-1] = replace(former, grants={})
        await self._app.look(END_MEMBER, former.user_id)

    def _for_another(self, user_id: UUID, session_id: UUID) -> dict[str, str]:
        """Signed with our own key, and meant for something else than this API."""
        key, now = self._app.signing, int(utc_now().timestamp())
        claims = {
            "iss": BASE_URL, "aud": f"{AUDIENCE}-sync", "sub": str(user_id), "sid": str(session_id),
            "iat": now, "exp": now + 600,
        }  # fmt: skip
        header = {"alg": "Ed25519", "typ": "at+jwt", "kid": key.kid}
        return {"authorization": "Bearer " + jwt.encode(header, claims, key.okp, algorithms=["Ed25519"])}


def _bearer(tokens: AccessTokens, user_id: UUID, session_id: UUID) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.issue(user_id, session_id, utc_now())[0]}"}
