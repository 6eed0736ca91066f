"""Why a server did not start, told in one line to whoever started it."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from litestar import Litestar, Request, get

from vetsync.kit.crypto.errors import KeysExposed
from vetsync.kit.http.address import peer_of
from vetsync.kit.http.server import CannotServe, Server, serve

pytestmark = pytest.mark.anyio


def never(port: int) -> None:
    raise AssertionError(f"it listens on {port}")


async def test_a_port_that_somebody_has_is_named(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            CannotServe, match=rf"^Cannot listen on 127\.0\.0\.1:{port}: .*[Aa]ddress.*in use"
        ):
            await serve(Litestar([]), "127.0.0.1", port, never)
    assert not caplog.records
    assert not logging.getLogger("uvicorn.error").disabled


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            KeysExposed("a folder of secrets must have mode 0700"),
            "KeysExposed: a folder of secrets must have",
        ),
        (ValueError("Sanne de Vries"), "ValueError$"),
    ],
)
async def test_a_program_that_cannot_open_its_parts_says_which_error(error: Exception, line: str) -> None:
    """Our own errors in full; of a stranger's only the kind, because its text may hold anything."""

    @asynccontextmanager
    async def broken(_: Litestar) -> AsyncIterator[None]:
        raise error
        yield

    with pytest.raises(CannotServe, match=f"^VetSync does not start: {line}"):
        await serve(Litestar([], lifespan=[broken]), "127.0.0.1", 0, never)


@get("/peer")
async def peer(request: Request[Any, Any, Any]) -> str | None:
    return peer_of(request)


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [
        ("", "127.0.0.1"),
        ("192.0.2.1", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.7"),
        ("127.0.0.0/8", "203.0.113.7"),
    ],
)
async def test_an_address_that_a_request_names_is_believed_of_a_named_proxy_only(
    trusted: str, seen: str
) -> None:
    ports: asyncio.Queue[int] = asyncio.Queue()
    servers: list[Server] = []
    serving = asyncio.create_task(
        serve(
            Litestar([peer]),
            "127.0.0.1",
            0,
            ports.put_nowait,
            on_made=servers.append,
            trusted_proxies=trusted,
        )
    )
    port = await asyncio.wait_for(ports.get(), 10)
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        # The first is what the sender made up, the second what the proxy saw.
        answer = await client.get("/peer", headers={"x-forwarded-for": "10.9.8.7, 203.0.113.7"})
    servers[0].stop()
    await serving
    assert answer.text == seen
