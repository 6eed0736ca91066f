"""Asking for a tenant, and making it.

The request is one row, written with the approval. Making is a chain of steps in several transactions (roles and
schemas are made by another log-in), each of which finds out by itself whether it was done before.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import msgspec
import structlog

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, Work, system_actor
from vetsync.kit.errors import NotFound
from vetsync.kit.ids import new_id
from vetsync.tenancy.errors import SchemaNotAnswering, SlugTaken
from vetsync.tenancy.events import PracticeProvisioned, PracticeRequested
from vetsync.tenancy.permissions import PLATFORM_MANAGE
from vetsync.tenancy.provisioning import queries
from vetsync.tenancy.provisioning.schemas import Provision, ProvisionState
from vetsync.tenancy.settings.queries import profile
from vetsync.tenancy.settings.rules import check_place
from vetsync.tenancy.settings.schemas import PracticeFacts
from vetsync.tenancy.settings.service import write_first_profile
from vetsync.tenancy.structure.schemas import TenantKind

ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('request practice'))"
"""So that the second of two with one name sees that its address is taken, and which one is free instead."""
TRY = "update provision set attempts = attempts + 1 where id = $1"
STEP = """
update provision set state = $3, changed_at = $4, version = version + 1 where id = $1 and state = $2
"""
ADD_TENANT = """
insert into tenant (id, slug, kind, name, zone, schema_name, role_name, schema_version, created_at, state_since)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
"""

log = structlog.get_logger()


class Keys(Protocol):
    def create(self, owner_id: UUID) -> None: ...


MakeSchema = Callable[[str, str], object]
"""Makes roles, schema and tables of a tenant, given schema and role name; harmless when they exist. Blocking."""


async def request_practice(
    work: Work,
    application_id: UUID,
    applicant_user_id: UUID,
    facts: PracticeFacts,
    kind: TenantKind = "practice",
) -> Provision:
    """Notes, in the transaction of the approval, that a tenant is to be made."""
    work.require(PLATFORM_MANAGE)
    check_place(facts.zone, facts.lat, facts.lon)
    await work.execute(ONE_AT_A_TIME)
    slug = await queries.free_slug(work, facts)
    if slug is None:
        raise SlugTaken(field="name")
    name = f"t_{secrets.token_hex(8)}"
    wanted = Provision(
        id=new_id(), application_id=application_id, tenant_id=new_id(), slug=slug, kind=kind,
        schema_name=name, role_name=name, facts=msgspec.to_builtins(facts), applicant_user_id=applicant_user_id,
        state="requested", attempts=0, requested_at=work.now, changed_at=work.now,
    )  # fmt: skip
    await work.insert("provision", wanted)
    work.audit("practice.request", "tenant", wanted.tenant_id, after={"slug": wanted.slug, "kind": kind})
    work.emit(PracticeRequested(application_id=application_id))
    return wanted


@dataclass(frozen=True)
class Provisioner:
    """Makes tenants. `handle_practice_requested` is its subscription, `go_on` its sweep."""

    gate: Gate
    keys: Keys
    make_schema: MakeSchema

    async def handle_practice_requested(self, gate: Gate, tenant: Tenant, event: PracticeRequested) -> None:
        await self.provision_practice(event.application_id)

    async def go_on(self) -> int:
        """Takes up what was left unfinished; the number of tenants that are live now."""
        async with self.gate.core_view("system", system_actor("provision")) as view:
            waiting = await queries.open_provisions(view)
        for application_id in waiting:
            await self.provision_practice(application_id)
        return len(waiting)

    async def provision_practice(self, application_id: UUID) -> Tenant:
        """Goes on from the step that was reached last, up to a living tenant. May be called any number of times."""
        actor = system_actor("provision")
        wanted = await self._begin(actor, application_id)
        tenant = _tenant_of(wanted)
        if wanted.state == "requested":
            await self._make_schema(actor, wanted)
        if wanted.state in {"requested", "schema_made"}:
            await self._write_defaults(actor, wanted, tenant)
        if wanted.state != "live":
            await self._go_live(actor, wanted, tenant)
        return tenant

    async def _begin(self, actor: Actor, application_id: UUID) -> Provision:
        async with self.gate.core_work("system", actor) as work:
            wanted = await queries.provision_of(work, application_id)
            if wanted is None:
                raise NotFound
            if wanted.state != "live":
                await work.execute(TRY, wanted.id)
            return wanted

    async def _make_schema(self, actor: Actor, wanted: Provision) -> None:
        await asyncio.to_thread(self.keys.create, wanted.tenant_id)
        await asyncio.to_thread(self.make_schema, wanted.schema_name, wanted.role_name)
        facts = wanted.facts
        async with self.gate.core_work("system", actor) as work:
            # The step is taken by one of several, who alone adds the row: four unique keys could refuse the others.
            if await self._step(work, wanted, "requested", "schema_made"):
                await work.execute(
                    ADD_TENANT, wanted.tenant_id, wanted.slug, wanted.kind, facts["name"], facts["zone"],
                    wanted.schema_name, wanted.role_name, "", work.now,
                )  # fmt: skip

    async def _write_defaults(self, actor: Actor, wanted: Provision, tenant: Tenant) -> None:
        facts = msgspec.convert(wanted.facts, PracticeFacts)
        async with self.gate.work(tenant, actor) as work:
            if await write_first_profile(work, facts):
                work.audit("practice.create", "practice", tenant.id, after={"slug": tenant.slug})
                work.emit(
                    PracticeProvisioned(tenant_id=tenant.id, applicant_user_id=wanted.applicant_user_id)
                )
        async with self.gate.core_work("system", actor) as work:
            await self._step(work, wanted, "schema_made", "defaults_written")

    async def _go_live(self, actor: Actor, wanted: Provision, tenant: Tenant) -> None:
        """Only what answers through the gate, with the row that was written, is called live."""
        async with self.gate.view(tenant, actor) as view:
            if (await profile(view)).slug != wanted.slug:
                raise SchemaNotAnswering
        async with self.gate.core_work("system", actor) as work:
            if await self._step(work, wanted, "defaults_written", "live"):
                work.audit("practice.live", "tenant", tenant.id, after={"slug": tenant.slug})
        log.info("tenant.live", tenant=str(tenant.id))

    @staticmethod
    async def _step(work: Work, wanted: Provision, before: ProvisionState, after: ProvisionState) -> bool:
        """False when another process has taken this step already."""
        return bool(await work.execute(STEP, wanted.id, before, after, work.now))


def _tenant_of(wanted: Provision) -> Tenant:
    """The tenant before the directory knows it; nobody else may have it yet."""
    return Tenant(
        id=wanted.tenant_id, slug=wanted.slug, schema=wanted.schema_name, role=wanted.role_name,
        name=wanted.facts["name"], zone=wanted.facts["zone"], kind=wanted.kind,
    )  # fmt: skip
