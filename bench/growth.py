"""P7: the same requests over ten, a hundred and three hundred practices."""

import itertools
import random
import time
from statistics import median

import psycopg

from bench import data, requests
from bench.client import run_load
from bench.ground import Builder, Ground
from bench.node import running_node
from bench.rounds import settle
from bench.table import Line
from vetsync.kit.db.marks import Place, list_spares
from vetsync.kit.db.migrate import migrate_tenants
from vetsync.kit.db.upkeep import SPARES, keep_spares
from vetsync.kit.db.work import Tenant

STEPS = (10, 100, 300)
CONNECTIONS = 2
VETS = 3
WARM_TIMES = 14
WARM_SECONDS_MAX = 60
"""Requests per practice before measuring: each connection plans a statement anew for its first five uses."""


async def measure_growth(
    ground: Ground, builder: Builder, steps: tuple[int, ...], seconds: float
) -> list[Line]:
    lines: list[Line] = []
    places: list[Place] = []
    made: list[float] = []
    p50s: list[float] = []
    for step in steps:
        while len(places) < step:
            if len(places) % SPARES == 0:
                # As the running program does: whoever signs up finds tables that are there already.
                await keep_spares(ground.database.provisioner_dsn)
            tenant, seconds_to_make = await _made(builder, f"group-{len(places)}")
            made.append(seconds_to_make)
            async with builder.gate.work(tenant, data.ACTOR) as work:
                await data.add_agenda(work, VETS)
            places.append(Place(tenant.schema, tenant.role))
        p50, p95 = await _latency(ground, step, seconds)
        p50s.append(p50)
        lines.append(Line("P7", f"slots of one of {step} practices: p50", p50, "ms"))
        lines.append(Line("P7", f"slots of one of {step} practices: p95", p95, "ms"))
    unprepared = await _made_unprepared(ground, builder)
    began = time.perf_counter()
    touched = migrate_tenants(ground.database.provisioner_dsn, places)
    seconds_to_migrate = time.perf_counter() - began
    assert not touched, "nothing was to be done"
    last = steps[-1]
    return [
        *lines,
        Line("P7", f"p50 at {last} practices / at {steps[0]}", p50s[-1] / p50s[0], "×", 1.2),
        Line("P7", f"migrate {last} practices, nothing to do", seconds_to_migrate, "s", 10 * last / 1000),
        Line("P7", f"make a practice, the last ten of {last}", median(made[-10:]), "s", 1),
        Line("P7", "make a practice when no tables are kept ready", unprepared, "s"),
    ]


async def _made(builder: Builder, slug: str) -> tuple[Tenant, float]:
    began = time.perf_counter()
    tenant = await builder.practice(slug)
    return tenant, time.perf_counter() - began


async def _made_unprepared(ground: Ground, builder: Builder) -> float:
    """Uses up what is kept ready, and makes one more."""
    with psycopg.connect(ground.database.provisioner_dsn) as connection:
        ready = len(list_spares(connection))
    for number in range(ready):
        await builder.practice(f"ready-{number}")
    _, seconds = await _made(builder, "unprepared")
    return seconds


async def _latency(ground: Ground, count: int, seconds: float) -> tuple[float, float]:
    dice = random.Random(data.SEED)
    calls = [requests.slots(f"group-{number}", ground.slot_day) for number in range(count)]
    with running_node(ground.config.data_dir) as node:
        await settle(node)
        warming = itertools.chain.from_iterable(itertools.repeat(calls, WARM_TIMES))
        await run_load(node.port, warming, connections=CONNECTIONS, seconds=WARM_SECONDS_MAX)
        load = await run_load(
            node.port, iter(lambda: dice.choice(calls), None), connections=CONNECTIONS, seconds=4 * seconds
        )
    return load.percentile(0.5), load.percentile(0.95)
