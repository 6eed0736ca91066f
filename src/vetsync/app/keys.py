"""The life of a tenant's keys after the first: a new version, sealing anew, forgetting, and the end of all of them.

Rotation never stops anybody's work. The new version seals from the moment it is there; the job then seals anew what may
be changed, and an hour later, when no transaction is left that began under the old key, looks again and forgets the
versions that nothing uses any more. Blind indexes have a root of their own that is not rotated, so that what was found
before is found after.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from vetsync.kit.crypto.cipher import Cipher
from vetsync.kit.crypto.keys import KeyProvider
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.reseal import seal_rows_anew, uses
from vetsync.kit.db.roles import CoreRole
from vetsync.kit.db.work import Tenant, Work, system_actor
from vetsync.kit.jobs.orders import JobKind, JobOrder
from vetsync.kit.jobs.queue import Jobs
from vetsync.kit.storage import Storage, seal_files_anew
from vetsync.tenancy.errors import NotInThisState, PracticeUnknown
from vetsync.tenancy.structure.queries import node
from vetsync.tenancy.structure.schemas import Node
from vetsync.tenancy.structure.service import begin_leaving, take_back_leaving

ACTOR = system_actor("keys")
CORE_DOORS: tuple[CoreRole, ...] = ("auth", "system")
"""Between them they may read and change every sealed column of the shared schema that can be changed."""
CORE_FOLDERS = ("users", "pets", "practices", "clinic-applications")
FORGOTTEN_AFTER = timedelta(hours=1)
WAITED = timedelta(days=30)
"""So long a practice's keys are kept after it was said to leave."""

log = structlog.get_logger()


class SealAnew(JobOrder, frozen=True, kw_only=True):
    """`forgets` when versions that nothing uses may go."""

    name = "seal_anew"
    forgets: bool = False


class NotYet(NotInThisState):
    """The practice has not waited long enough."""

    code = "not_yet"


class NotConfirmed(NotInThisState):
    """All is ready for the last step, and whoever takes it has not said that it is meant."""

    code = "not_confirmed"


@dataclass(frozen=True)
class KeyRing:
    """Keys, and everything that is sealed with them. One per process."""

    gate: Gate
    keys: KeyProvider
    storage: Storage
    jobs: Jobs

    def kinds(self) -> tuple[JobKind, ...]:
        return (JobKind(SealAnew, self._seal_anew),)

    async def rotate(self, tenant: Tenant) -> int:
        """The version that seals from now on. What is sealed already is left to a job."""
        async with self._door(tenant) as work:
            self.keys.rotate(tenant.id)
            version = self._cipher(tenant).version
            work.audit("keys.rotate", "tenant", tenant.id, after={"version": version})
        await self.jobs.defer(tenant, SealAnew(), alone=f"keys {tenant.id}")
        return version

    async def _seal_anew(self, _: Gate, tenant: Tenant, order: SealAnew) -> None:
        cipher = self._cipher(tenant)
        done = 0
        for door in self._doors(tenant):
            done += await seal_rows_anew(door, cipher)
        used = await self._used(tenant, cipher)
        versions = {version for counted in used.values() for version in counted}
        unused = cipher.versions - versions - {cipher.version} if order.forgets else frozenset()
        async with self._door(tenant) as work:
            kept = {
                place: sum(n for v, n in counted.items() if v != cipher.version)
                for place, counted in used.items()
            }
            after = {"version": cipher.version, "fields": done, "kept": {k: n for k, n in kept.items() if n}}
            work.audit("keys.seal_anew", "tenant", tenant.id, after=after)
            if unused:
                work.audit("keys.forget", "tenant", tenant.id, after={"versions": sorted(unused)})
        if unused:
            self.keys.retire(tenant.id, frozenset(unused))
        log.info(
            "keys.sealed_anew", tenant=str(tenant.id), version=cipher.version, fields=done, forgot=len(unused)
        )
        if not order.forgets:
            at = work.now + FORGOTTEN_AFTER
            await self.jobs.defer(tenant, SealAnew(forgets=True), at=at, alone=f"keys {tenant.id}")

    async def _used(self, tenant: Tenant, cipher: Cipher) -> dict[str, dict[int, int]]:
        folders = CORE_FOLDERS if tenant is CORE else (f"practices/{tenant.id}",)
        used = {"files": await seal_files_anew(self.storage, folders, cipher)}
        for door in self._doors(tenant):
            async with door() as work:
                used |= await uses(work, cipher)
        return used

    async def destroy(self, slug: str, *, confirmed: bool) -> tuple[Node, bool]:
        """The next step towards the end: a suspended practice begins to leave; one that has left long enough loses
        its keys, and with them everything that was sealed, in every copy and backup. Whether that was this step.

        Raises PracticeUnknown, NotInThisState for one that people work in, NotYet with `until`, NotConfirmed.
        """
        async with self._door(CORE) as work:
            found = await node(work, slug)
            if found is None:
                raise PracticeUnknown
            if found.state != "leaving":
                return await begin_leaving(work, slug), False
            until = leaves_at(found)
            if work.now < until:
                raise NotYet(state=found.state, until=until.isoformat())
            if not confirmed:
                raise NotConfirmed(state=found.state)
            # First what is said, then what is done: were it the other way round, a crash would leave no trace of it.
            work.audit("keys.destroy", "tenant", found.id, after={"slug": slug})
        self.keys.destroy(found.id)
        return found, True

    async def take_back(self, slug: str) -> Node:
        """Raises PracticeUnknown, NotInThisState, KeyDestroyed when there is nothing left to come back to."""
        async with self._door(CORE) as work:
            back = await take_back_leaving(work, slug)
            self.keys.load(back.id)
            return back

    def _cipher(self, tenant: Tenant) -> Cipher:
        return Cipher(self.keys.load(tenant.id))

    def _door(self, tenant: Tenant) -> AbstractAsyncContextManager[Work]:
        return self.gate.core_work("system", ACTOR) if tenant is CORE else self.gate.work(tenant, ACTOR)

    def _doors(self, tenant: Tenant) -> list[Callable[[], AbstractAsyncContextManager[Work]]]:
        if tenant is not CORE:
            return [lambda: self.gate.work(tenant, ACTOR)]
        return [lambda role=role: self.gate.core_work(role, ACTOR) for role in CORE_DOORS]  # type: ignore[misc]  # a default binds the loop's value


def leaves_at(found: Node) -> datetime:
    """When the keys of a practice that leaves may be destroyed."""
    return found.state_since + WAITED
