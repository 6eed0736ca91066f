"""An owner becomes a client by booking: what fails leaves nothing behind, what is booked is never without a link."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.application import OpenApp, opened_app
from tests.conftest import ZWALUWHOF, Database
from tests.scheduling.practice import SYSTEM, furnish
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.clock import utc_now

pytestmark = pytest.mark.anyio
LINKS = "select client_id from core.owner_practice where user_id = $1"
CLIENTS = "select id from t_zwaluwhof.client where user_id = $1"
PAGE = "/api/practices/zwaluwhof"


async def owner_with_a_dog(app: OpenApp) -> tuple[UUID, dict[str, str], str]:
    async with app.parts.gate.work(ZWALUWHOF, SYSTEM) as work:
        await furnish(work)
        await work.insert("client_counter", {"name": "client", "last": 10})
    new = NewAccount(email="iris@example.com", first_name="Iris", last_name="Bos", is_verified=True)
    async with app.parts.gate.core_work("auth", SYSTEM) as work:
        user_id = await create_account(work, new)
    headers = app.bearer(user_id, await app.session(user_id))
    dog = await app.http.post("/api/me/pets", json={"name": "Moos", "species": "dog"}, headers=headers)
    assert dog.status_code == 201, dog.text
    return user_id, headers, dog.json()["id"]


async def wish(app: OpenApp, pet_id: str, **more: Any) -> dict[str, Any]:
    params = {"type": "consult", "from": str(utc_now().date() + timedelta(days=1)), "days": 14}
    slots = (await app.http.get(f"{PAGE}/slots", params=params)).json()["items"]
    return {
        "type": "consult",
        "starts_at": slots[0]["starts_at"],
        "pet_id": pet_id,
        "reason": "Hoest",
        **more,
    }


async def test_a_booking_that_fails_leaves_no_link_and_one_that_succeeds_leaves_one(
    database: Database, tmp_path: Path
) -> None:
    async with opened_app(database, tmp_path) as app:
        user_id, headers, pet_id = await owner_with_a_dog(app)
        for broken in ({"type": "unheard-of"}, {"starts_at": "2026-01-01T00:00:00Z"}):
            body = await wish(app, pet_id, **broken)
            answer = await app.http.post(f"{PAGE}/appointments", json=body, headers=headers)
            assert answer.status_code in {400, 404, 409}, answer.text
        assert await app.look(LINKS, user_id) == []
        assert await app.look(CLIENTS, user_id) == []
        booked = await app.http.post(f"{PAGE}/appointments", json=await wish(app, pet_id), headers=headers)
        assert booked.status_code == 201, booked.text
        [link], [client] = await app.look(LINKS, user_id), await app.look(CLIENTS, user_id)
        assert link["client_id"] == client["id"]
        shown = await app.http.get("/api/me/appointments", headers=headers)
        assert [one["id"] for one in shown.json()["items"]] == [booked.json()["id"]]


async def test_a_program_that_dies_after_the_booking_links_the_owner_later(
    database: Database, tmp_path: Path
) -> None:
    async with opened_app(database, tmp_path) as app:
        user_id, headers, pet_id = await owner_with_a_dog(app)
        await app.look("revoke insert on core.owner_practice from core_person")
        answer = await app.http.post(f"{PAGE}/appointments", json=await wish(app, pet_id), headers=headers)
        assert answer.status_code == 500
        await app.events_told(ZWALUWHOF)
        [client] = await app.look(CLIENTS, user_id)
        assert [row["client_id"] for row in await app.look(LINKS, user_id)] == [client["id"]]
