"""What is looked through in memory because there is little of it and it hardly changes: types, people, practices."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar, cast
from uuid import UUID

from vetsync.identity.access.queries import colleagues, memberships
from vetsync.identity.access.schemas import Colleague, Membership
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.sound import sound_of
from vetsync.kit.text import fold
from vetsync.scheduling.slots.queries import appointment_types
from vetsync.search.commands.kinds import TypeName

SECONDS_MAX = 15.0
"""How long a new name or type may take to be found; as long as the guard may take to hear of a membership."""
ENTRIES_MAX = 5_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heard:
    """Names as they are compared: folded, with a space before each, and as they sound."""

    folded: str
    sounds: str


def heard(*names: str) -> Heard:
    return Heard(" " + " ".join(fold(name) for name in names), sound_of(" ".join(names)))


@dataclass(frozen=True, slots=True)
class TypeFound:
    """An active appointment type, as a search shows and reads it."""

    id: UUID
    key: str
    name_nl: str
    name_en: str
    read_as: TypeName
    heard: Heard

    def name(self, locale: str) -> str:
        return self.name_nl if locale == "nl" else self.name_en


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of one practice, and of where one person works. What of it somebody may see is decided by whoever asks."""

    types: list[TypeFound]
    people: list[tuple[Colleague, Heard]]
    practices: list[tuple[Membership, Heard]]


class Around:
    """One per process."""

    def __init__(self, gate: Gate, monotonic: Callable[[], float] = time.monotonic):
        self._gate = gate
        self._monotonic = monotonic
        self._known: dict[tuple[str, UUID], tuple[float, object]] = {}

    async def of(self, tenant: Tenant, actor: Actor) -> Surroundings:
        """Not to be asked while a door of the gate is open: each part opens one of its own if it isn't remembered."""
        practices = await self._practices(actor.id) if actor.id else []
        return Surroundings(await self._types(tenant), await self._people(tenant), practices)

    async def _types(self, tenant: Tenant) -> list[TypeFound]:
        async def read() -> list[TypeFound]:
            async with self._gate.view(tenant, system_actor("finder")) as view:
                return [
                    TypeFound(
                        one.id, one.key, one.name_nl, one.name_en,
                        TypeName(one.key, one.category, (one.name_nl, one.name_en)),
                        heard(one.name_nl, one.name_en),
                    )
                    for one in await appointment_types(view) if one.active
                ]  # fmt: skip

        return await self._kept(("types", tenant.id), read)

    async def _people(self, tenant: Tenant) -> list[tuple[Colleague, Heard]]:
        async def read() -> list[tuple[Colleague, Heard]]:
            async with self._gate.core_view("auth", system_actor("finder")) as view:
                return [(one, heard(one.name)) for one in await colleagues(view, tenant.id)]

        return await self._kept(("people", tenant.id), read)

    async def _practices(self, user_id: UUID) -> list[tuple[Membership, Heard]]:
        """Where a person works; the names of their roles are left to the screen."""

        async def read() -> list[tuple[Membership, Heard]]:
            async with self._gate.core_view("auth", system_actor("finder")) as view:
                return [(one, heard(one.practice_name)) for one in await memberships(view, user_id, "nl")]

        return await self._kept(("practices", user_id), read)

    async def _kept(self, key: tuple[str, UUID], read: Callable[[], Awaitable[T]]) -> T:
        kept = self._known.get(key)
        now = self._monotonic()
        if kept and kept[0] > now:
            return cast("T", kept[1])
        found = await read()
        if len(self._known) >= ENTRIES_MAX:
            self._known.clear()
        self._known[key] = (now + SECONDS_MAX, found)
        return found
