"""P1 to P4, P8 and P11: one practice with ten years behind it, and one node."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from statistics import median

from bench import requests
from bench.client import call, run_load
from bench.ground import Ground
from bench.limit import find_pgbench, reading_script, transactions_per_second
from bench.node import Node, running_node
from bench.rounds import Found, Work, run_rounds, settle
from bench.table import Line
from vetsync.kit.db.work import Tenant
from vetsync.messaging.letters.post import WAIT
from vetsync.scheduling.slots.free import FREE_SLOTS

MB_MAX = 120
CONNECTIONS = 4


def _limit_of_slots(ground: Ground, tenant: Tenant, seconds: float) -> Callable[[], float] | None:
    pgbench = find_pgbench()
    if pgbench is None:
        print("pgbench not found: the limit is not measured")
        return None
    on = ground.slot_day
    values = (
        "'consult'",
        f"'{on}'",
        f"'{on}'",
        "now()",
        "null",
        f"'{tenant.zone}'",
        "true",
        "null",
        "null",
        "false",
        "5000",
        "null",
    )
    script = reading_script(tenant, FREE_SLOTS, *values)
    return lambda: transactions_per_second(
        pgbench, ground.socket_and_database, script, CONNECTIONS, max(1, round(seconds))
    )


async def measure_requests(ground: Ground, tenant: Tenant, rounds: int, seconds: float) -> list[Line]:
    with running_node(ground.config.data_dir) as node:
        await settle(node)
        token = await requests.log_in(node)
        works = [
            Work("nothing", itertools.repeat(call("GET", "/api/health"))),
            Work(
                "slots",
                requests.slots_of_day(ground.slot_day),
                limit=_limit_of_slots(ground, tenant, seconds),
            ),
            Work("day of 60", requests.day(token, ground.day_with(60))),
            Work("day of 320", requests.day(token, ground.day_with(320))),
        ]
        found = await run_rounds(node, ground.server_pid, works, rounds=rounds, seconds=seconds)
        # Apart from the others, because letters that wait a while would be counted with whatever runs when they leave.
        bookings = await requests.bookings(node, token, ground.week)
        book = Work("book", bookings, followed_after=WAIT.total_seconds())
        found |= await run_rounds(node, ground.server_pid, [book], rounds=rounds, seconds=seconds)
        token = await requests.log_in(node)
        finds = [Work(kind, requests.finding(token, texts), 1) for kind, texts in requests.sought().items()]
        sought = await run_rounds(node, ground.server_pid, finds, rounds=rounds, seconds=seconds / 2)
        asks = [Work(kind, requests.asking(token, texts), 1) for kind, texts in requests.asked().items()]
        asked = await run_rounds(node, ground.server_pid, asks, rounds=rounds, seconds=seconds / 2)
        beside = await _beside_logins(node, ground, rounds, seconds)
        memory = await _memory(node, ground, seconds)
    alone = await _booking_alone(ground, rounds, seconds)
    floor = Line(
        "",
        "the floor, GET /api/health with its look at the database: application CPU",
        found["nothing"].of("app_ms"),
        "ms",
    )
    return [
        floor,
        *_p1(found["slots"]),
        *_p2(found["book"], alone),
        *_p3(found),
        *_p4(sought, "find"),
        *_p4(asked, "ask bar:"),
        *beside,
        *memory,
    ]


def _p1(found: Found) -> list[Line]:
    app, database = found.of("app_ms"), found.of("database_ms")
    lines = [
        Line("P1", "free slots of a day: application CPU", app, "ms", 0.9),
        Line("P1", "free slots of a day: PostgreSQL CPU", database, "ms"),
        Line("P1", "free slots of a day: application / PostgreSQL", app / database, "", 1.0),
        Line("P1", "free slots of a day: requests a second", found.of("rate"), "/s"),
    ]
    if found.limit:
        lines.append(Line("P1", "free slots of a day: pgbench, same SQL", found.of("limit"), "/s"))
        lines.append(
            Line(
                "P1",
                "free slots of a day: share of pgbench's rate",
                found.share_of_limit,
                "",
                0.6,
                at_least=True,
            )
        )
    return lines


def _p2(found: Found, alone: Found) -> list[Line]:
    return [
        Line("P2", "book a slot: application CPU", alone.of("app_ms"), "ms", 1.2),
        Line("P2", "book a slot: PostgreSQL CPU", alone.of("database_ms"), "ms"),
        Line("P2", "book a slot and all that follows: application CPU", found.of("app_ms"), "ms"),
        Line("P2", "book a slot and all that follows: PostgreSQL CPU", found.of("database_ms"), "ms"),
        Line("P2", "book a slot: requests a second", alone.of("rate"), "/s"),
    ]


def _p3(found: dict[str, Found]) -> list[Line]:
    return [
        line
        for count, goal in ((60, 1.2), (320, 4.0))
        for line in (
            Line(
                "P3",
                f"the day, {count} appointments: application CPU",
                found[f"day of {count}"].of("app_ms"),
                "ms",
                goal,
            ),
            Line(
                "P3",
                f"the day, {count} appointments: PostgreSQL CPU",
                found[f"day of {count}"].of("database_ms"),
                "ms",
            ),
        )
    ]


def _p4(found: dict[str, Found], where: str) -> list[Line]:
    lines = []
    for kind, one in found.items():
        lines.append(Line("P4", f"{where} {kind} in 50,000: p95", one.of("p95"), "ms", 20))
        lines.append(Line("P4", f"{where} {kind} in 50,000: application CPU", one.of("app_ms"), "ms", 1.5))
    return lines


async def _booking_alone(ground: Ground, rounds: int, seconds: float) -> Found:
    """Without the relay, whose work follows the answer."""
    with running_node(ground.config.data_dir, program="bench.quiet") as node:
        await settle(node)
        token = await requests.log_in(node)
        work = Work("book", await requests.bookings(node, token, ground.week))
        return (await run_rounds(node, ground.server_pid, [work], rounds=rounds, seconds=seconds))["book"]


async def _beside_logins(node: Node, ground: Ground, rounds: int, seconds: float) -> list[Line]:
    """Two connections read slots while, every other time, somebody logs in without a pause."""

    async def read() -> float:
        load = await run_load(
            node.port, requests.slots_of_day(ground.slot_day), connections=2, seconds=seconds
        )
        return load.percentile(0.95)

    async def read_beside() -> float:
        logins = itertools.repeat(requests.login_call())
        beside = asyncio.create_task(run_load(node.port, logins, connections=1, seconds=seconds))
        p95 = await read()
        await beside
        return p95

    quiet, busy = await _in_turns(rounds, read, read_beside)
    return [
        Line("P8", "slots, p95 without logins", quiet, "ms"),
        Line("P8", "slots, p95 beside logins", busy, "ms"),
        Line("P8", "p95 beside logins / without", busy / quiet, "×", 1.5),
    ]


async def _in_turns(rounds: int, *measure: Callable[[], Awaitable[float]]) -> list[float]:
    found: list[list[float]] = [[] for _ in measure]
    for _ in range(rounds):
        for values, one in zip(found, measure, strict=True):
            values.append(await one())
    return [median(values) for values in found]


async def _memory(node: Node, ground: Ground, seconds: float) -> list[Line]:
    """After everything above: a mixed load in six parts, the last three of which must not have grown."""
    token = await requests.log_in(node)
    mixed = itertools.chain.from_iterable(
        zip(
            requests.slots_of_day(ground.slot_day),
            requests.day(token, ground.day_with(320)),
            requests.finding(token, [text for texts in requests.sought().values() for text in texts]),
            strict=False,
        )
    )
    sizes, count = [], 0
    for _ in range(6):
        load = await run_load(node.port, mixed, connections=CONNECTIONS, seconds=2 * seconds)
        count += len(load.latencies)
        sizes.append(node.memory_mb())
    return [
        Line("P11", f"memory of the node after {count} more requests", sizes[-1], "MB", MB_MAX),
        Line("P11", "of it not shared with other workers", node.memory_mb("RssAnon"), "MB"),
        Line("P11", "growth over the last half of them", (sizes[-1] / sizes[2] - 1) * 100, "%", 2),
    ]
