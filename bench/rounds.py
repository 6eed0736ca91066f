"""Interleaved rounds: every kind of request gets a turn, several times over, so that a busy moment hits all alike."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

from bench.client import Call, run_load
from bench.node import Node, cpu_ms


@dataclass
class Work:
    """A kind of request. `limit` runs the same SQL by pgbench and returns transactions per second."""

    name: str
    calls: Iterator[Call]
    connections: int = 4
    limit: Callable[[], float] | None = None
    followed_after: float = 0
    """Seconds until what follows a request has begun."""


@dataclass
class Found:
    """Medians over the rounds; CPU in milliseconds per request."""

    app_ms: list[float] = field(default_factory=list)
    database_ms: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    limit: list[float] = field(default_factory=list)

    def of(self, figure: str) -> float:
        return float(median(getattr(self, figure)))

    @property
    def share_of_limit(self) -> float:
        return median(rate / limit for rate, limit in zip(self.rate, self.limit, strict=True))


async def run_rounds(
    node: Node, server_pid: int, works: list[Work], *, rounds: int, seconds: float
) -> dict[str, Found]:
    """The first round only warms up: caches, plans, connections."""
    found = {work.name: Found() for work in works}
    for number in range(rounds + 1):
        for work in works:
            one = Found()
            await _round(node, server_pid, work, seconds, one)
            if number:
                for figure, values in vars(one).items():
                    getattr(found[work.name], figure).extend(values)
    return found


async def _round(node: Node, server_pid: int, work: Work, seconds: float, found: Found) -> None:
    app, database = cpu_ms(node.pid), cpu_ms(server_pid)
    load = await run_load(node.port, work.calls, connections=work.connections, seconds=seconds)
    await asyncio.sleep(work.followed_after)
    await settle(node)
    count = len(load.latencies)
    found.app_ms.append((cpu_ms(node.pid) - app) / count)
    found.database_ms.append((cpu_ms(server_pid) - database) / count)
    found.rate.append(load.rate)
    found.p50.append(load.percentile(0.5))
    found.p95.append(load.percentile(0.95))
    if work.limit:
        found.limit.append(await asyncio.to_thread(work.limit))


async def settle(node: Node, *, patience: float = 30) -> None:
    """Waits until the node has nothing left to do: what follows a request is part of its cost."""
    until = time.perf_counter() + patience
    while time.perf_counter() < until:
        before = cpu_ms(node.pid)
        await asyncio.sleep(0.15)
        if cpu_ms(node.pid) - before < 20:
            return
