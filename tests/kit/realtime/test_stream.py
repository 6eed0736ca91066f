"""Notices from one transaction to the right browsers, and streams that end when they should."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import UUID, uuid4

import httpx2
import pytest
from litestar import Litestar
from litestar.di import Provide

from tests.conftest import Database
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Event, Tenant, system_actor
from vetsync.kit.events.notices import Listener
from vetsync.kit.http.principal import Principal
from vetsync.kit.http.server import Server, serve
from vetsync.kit.realtime.announce import announcer, publish_change
from vetsync.kit.realtime.hub import (
    NOTICE_BYTES_MAX,
    STREAMS_PER_USER_MAX,
    WAITING_MAX,
    Change,
    Ended,
    Hub,
    Resync,
    read_notice,
    write_notice,
)
from vetsync.kit.realtime.routes import ROUTES
from vetsync.kit.realtime.stream import Admission, messages

pytestmark = pytest.mark.anyio

ANNA, BRAM = uuid4(), uuid4()


async def always() -> bool:
    return True


@asynccontextmanager
async def listening(database: Database, hub: Hub) -> AsyncIterator[Listener]:
    listener = Listener(database.app_dsn, {"changes": hub.hear}, hub.resync)
    task = asyncio.create_task(listener.run())
    try:
        await asyncio.wait_for(listener.connected.wait(), 5)
        yield listener
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class VisitMoved(Event, frozen=True, kw_only=True):
    topic = "visit.moved"
    visit_id: UUID
    owner_id: UUID


async def test_a_notice_reaches_colleagues_and_the_owner_within_a_second_and_nobody_else(
    database: Database, gate: Gate
) -> None:
    here, elsewhere = database.tenants
    hub, visit = Hub(), uuid4()
    announce = announcer(
        lambda tenant_id, event: [
            Change(tenant_id=tenant_id, topic="visit", id=event.visit_id, version=4, user_id=event.owner_id)
        ]
    )
    with (
        hub.subscribed(uuid4(), frozenset({here.id})) as colleague,
        hub.subscribed(ANNA) as owner,
        hub.subscribed(BRAM) as stranger,
        hub.subscribed(uuid4(), frozenset({elsewhere.id})) as rival,
    ):
        async with listening(database, hub):
            for stream in (colleague, owner, stranger, rival):
                assert stream.waiting.get_nowait() == Resync()
            begun = time.monotonic()
            await announce(gate, here, VisitMoved(visit_id=visit, owner_id=ANNA))
            heard = await asyncio.wait_for(colleague.waiting.get(), 1)
            assert await asyncio.wait_for(owner.waiting.get(), 1) == heard
            assert time.monotonic() - begun < 1
            # A later notice to the others shows that the first did not merely come late.
            await announce(gate, elsewhere, VisitMoved(visit_id=visit, owner_id=BRAM))
            later = await asyncio.wait_for(rival.waiting.get(), 1)
            assert isinstance(later, Change)
            assert later.tenant_id == elsewhere.id
            assert await asyncio.wait_for(stranger.waiting.get(), 1) == later
            assert colleague.waiting.empty()
            assert owner.waiting.empty()
    assert heard == Change(tenant_id=here.id, topic="visit", id=visit, version=4, user_id=ANNA)
    assert len(hub) == 0


async def test_what_was_rolled_back_is_not_announced(database: Database, gate: Gate) -> None:
    here, _ = database.tenants
    hub = Hub()
    with hub.subscribed(ANNA, frozenset({here.id})) as stream:
        async with listening(database, hub):
            with suppress(ZeroDivisionError):
                async with gate.work(here, system_actor("test")) as work:
                    await publish_change(work, Change(tenant_id=here.id, topic="undone"))
                    raise ZeroDivisionError
            async with gate.work(here, system_actor("test")) as work:
                await publish_change(work, Change(tenant_id=here.id, topic="done"))
            assert await stream.waiting.get() == Resync()
            assert await asyncio.wait_for(stream.waiting.get(), 1) == Change(tenant_id=here.id, topic="done")


def test_a_notice_is_small_and_says_only_what_changed() -> None:
    change = Change(
        tenant_id=uuid4(), topic="a_rather_long_topic_word", id=uuid4(), version=2**31, user_id=uuid4()
    )
    assert len(write_notice(change)) <= NOTICE_BYTES_MAX
    assert read_notice(write_notice(change)) == change
    with pytest.raises(ValueError, match="longer than"):
        write_notice(Change(tenant_id=uuid4(), topic="x" * 200))


def test_a_slow_browser_is_told_to_fetch_everything_and_costs_no_memory() -> None:
    hub, tenant = Hub(), uuid4()
    with hub.subscribed(ANNA, frozenset({tenant})) as stream:
        for number in range(WAITING_MAX * 5 + 1):
            hub.publish(Change(tenant_id=tenant, topic="visit", version=number))
        assert stream.waiting.qsize() <= WAITING_MAX
        assert stream.waiting.get_nowait() == Resync()


def test_rubbish_on_the_channel_disturbs_nobody() -> None:
    hub = Hub()
    with hub.subscribed(ANNA, frozenset({uuid4()})) as stream:
        for payload in ("", "null", '["x"]', "\x00", "[1,2,3,4,5]"):
            hub.hear(payload)
        assert stream.waiting.empty()


def test_the_oldest_of_too_many_streams_of_one_person_gives_way() -> None:
    hub, tenant = Hub(), uuid4()
    with hub.subscribed(ANNA, frozenset({tenant})) as oldest:
        opened = [hub.subscribed(ANNA, frozenset({tenant})) for _ in range(STREAMS_PER_USER_MAX)]
        for one in opened:
            one.__enter__()
        assert oldest.waiting.get_nowait() == Ended()
        for one in opened:
            one.__exit__(None, None, None)


async def test_a_stream_ends_when_the_session_does() -> None:
    hub, answers = Hub(), [True, False]

    async def still_valid() -> bool:
        return answers.pop(0)

    said = [message async for message in messages(hub, Admission(ANNA, frozenset(), still_valid), 0.01)]
    assert [message.event or message.comment for message in said] == ["hello", "alive", "ended"]
    assert said[0].retry == 2_000
    assert len(hub) == 0


async def test_a_busy_stream_still_asks_whether_the_session_stands() -> None:
    """A slow browser: whenever it takes something, the next change waits already."""
    hub, tenant = Hub(), uuid4()

    async def ended() -> bool:
        return False

    said: list[str | None] = []
    async with asyncio.timeout(5):
        async for message in messages(hub, Admission(ANNA, frozenset({tenant}), ended), 0.02):
            said.append(message.event)
            hub.publish(Change(tenant_id=tenant, topic="visit"))
            await asyncio.sleep(0.001)
    assert said[-1] == "ended"
    assert "change" in said


def app_with(hub: Hub, tenant: Tenant) -> Litestar:
    """The stream route with everybody admitted as staff of one practice."""
    person = Principal(Actor(ANNA, "user", frozenset(), "test"), ANNA, uuid4(), frozenset(), None)

    async def admit(_: Principal, practice: str | None) -> Admission:
        return Admission(ANNA, frozenset({tenant.id} if practice == tenant.slug else ()), always)

    return Litestar(
        ROUTES,
        dependencies={
            "principal": Provide(lambda: person, sync_to_thread=False),
            "hub": Provide(lambda: hub, sync_to_thread=False),
            "admit": Provide(lambda: admit, sync_to_thread=False),
        },
        openapi_config=None,
    )


async def lines(response: httpx2.Response, wanted: Callable[[str], bool]) -> str:
    async for line in response.aiter_lines():
        if wanted(line):
            return line
    raise AssertionError("the stream ended first")


async def test_five_open_streams_hear_a_change_and_do_not_hinder_the_end(
    database: Database, gate: Gate
) -> None:
    here, _ = database.tenants
    hub = Hub()
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(app_with(hub, here), "127.0.0.1", 0, ready.set_result, hub.end))
    port = await asyncio.wait_for(ready, 5)
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        streams = [client.stream("GET", "/events", params={"practice": here.slug}) for _ in range(5)]
        responses = [await stream.__aenter__() for stream in streams]
        for response in responses:
            assert response.headers["content-type"].startswith("text/event-stream")
        readers = [asyncio.create_task(lines(one, lambda line: '"visit"' in line)) for one in responses]
        while len(hub) < 5:
            await asyncio.sleep(0.01)
        async with listening(database, hub):
            async with gate.work(here, system_actor("test")) as work:
                await publish_change(work, Change(tenant_id=here.id, topic="visit", id=ANNA, version=2))
            heard = [json.loads((await reader).removeprefix("data: ")) for reader in readers]
        begun = time.monotonic()
        os.kill(os.getpid(), signal.SIGTERM)
        assert await asyncio.wait_for(serving, 5) is True
        assert time.monotonic() - begun < 4
        for stream in streams:
            with suppress(httpx2.HTTPError):
                await stream.__aexit__(None, None, None)
    assert heard == [{"topic": "visit", "id": str(ANNA), "version": 2, "tenant_id": str(here.id)}] * 5
    assert len(hub) == 0


async def test_a_browser_that_goes_away_is_forgotten(database: Database) -> None:
    hub = Hub()
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    made: list[Server] = []
    serving = asyncio.create_task(
        serve(app_with(hub, database.tenants[0]), "127.0.0.1", 0, ready.set_result, hub.end, made.append)
    )
    port = await asyncio.wait_for(ready, 5)
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        async with client.stream("GET", "/events") as response:
            await lines(response, lambda line: line.startswith("retry"))
            assert len(hub) == 1
        async with asyncio.timeout(5):
            while len(hub):
                await asyncio.sleep(0.01)
    made[0].stop()
    assert await asyncio.wait_for(serving, 5) is True
