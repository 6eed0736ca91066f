"""Hears NOTIFY on a connection of its own, outside the pool, and reconnects when it is lost."""

import asyncio
from collections.abc import Callable, Mapping

import asyncpg
import structlog

from vetsync.kit.db.faults import DRIVER_ERRORS

log = structlog.get_logger()


class Listener:
    """Calls `channels[name](payload)` for each notice; `run` lasts until it is cancelled.

    After a reconnection `on_gap` is called, because notices sent meanwhile are lost.
    """

    def __init__(self, dsn: str, channels: Mapping[str, Callable[[str], None]], on_gap: Callable[[], None]):
        self._dsn = dsn
        self._channels = channels
        self._on_gap = on_gap
        self.connected = asyncio.Event()

    async def run(self) -> None:
        while True:
            try:
                await self._listen()
            except (OSError, *DRIVER_ERRORS) as error:
                log.warning("listener.lost", error=type(error).__name__)
            self.connected.clear()
            await asyncio.sleep(0.5)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(
            self._dsn, server_settings={"application_name": "vetsync-listener"}
        )
        lost = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: lost.set())
            for channel in self._channels:
                await connection.add_listener(channel, self._hear)
            self._on_gap()
            self.connected.set()
            await lost.wait()
        finally:
            await connection.close(timeout=2)

    def _hear(self, _connection: object, _pid: int, channel: str, payload: object) -> None:
        self._channels[channel](str(payload))
