"""`python -m bench`: fill, measure, print, keep. About ten minutes on two cores."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from bench import data, requests
from bench.ground import DAYS, Builder, Ground, building, open_ground
from bench.growth import STEPS, measure_growth
from bench.measures import measure_requests
from bench.start import measure_start
from bench.table import Line, as_markdown, keep
from vetsync.kit.db.work import Tenant
from vetsync.kit.observe import set_up_logging
from vetsync.tenancy.structure.queries import record_by_slug

PARTS = ("requests", "growth", "start")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], help="what to measure; everything if none is named"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.5, help="of each round")
    parser.add_argument(
        "--tenants", type=int, nargs="+", default=list(STEPS), help="how many practices for P7"
    )
    parser.add_argument("--kept", type=Path, help="a folder to keep the data in and find it again")
    return parser.parse_args()


async def _practice(ground: Ground, builder: Builder, size: data.Size) -> Tenant:
    """Found again in a kept folder, otherwise made."""
    async with builder.gate.core_view("system", data.ACTOR) as view:
        known = await record_by_slug(view, size.slug)
    if known:
        return known.tenant
    print(f"filling {size.slug}: {size.patients} patients, {size.years} years …", file=sys.stderr)
    tenant = await builder.practice(size.slug)
    await data.fill_practice(builder.gate, tenant, size, builder.user_id, ground.superuser_dsn)
    return tenant


async def _measure(given: argparse.Namespace) -> list[Line]:
    parts = given.parts or PARTS
    lines: list[Line] = []
    with open_ground(given.kept) as ground:
        async with building(ground) as builder:
            if "requests" in parts:
                days = tuple((ground.day_with(count), count) for count in DAYS)
                day = data.Size(requests.DAY, requests.DAY_PATIENTS, requests.VETS, 10, days)
                tenant = await _practice(ground, builder, day)
                await _practice(ground, builder, data.Size(requests.FIND, requests.FOUND_PATIENTS, 2, 1))
                print("measuring requests …", file=sys.stderr)
                lines += await measure_requests(ground, tenant, given.rounds, given.seconds)
            if "growth" in parts:
                print("measuring growth …", file=sys.stderr)
                lines += await measure_growth(ground, builder, tuple(given.tenants), given.seconds)
    return lines


def main() -> None:
    set_up_logging("WARNING")
    given = _arguments()
    began = os.getloadavg()[0]
    lines = asyncio.run(_measure(given))
    if "start" in (given.parts or PARTS):
        print("measuring the start …", file=sys.stderr)
        lines += measure_start()
    # CPU-milliseconds grow when neighbours share the caches, so a table says how busy the machine was.
    lines.append(Line("", "load average of the machine at the beginning", began, ""))
    lines.append(Line("", "load average of the machine at the end", os.getloadavg()[0], ""))
    print(as_markdown(lines))
    print(f"\nkept in {keep(lines)}")


if __name__ == "__main__":
    main()
