"""What a node tells strangers, and how much of it."""

import asyncio
from pathlib import Path
from typing import Any, cast

import asyncpg
import httpx2
import pytest

from tests.application import METRICS_TOKEN, OpenApp, opened_app
from tests.conftest import Database
from vetsync.insights.platform.jobs import measure_pulse

pytestmark = pytest.mark.anyio
HERE = "http://127.0.0.1:8000"
LEFT_BEHIND = """
insert into t_zwaluwhof.outbox (id, topic, payload, request_id, created_at, attempts)
values (gen_random_uuid(), 'lamp.broke', '{}', 'test', now(), 12)
"""


def from_address(app: OpenApp, address: str, **headers: str) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(cast(Any, app.app), client=(address, 40_000))
    return httpx2.AsyncClient(transport=transport, base_url="http://vetsync.example", headers=headers)


async def status_of(app: OpenApp, address: str, **headers: str) -> int:
    async with from_address(app, address, **headers) as client:
        return (await client.get("/api/metrics")).status_code


async def test_figures_are_for_whoever_has_the_token(database: Database, tmp_path: Path) -> None:
    async with opened_app(database, tmp_path) as app:
        assert await status_of(app, "203.0.113.7", authorization=f"Bearer {METRICS_TOKEN}") == 200
        assert await status_of(app, "203.0.113.7", authorization=f"Bearer {METRICS_TOKEN}x") == 404
        assert await status_of(app, "203.0.113.7") == 404
        assert await status_of(app, "127.0.0.1") == 404


async def test_without_a_token_figures_are_for_this_machine(database: Database, tmp_path: Path) -> None:
    async with opened_app(database, tmp_path, metrics_token=None, base_url=HERE) as app:
        assert await status_of(app, "127.0.0.1") == 200
        assert await status_of(app, "203.0.113.7") == 404
        assert await status_of(app, "127.0.0.1", **{"x-forwarded-for": "203.0.113.7"}) == 404


async def test_without_a_token_nobody_reads_figures_where_a_proxy_may_stand_before(
    database: Database, tmp_path: Path
) -> None:
    async with opened_app(database, tmp_path, metrics_token=None, base_url="https://vetsync.example") as app:
        assert await status_of(app, "127.0.0.1") == 404


async def test_a_flood_from_one_address_is_held_back_and_nobody_else(
    database: Database, tmp_path: Path
) -> None:
    async with opened_app(database, tmp_path, anonymous_per_second=0.01, anonymous_burst=8) as app:
        async with from_address(app, "203.0.113.7") as client:
            answers = [await client.get("/api/practices?sort=next_slot") for _ in range(10)]
            assert [answer.status_code for answer in answers] == [200] * 8 + [429] * 2
            assert 0 < int(answers[-1].headers["retry-after"]) <= 100
            assert answers[-1].json()["code"] == "too_many"
            held = await client.post("/api/auth/forgot", json={"email": "who@example.com"})
            assert held.status_code == 429
            assert (await client.get("/api/practices/zwaluwhof/slots")).status_code == 429
            assert (await client.get("/api/health")).status_code == 200
            assert (await client.get("/")).status_code == 200
        async with from_address(app, "203.0.113.8", authorization="Bearer of.nobody.atall") as other:
            statuses = [(await other.get("/api/practices")).status_code for _ in range(10)]
        assert statuses == [200] * 8 + [429] * 2


async def test_events_that_were_given_up_are_in_the_figures_and_in_the_health(
    database: Database, tmp_path: Path
) -> None:
    async with opened_app(database, tmp_path) as app, from_address(app, "127.0.0.1") as client:
        assert (await client.get("/api/health")).json()["events_given_up"] == 0
        for _ in range(2):
            await app.look(LEFT_BEHIND)
        await measure_pulse(app.parts.gate)
        health = (await client.get("/api/health")).json()
        assert (health["status"], health["events_given_up"]) == ("ok", 2)
        bearer = {"authorization": f"Bearer {METRICS_TOKEN}"}
        figures = (await client.get("/api/metrics", headers=bearer)).text
        assert 'vetsync_events{state="given_up"} 2.0' in figures.splitlines()


async def test_asking_for_the_health_takes_one_connection(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    takers: list[object] = []
    take = asyncpg.Pool.acquire

    def counted(pool: asyncpg.Pool, **how: Any) -> Any:
        takers.append(asyncio.current_task())
        return take(pool, **how)

    async with opened_app(database, tmp_path) as app, from_address(app, "127.0.0.1") as client:
        monkeypatch.setattr(asyncpg.Pool, "acquire", counted)
        assert (await client.get("/api/health")).status_code == 200
        # What the program does by itself meanwhile takes connections in tasks of its own.
        assert takers.count(asyncio.current_task()) == 1


async def test_a_node_without_its_database_says_so(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(pool: asyncpg.Pool, **how: Any) -> Any:
        raise OSError

    async with opened_app(database, tmp_path) as app, from_address(app, "127.0.0.1") as client:
        with monkeypatch.context() as away:
            away.setattr(asyncpg.Pool, "acquire", gone)
            answer = await client.get("/api/health")
        assert (answer.status_code, answer.json()["status"], answer.json()["events_given_up"]) == (
            503,
            "degraded",
            None,
        )
        assert (await client.get("/api/health")).json()["status"] == "ok"


async def test_a_database_that_does_not_answer_in_time_counts_as_away(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened_app(database, tmp_path) as app, from_address(app, "127.0.0.1") as client:
        monkeypatch.setattr("vetsync.app.routes.PATIENCE_SECONDS", 0)
        assert (await client.get("/api/health")).status_code == 503
