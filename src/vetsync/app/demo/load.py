"""Loads the demo once into an empty system: people, practices, then each practice's half year.

Each step looks whether it was done, so a killed load goes on where it stopped. Practices are made by the same
provisioning as real ones; their many visits are written in bulk, because booking them one by one takes minutes.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from vetsync.app.demo import cast
from vetsync.app.demo.cast import CLINICS, FRANCHISE, Clinic
from vetsync.app.demo.fill import fill_practice
from vetsync.app.demo.open_work import leave_open_work
from vetsync.app.demo.past import remember_visits
from vetsync.app.demo.people import APPLICANT, PENDING_VET, SYSTEM_ADMIN
from vetsync.app.demo.visits import lived
from vetsync.app.demo.world import ZONE, World, invent
from vetsync.app.parts import Parts
from vetsync.directory.public.service import refresh_practice
from vetsync.identity.access.service import give_role
from vetsync.identity.login.passwords import Passwords
from vetsync.identity.users import queries as users
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import become, create_account, state_licence
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, Work, system_actor
from vetsync.scheduling.presets import write_presets
from vetsync.tenancy.provisioning.schemas import Provision
from vetsync.tenancy.settings.schemas import PracticeFacts, ProfileChange
from vetsync.tenancy.settings.service import change_profile
from vetsync.tenancy.structure.schemas import TenantKind
from vetsync.tenancy.structure.service import move_practice

ACTOR = system_actor("demo")
KNOWN = "select id from provision where application_id = $1"
HAS_CLIENTS = "select exists (select 1 from client)"
PROFILE_VERSION = "select version from practice"


@dataclass(frozen=True)
class Made:
    """The practices by slug, for the steps after them."""

    tenants: dict[str, Tenant]
    world: World


async def load_demo(parts: Parts) -> None:
    """Does nothing where the demo is there already."""
    now = dt.datetime.now(dt.UTC)
    if await _is_loaded(parts.gate):
        return
    world = invent(now.astimezone(ZONE).date())
    world.visits = lived(world.visits, now)
    await _register_people(parts.gate, world)
    tenants = {}
    for slug, kind, facts, applicant in _places(world):
        tenants[slug] = await _provision(parts, slug, kind, facts, applicant)
    for member in world.staff:
        async with parts.gate.core_work("system", ACTOR) as work:
            await give_role(work, tenants[member.clinic], member.person.id, member.role)
        if member.licence:
            async with parts.gate.core_work("auth", ACTOR) as work:
                await state_licence(work, member.person.id, member.licence, None)
    for clinic in CLINICS:
        await _furnish(parts, world, clinic, tenants[clinic.slug])
    await leave_open_work(parts, world, tenants)
    await remember_visits(parts.gate, world, tenants)
    await _finish(parts.gate, tenants)


async def _is_loaded(gate: Gate) -> bool:
    """The system admin's account is made last."""
    async with gate.core_view("auth", ACTOR) as view:
        return await users.user_id_by_email(view, SYSTEM_ADMIN.email) is not None


async def _register_people(gate: Gate, world: World) -> None:
    """One hash serves all: the password is printed in the documentation, and 64 MiB times fifty take a while."""
    hashed = await Passwords().hash(cast.PASSWORD)
    people = [(member.person.id, member.person.email, member.person.first_name, member.person.last_name_whole)
              for member in world.staff]  # fmt: skip
    people += [(one.id, one.email, one.first_name, one.last_name_whole) for one in world.owners]
    for known in (APPLICANT, PENDING_VET):
        first, last = known.name.split(" ", 1)
        people.append((person_id(known.email), known.email, first, last))
    async with gate.core_work("auth", ACTOR) as work:
        for user_id, email, first, last in people:
            if await users.user_id_by_email(work, email) is None:
                await _account(work, user_id, email, first, last, hashed)


async def _account(work: Work, user_id: UUID, email: str, first: str, last: str, hashed: str) -> None:
    new = NewAccount(email=email, first_name=first, last_name=last, password_hash=hashed, is_verified=True)
    await create_account(work, new, user_id)
    work.audit("user.register", "user_account", user_id, after={"by": "demo"})


def person_id(email: str) -> UUID:
    """The same in each load."""
    return uuid5(NAMESPACE_URL, email)


def _places(world: World) -> list[tuple[str, TenantKind, PracticeFacts, UUID]]:
    admin = {member.clinic: member.person.id for member in world.staff if member.role.endswith("_admin")}
    slug, name = FRANCHISE
    found: list[tuple[str, TenantKind, PracticeFacts, UUID]] = [
        (slug, "franchise", PracticeFacts(name=name, city="Utrecht"), admin[slug])
    ]
    for clinic in CLINICS:
        facts = PracticeFacts(
            name=clinic.name, city=clinic.city, street=clinic.street, house_number=clinic.house_number,
            postcode=clinic.postcode, lat=clinic.lat, lon=clinic.lon, phone=clinic.phone,
            email=f"balie@{clinic.slug}.example", species=list(clinic.species), services=list(clinic.services),
            description=clinic.description, kvk_number="00000000",
        )  # fmt: skip
        found.append((clinic.slug, "practice", facts, admin[clinic.slug]))
    return found


async def _provision(
    parts: Parts, slug: str, kind: TenantKind, facts: PracticeFacts, applicant: UUID
) -> Tenant:
    application_id = uuid5(NAMESPACE_URL, f"application/{slug}")
    name = f"t_{uuid5(NAMESPACE_URL, f'tenant/{slug}').hex[:16]}"
    async with parts.gate.core_work("platform", ACTOR) as work:
        if await work.value(KNOWN, application_id) is None:
            wanted = Provision(
                id=uuid5(NAMESPACE_URL, f"provision/{slug}"), application_id=application_id,
                tenant_id=uuid5(NAMESPACE_URL, f"tenant/{slug}"), slug=slug, kind=kind,
                schema_name=name, role_name=name, facts=msgspec.to_builtins(facts), applicant_user_id=applicant,
                state="requested", attempts=0, requested_at=work.now, changed_at=work.now,
            )  # fmt: skip
            await work.insert("provision", wanted)
    return await parts.provisioner.provision_practice(application_id)


async def _furnish(parts: Parts, world: World, clinic: Clinic, tenant: Tenant) -> None:
    if clinic.slug != CLINICS[-1].slug:
        async with parts.gate.core_work("platform", ACTOR) as work:
            await move_practice(work, clinic.slug, FRANCHISE[0])
    async with parts.gate.work(tenant, ACTOR) as work:
        await write_presets(work, rooms=False)
        if await work.value(HAS_CLIENTS):
            return
        await change_profile(work, await work.value(PROFILE_VERSION), ProfileChange(accent=clinic.accent))
        await fill_practice(work, world, clinic)


async def _finish(gate: Gate, tenants: dict[str, Tenant]) -> None:
    for tenant in tenants.values():
        await refresh_practice(gate, tenant)
    hashed = await Passwords().hash(cast.PASSWORD)
    first, last = SYSTEM_ADMIN.name.split(" ", 1)
    async with gate.core_work("auth", ACTOR) as work:
        await _account(work, person_id(SYSTEM_ADMIN.email), SYSTEM_ADMIN.email, first, last, hashed)
    async with gate.core_work("system", ACTOR) as work:
        await become(work, person_id(SYSTEM_ADMIN.email), "system_admin")
