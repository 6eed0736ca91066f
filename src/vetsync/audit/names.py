"""Whose name belongs to an actor's id. Accounts live in a domain above this one, so the name is asked for here."""

import uuid
from collections.abc import Awaitable, Callable, Collection

from vetsync.kit.db.gate import Gate

NamesOf = Callable[[Gate, Collection[uuid.UUID]], Awaitable[dict[uuid.UUID, str]]]


async def _nobody_knows(gate: Gate, actor_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return {}


_names_of: NamesOf = _nobody_knows


def register_names(names_of: NamesOf) -> None:
    """Called once, where the program is put together. Ids that `names_of` leaves out are shown without a name."""
    global _names_of  # noqa: PLW0603 - set once before the first request
    _names_of = names_of


async def actor_names(gate: Gate, actor_ids: Collection[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    wanted = {actor_id for actor_id in actor_ids if actor_id is not None}
    return await _names_of(gate, wanted) if wanted else {}
