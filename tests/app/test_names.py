"""The names that the activity log shows."""

from uuid import UUID

import pytest

from vetsync.app.names import names_of
from vetsync.identity.users import queries
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import system_actor

pytestmark = pytest.mark.anyio


async def test_everybody_who_acted_is_named_however_many(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CARDS_MAX", 2)
    monkeypatch.setattr("vetsync.app.names.CARDS_MAX", 2)
    people = {"Sanne": "de Vries", "Bas": "Merel", "Noor": "Kastanje"}
    async with gate.core_work("auth", system_actor("test")) as work:
        ids = {
            await create_account(
                work, NewAccount(email=f"{first}@example.com", first_name=first, last_name=last)
            ): f"{first} {last}"
            for first, last in people.items()
        }
    assert await names_of(gate, [*ids, UUID(int=9)]) == ids
