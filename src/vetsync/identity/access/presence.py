"""Who a session belongs to and what they may do, remembered for a few seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.identity.access.rules import held_role
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import system_actor

WHO = """
select s.user_id, s.expires_at,
  array_remove(array[
    case when exists (select 1 from pet_owner k where k.user_id = s.user_id) then 'pet_owner' end,
    case when exists (select 1 from vet_professional k where k.user_id = s.user_id) then 'vet_professional' end,
    case when exists (select 1 from clinic_admin k where k.user_id = s.user_id) then 'clinic_admin' end,
    case when exists (select 1 from system_admin k where k.user_id = s.user_id) then 'system_admin' end],
    null) as kinds,
  m.tenant_id, m.department_id, m.role_key, m.role_id, r.version as role_version, r.name as role_name, r.permissions
from login_session s
join user_account a on a.id = s.user_id and a.state = 'active' and a.session_version = s.session_version
left join membership m on m.user_id = s.user_id and m.state = 'active'
left join role r on r.id = m.role_id
where s.id = $1 and s.revoked_at is null and s.expires_at > $2
order by m.id limit 500
"""

SECONDS_MAX = 15.0
"""How long the end of a session or membership may take to reach other nodes; this one forgets at once."""
ENTRIES_MAX = 10_000


class _Row(msgspec.Struct):
    user_id: UUID
    expires_at: datetime
    kinds: list[str]
    tenant_id: UUID | None
    department_id: UUID | None
    role_key: str | None
    role_id: UUID | None
    role_version: int | None
    role_name: str | None
    permissions: list[str] | None


@dataclass(frozen=True, slots=True)
class Grant:
    """What a membership allows in one tenant."""

    permissions: frozenset[str]
    department_id: UUID | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A living session."""

    user_id: UUID
    expires_at: datetime
    kinds: frozenset[str]
    grants: dict[UUID, Grant]


class Presences:
    """One per process. Dead and unknown sessions are not kept, so that they cannot fill it."""

    def __init__(self, gate: Gate, monotonic: Callable[[], float] = time.monotonic):
        self._gate = gate
        self._monotonic = monotonic
        self._known: dict[UUID, tuple[float, Presence]] = {}
        self._forgettings = 0

    async def of(self, session_id: UUID) -> Presence | None:
        """The session's person, or None when it is over, disabled, or never was."""
        kept = self._known.get(session_id)
        if kept and kept[0] > self._monotonic():
            return kept[1]
        before = self._forgettings
        async with self._gate.core_view("auth", system_actor("guard")) as view:
            rows = await view.rows(_Row, WHO, session_id, view.now)
        self._known.pop(session_id, None)
        if not rows:
            return None
        found = _presence(rows)
        # What was forgotten while we read must not come back.
        if before == self._forgettings:
            if len(self._known) >= ENTRIES_MAX:
                self._known.clear()
            self._known[session_id] = (self._monotonic() + SECONDS_MAX, found)
        return found

    def forget_user(self, user_id: UUID) -> None:
        """After a change to the account, its sessions or its memberships."""
        self._forgettings += 1
        for session_id in [key for key, (_, known) in self._known.items() if known.user_id == user_id]:
            del self._known[session_id]

    def forget_all(self) -> None:
        """After a change to a role, which may be held by many."""
        self._forgettings += 1
        self._known.clear()


def _presence(rows: list[_Row]) -> Presence:
    grants = {
        row.tenant_id: Grant(held.permissions, row.department_id, held.ref)
        for row in rows
        if row.tenant_id
        for held in [held_role(row.role_key, row.role_id, row.role_version, row.role_name, row.permissions)]
    }
    return Presence(rows[0].user_id, rows[0].expires_at, frozenset(rows[0].kinds), grants)
