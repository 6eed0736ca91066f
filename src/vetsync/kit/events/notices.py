"""Hears NOTIFY on a connection of its own, outside the pool, and reconnects when it is lost."""

import asyncio
from collections.abc import Callable, Mapping

import asyncpg
import structlog

from vetsync.kit.db.faults import DRIVER_ERRORS

LOOK = "select 1"
LOOK_SECONDS = 20.0
ANSWER_SECONDS = 10.0
PAUSE_SECONDS = 0.5
KEEP_ALIVE = {"tcp_keepalives_idle": "30", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "3"}
"""Lets the server notice within a minute that this end is gone; over a Unix socket it means nothing."""

log = structlog.get_logger()


class Listener:
    """Calls `channels[name](payload)` for each notice; `run` lasts until it is cancelled.

    A listening connection is silent by nature, so that one whose other end has vanished (a firewall that forgot it,
    a machine without power) looks just like a quiet one. Therefore it is asked something every `look_seconds`,
    and given up without an answer. After each connecting `on_gap` is called, because notices sent meanwhile are lost.
    """

    def __init__(
        self,
        dsn: str,
        channels: Mapping[str, Callable[[str], None]],
        on_gap: Callable[[], None],
        *,
        look_seconds: float = LOOK_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ):
        self._dsn = dsn
        self._channels = channels
        self._on_gap = on_gap
        self._look_seconds = look_seconds
        self._answer_seconds = answer_seconds
        self.connected = asyncio.Event()

    async def run(self) -> None:
        while True:
            try:
                await self._listen()
            except (OSError, *DRIVER_ERRORS) as error:
                log.warning("listener.lost", error=type(error).__name__)
            self.connected.clear()
            await asyncio.sleep(PAUSE_SECONDS)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(
            self._dsn,
            timeout=self._answer_seconds,
            command_timeout=self._answer_seconds,
            server_settings={"application_name": "vetsync-listener", **KEEP_ALIVE},
        )
        lost = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: lost.set())
            for channel in self._channels:
                await connection.add_listener(channel, self._hear)
            self._on_gap()
            self.connected.set()
            while not await self._ended(lost):
                await connection.execute(LOOK)
            log.warning("listener.closed")
        finally:
            # Not `close`, which says good-bye first and waits for an answer that may never come.
            connection.terminate()

    async def _ended(self, lost: asyncio.Event) -> bool:
        """Whether the connection ended before it was time to look at it again."""
        try:
            async with asyncio.timeout(self._look_seconds):
                await lost.wait()
        except TimeoutError:
            return False
        return True

    def _hear(self, _connection: object, _pid: int, channel: str, payload: object) -> None:
        self._channels[channel](str(payload))
