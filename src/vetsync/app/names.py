"""Gives the activity log the names of those who acted, which accounts know and the log does not."""

from collections.abc import Collection
from itertools import islice
from uuid import UUID

from vetsync.audit.names import register_names
from vetsync.identity.users.queries import CARDS_MAX, person_cards
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import system_actor


async def names_of(gate: Gate, user_ids: Collection[UUID]) -> dict[UUID, str]:
    """First and last name by account; ids that are nobody's are left out."""
    found: dict[UUID, str] = {}
    waiting = iter(user_ids)
    async with gate.core_view("system", system_actor("names")) as view:
        while some := list(islice(waiting, CARDS_MAX)):
            for card in (await person_cards(view, some)).values():
                found[card.user_id] = f"{card.first_name} {card.last_name}"
    return found


def name_actors() -> None:
    """From now on the log shows names."""
    register_names(names_of)
