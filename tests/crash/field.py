"""A practice with more free time than any test can book, made by the program's own services before it is served."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import msgspec

from vetsync.app.parts import Parts
from vetsync.app.program import Program, prepare
from vetsync.identity.login.tokens import AccessTokens
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.config import Config
from vetsync.kit.crypto.signing import load_signing_key
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.ids import new_id
from vetsync.patients.pets.schemas import PetAdd
from vetsync.patients.pets.service import add_pet
from vetsync.scheduling.resources.schemas import Hours, Kind, ResourceAdd, WeekHours
from vetsync.scheduling.resources.service import add_resource, set_opening_hours
from vetsync.scheduling.slots.queries import appointment_types
from vetsync.scheduling.slots.schemas import AppointmentTypeAdd, NeededKind
from vetsync.scheduling.slots.service import add_type
from vetsync.tenancy.provisioning.schemas import Provision
from vetsync.tenancy.settings.schemas import PracticeFacts

ACTOR = system_actor("crash")
SLUG = "altijdopen"
DAY_AND_NIGHT = WeekHours(items=[Hours(weekday, "00:00", "24:00") for weekday in range(1, 8)])
TYPES: tuple[tuple[str, int, tuple[NeededKind, ...]], ...] = (
    ("quick", 10, ()),
    ("exam", 20, ("room",)),
    ("scan", 30, ("room", "device")),
)
ADD_SESSION = """
insert into login_session (id, user_id, session_version, created_at, last_used_at, expires_at)
values ($1, $2, 1, $3, $3, $4)
"""

T = TypeVar("T")


@dataclass(frozen=True)
class Owner:
    user_id: UUID
    session_id: UUID
    pet_id: UUID


@dataclass(frozen=True)
class Field:
    """The practice, who works there, and who books. `first_at` is the midnight from which all is free."""

    tenant: Tenant
    vets: list[UUID]
    owners: list[Owner]
    tokens: AccessTokens
    first_at: datetime

    def token(self, owner: Owner) -> str:
        return self.tokens.issue(owner.user_id, owner.session_id, datetime.now(UTC))[0]


def with_parts(data_dir: Path, act: Callable[[Parts], Awaitable[T]]) -> T:
    """Opens the folder as a node does, without serving; not while a node runs there."""
    config = Config(data_dir=data_dir, worker=False)

    async def opened(program: Program) -> T:
        async with program.opened() as parts:
            return await act(parts)

    with prepare(config) as database:
        return asyncio.run(opened(Program(config, database)))


def make_field(data_dir: Path, *, vets: int = 20, owners: int = 40, zone: str = "Europe/Amsterdam") -> Field:
    """A practice of `vets`, six rooms and three devices, open day and night for half a year."""

    async def make(parts: Parts) -> Field:
        people = [await add_owner(parts, number) for number in range(owners)]
        tenant = await provision(parts, SLUG, zone, people[0].user_id)
        ids = await furnish(parts, tenant, vets)
        signing = load_signing_key(parts.config.keys_path / "signing.pem")
        tomorrow = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
        return Field(tenant, ids, people, AccessTokens([signing], parts.config.base_url), tomorrow)

    return with_parts(data_dir, make)


async def provision(parts: Parts, slug: str, zone: str, applicant: UUID) -> Tenant:
    """A practice by the same steps as every other, with what a new practice begins with."""
    name = f"t_{new_id().hex[-16:]}"
    facts = PracticeFacts(name=slug.capitalize(), zone=zone, city="Utrecht", lat=52.1, lon=5.1)
    async with parts.gate.core_work("platform", ACTOR) as work:
        wanted = Provision(
            id=new_id(), application_id=new_id(), tenant_id=new_id(), slug=slug, kind="practice", schema_name=name,
            role_name=name, facts=msgspec.to_builtins(facts), applicant_user_id=applicant, state="requested",
            attempts=0, requested_at=work.now, changed_at=work.now,
        )  # fmt: skip
        await work.insert("provision", wanted)
    tenant = await parts.provisioner.provision_practice(wanted.application_id)
    async with asyncio.timeout(60):
        # Another's reaction to the new practice writes its first hours; ours must come after them.
        while not await _has_types(parts, tenant):
            await asyncio.sleep(0.01)
    return tenant


async def _has_types(parts: Parts, tenant: Tenant) -> bool:
    async with parts.gate.view(tenant, ACTOR) as view:
        return bool(await appointment_types(view))


async def add_owner(parts: Parts, number: int) -> Owner:
    """With one dog, signed in."""
    user_id, session_id = new_id(), new_id()
    async with parts.gate.core_work("auth", ACTOR) as work:
        new = NewAccount(
            email=f"crash{number}@vetsync.example", first_name="Ana", last_name="Zilver", is_verified=True
        )
        await create_account(work, new, user_id)
        await work.execute(ADD_SESSION, session_id, user_id, work.now, work.now + timedelta(days=1))
    actor = Actor(user_id, "user", frozenset({"owner.use", "signed_in"}), "crash")
    async with parts.gate.core_work("person", actor) as work:
        pet = await add_pet(work, PetAdd(name="Pluk", species="dog"))
    return Owner(user_id, session_id, pet.id)


async def furnish(parts: Parts, tenant: Tenant, vets: int) -> list[UUID]:
    """Resources and types of a practice that never closes; the vets."""
    async with parts.gate.work(tenant, ACTOR) as work:
        await set_opening_hours(work, DAY_AND_NIGHT)
        vet: Kind = "vet"
        room: Kind = "room"
        device: Kind = "device"
        kinds = [*[vet] * vets, *[room] * 6, *[device] * 3]
        made = [
            await add_resource(work, ResourceAdd(kind=kind, name=f"{kind} {number}", sort=number))
            for number, kind in enumerate(kinds)
        ]
        doers = [one.id for one in made if one.kind == "vet"]
        for key, minutes, needs in TYPES:
            await add_type(
                work,
                AppointmentTypeAdd(
                    key=key, name_nl=key, name_en=key, category="consult", minutes=minutes, lead_minutes=0,
                    horizon_days=200, mode="instant", resource_ids=doers,
                    needs=list(needs),
                ),
            )  # fmt: skip
    return doers
