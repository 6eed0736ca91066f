"""Why a server did not start, told in one line to whoever started it."""

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from litestar import Litestar

from vetsync.kit.crypto.errors import KeysExposed
from vetsync.kit.http.server import CannotServe, serve

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
