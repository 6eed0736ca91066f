"""The web server as part of the program: starts, says when it is ready, and ends at once when told to.

uvicorn waits for open connections before the application's own end begins, and a browser's stream of changes
never closes by itself; so streams are told first.
"""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import uvicorn

from vetsync.kit.errors import VetSyncError

GRACE_SECONDS = 5


class CannotServe(RuntimeError):
    """The server did not start; the message says why, in one line."""


class Server(uvicorn.Server):
    """`on_ready` gets the port it listens on; `on_exit` runs in the event loop when a signal arrives.

    `failed` says what went wrong when the application could not open what it needs.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        on_ready: Callable[[int], None],
        on_exit: Callable[[], None],
        failed: Callable[[], BaseException | None],
    ):
        super().__init__(config)
        self._failed = failed
        self._on_ready = on_ready
        self._on_exit = on_exit
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: Any = None) -> None:
        self._loop = asyncio.get_running_loop()
        said = logging.getLogger("uvicorn.error")
        said.disabled, was_disabled = True, said.disabled
        try:
            await super().startup(sockets)
        except SystemExit as end:
            # uvicorn ends the process from within, having told only its own log why.
            raise CannotServe(self._reason(end.__context__)) from None
        finally:
            said.disabled = was_disabled
        if self.started:
            listening = [socket for server in self.servers for socket in server.sockets]
            self._on_ready(int(listening[0].getsockname()[1]))

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Unlike uvicorn's own, does not raise the signal again at the end: the program goes on and tidies up."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {sig: signal.signal(sig, self.handle_exit) for sig in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sig, handler in before.items():
                signal.signal(sig, handler)

    def _reason(self, error: BaseException | None) -> str:
        if isinstance(error, OSError):
            return f"Cannot listen on {self.config.host}:{self.config.port}: {error.strerror or error}"
        failed = self._failed()
        said = str(failed) if isinstance(failed, (VetSyncError, OSError)) else ""
        return f"VetSync does not start: {type(failed).__name__}{said and f': {said}'}"

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.stop()
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Ends the server from anywhere: streams first, then requests in flight, then the application."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._on_exit)
        self.should_exit = True


def _nothing() -> None:
    """For a program without streams."""


class _Opening:
    """The application, and the error with which its beginning failed: uvicorn keeps it to itself."""

    def __init__(self, app: Any):
        self._app = app
        self.failed: BaseException | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            self.failed = _innermost(error)
            raise


def _innermost(error: BaseException) -> BaseException:
    """The framework opens everything in a task group, which wraps what went wrong."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def serve(
    app: Any,
    host: str,
    port: int,
    on_ready: Callable[[int], None],
    on_exit: Callable[[], None] = _nothing,
    on_made: Callable[[Server], None] | None = None,
    trusted_proxies: str = "",
) -> bool:
    """Serves until a signal ends it; whether it ever started. Port 0 takes a free one. Raises CannotServe.

    `on_made` hands out the server for whoever wants to `stop` it without a signal. Unlike with uvicorn's defaults,
    nobody's `X-Forwarded-For` is believed, not even from this machine, unless it is one of `trusted_proxies`.
    """
    opening = _Opening(app)
    config = uvicorn.Config(
        opening,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies or None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = Server(config, on_ready, on_exit, lambda: opening.failed)
    if on_made is not None:
        on_made(server)
    await server.serve()
    return server.started
