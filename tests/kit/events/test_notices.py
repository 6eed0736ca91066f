"""The connection that hears notices: what it misses while it is gone is looked for, and silence is not trusted."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from tests.conftest import Database
from vetsync.kit.events.notices import Listener

pytestmark = pytest.mark.anyio
WITHIN_SECONDS = 15
LISTENERS = """
select pid from pg_stat_activity where application_name = 'vetsync-listener' and datname = current_database()
"""
KILL = "select pg_terminate_backend($1)"


class Heard:
    """Keeps what a listener said, in the order it said it."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[str] = asyncio.Queue()

    def notice(self, payload: str) -> None:
        self.said.put_nowait(payload)

    def gap(self) -> None:
        self.said.put_nowait("gap")

    async def next(self) -> str:
        return await asyncio.wait_for(self.said.get(), WITHIN_SECONDS)


@asynccontextmanager
async def listening(dsn: str, heard: Heard, look_seconds: float) -> AsyncIterator[Listener]:
    listener = Listener(
        dsn,
        {"news": heard.notice, "more": heard.notice},
        heard.gap,
        look_seconds=look_seconds,
        answer_seconds=0.5,
    )
    task = asyncio.create_task(listener.run())
    try:
        assert await heard.next() == "gap"
        await asyncio.wait_for(listener.connected.wait(), WITHIN_SECONDS)
        yield listener
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def superuser(database: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        yield connection
    finally:
        await connection.close()


async def test_a_killed_connection_comes_back_looks_everywhere_and_hears_again(database: Database) -> None:
    heard = Heard()
    async with listening(database.app_dsn, heard, look_seconds=60), superuser(database) as other:
        for round_ in range(2):
            await other.execute("select pg_notify('news', $1)", f"before {round_}")
            assert await heard.next() == f"before {round_}"
            for row in await other.fetch(LISTENERS):
                assert await other.fetchval(KILL, row["pid"])
            assert await heard.next() == "gap"
            await other.execute("select pg_notify('more', $1)", f"after {round_}")
            assert await heard.next() == f"after {round_}"


class Wire:
    """A line between a client and the server's socket, which can be cut so that neither end notices."""

    def __init__(self, socket_path: str):
        self._socket_path = socket_path
        self._carrying: list[asyncio.Task[None]] = []
        self.is_cut = False

    @property
    def opened(self) -> int:
        return len(self._carrying)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._carrying.append(asyncio.ensure_future(self._carry(reader, writer, is_first=not self._carrying)))

    async def hang_up(self) -> None:
        for task in self._carrying:
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_first: bool
    ) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self._socket_path)
        try:
            await asyncio.gather(
                self._pass_on(reader, far_writer, is_first), self._pass_on(far_reader, writer, is_first)
            )
        finally:
            for end in (writer, far_writer):
                end.close()
                with contextlib.suppress(ConnectionError):
                    await end.wait_closed()

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_first: bool
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                if not (self.is_cut and is_first):
                    writer.write(data)
        writer.close()


async def test_a_line_that_was_cut_without_a_word_is_noticed(database: Database) -> None:
    place = urlsplit(database.app_dsn)
    folder = parse_qs(place.query)["host"][0]
    wire, heard = Wire(f"{folder}/.s.PGSQL.5432"), Heard()
    async with await asyncio.start_server(wire.carry, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        dsn = f"postgresql://vetsync_app@127.0.0.1:{port}/{database.name}?sslmode=disable"
        async with listening(dsn, heard, look_seconds=0.1), superuser(database) as other:
            wire.is_cut = True
            assert await heard.next() == "gap"
            assert wire.opened > 1
            await other.execute("select pg_notify('news', 'again')")
            assert await heard.next() == "again"
        await wire.hang_up()
