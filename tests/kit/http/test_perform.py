"""What is kept of an answer, so that it can be given again."""

from typing import Any, cast
from uuid import UUID

import httpx2
import pytest
from litestar import Litestar, Request, Response, post

from tests.conftest import ZWALUWHOF
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Work, system_actor
from vetsync.kit.http.perform import perform

pytestmark = pytest.mark.anyio

SOMEBODY = Actor(UUID(int=7), "user", frozenset(), "test")
ADDRESS = "sanne@example.com"


async def test_a_kept_answer_is_sealed_and_comes_back_to_the_byte(gate: Gate) -> None:
    done: list[int] = []

    @post("/clients")
    async def register(request: Request[Any, Any, Any]) -> Response[Any]:
        async def command(work: Work) -> dict[str, str]:
            done.append(1)
            return {"email": ADDRESS}

        return await perform(request, lambda: gate.work(ZWALUWHOF, SOMEBODY), command, status=201)

    transport = httpx2.ASGITransport(cast(Any, Litestar([register])))
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        first, second = [
            await client.post("/clients", headers={"idempotency-key": "one"}, json={}) for _ in range(2)
        ]
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert first.json() == {"email": ADDRESS}
    assert done == [1]
    async with gate.view(ZWALUWHOF, system_actor("test")) as view:
        kept = bytes(await view.value("select body from idempotency_key"))
    assert ADDRESS.encode() not in kept
