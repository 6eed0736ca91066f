"""A small HTTP client: it runs on the same cores as what it measures, so it does next to nothing."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Call(NamedTuple):
    """A request, and the status that it must be answered with."""

    head: bytes
    body: bytes = b""
    status: int = 200


def call(
    method: str, path: str, *, token: str = "", data: Any = None, key: str = "", status: int = 200
) -> Call:
    body = b"" if data is None else json.dumps(data).encode()
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}"]
    if token:
        lines.append(f"authorization: Bearer {token}")
    if data is not None:
        lines.append("content-type: application/json")
    if key:
        lines.append(f"idempotency-key: {key}")
    return Call("\r\n".join([*lines, "", ""]).encode(), body, status)


class Connection:
    """One keep-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, port: int) -> "Connection":
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def send(self, request: Call) -> bytes:
        """The body of the answer; an unexpected status ends the measurement."""
        self._writer.write(request.head + request.body)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        _, _, rest = head.partition(b"content-length: ")
        body = await self._reader.readexactly(int(rest.partition(b"\r\n")[0])) if rest else b""
        if int(head[9:12]) != request.status:
            raise RuntimeError(
                f"{request.head.split(b' HTTP')[0]!r} was answered {head[9:12]!r}: {body[:300]!r}"
            )
        return body

    def close(self) -> None:
        self._writer.close()


@dataclass
class Load:
    """What a round of requests took; `latencies` in milliseconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


async def send_one(port: int, request: Call) -> Any:
    connection = await Connection.open(port)
    try:
        body = await connection.send(request)
        return json.loads(body) if body else None
    finally:
        connection.close()


async def run_load(port: int, calls: Iterator[Call], *, connections: int, seconds: float) -> Load:
    """Each connection sends the next request as soon as it has its answer, until time or requests are over."""
    opened = [await Connection.open(port) for _ in range(connections)]
    load = Load()
    began = time.perf_counter()
    until = began + seconds

    async def work(connection: Connection) -> None:
        for request in calls:
            sent = time.perf_counter()
            if sent >= until:
                break
            await connection.send(request)
            load.latencies.append((time.perf_counter() - sent) * 1000)

    try:
        await asyncio.gather(*(work(connection) for connection in opened))
        load.seconds = time.perf_counter() - began
    finally:
        for connection in opened:
            connection.close()
    return load


def again_and_again(make: Callable[[int], Call]) -> Iterator[Call]:
    return (make(number) for number in itertools.count())
