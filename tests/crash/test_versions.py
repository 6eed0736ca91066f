"""Two versions at once: while all tenants migrate, and are interrupted, nobody who uses the program notices."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx2
import psycopg
import pytest

from tests.contract.node import Node, node_folder
from tests.crash.field import Owner, add_owner, furnish, provision, with_parts
from tests.crash.versions import SOURCE, Migration, make_next
from vetsync.app.parts import Parts
from vetsync.identity.login.tokens import AccessTokens
from vetsync.kit.crypto.signing import load_signing_key
from vetsync.kit.db.marks import mark, marks
from vetsync.kit.db.work import Tenant

SEED = 20261122
ADDED_SECONDS_MAX = 0.5
BUSY = 2.0
"""On a machine that is busy with other things an answer may take so many times longer than the slowest did before."""
AT_ONCE = 6


@dataclass
class Town:
    """Practices on one database, and somebody who owns a pet and administers all of them."""

    tenants: list[Tenant]
    owner: Owner
    tokens: AccessTokens
    first_at: datetime


@dataclass
class Load:
    """Asks all the time, everywhere; keeps what went wrong, and how long each answer took."""

    town: Town
    urls: list[str]
    faults: Counter[str] = field(default_factory=Counter)
    answered: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: float = 0.0
    added_seconds: float = 0.0
    added_seconds_max: float = 0.0
    booked: int = 0
    _ended: bool = False

    async def run(self) -> None:
        limits = httpx2.Limits(max_connections=AT_ONCE * 2)
        async with httpx2.AsyncClient(timeout=30, limits=limits) as client, asyncio.TaskGroup() as group:
            for number in range(AT_ONCE):
                group.create_task(self._ask(client, random.Random(SEED + number)))

    def end(self) -> None:
        self._ended = True

    async def _ask(self, client: httpx2.AsyncClient, rng: random.Random) -> None:
        token, _ = self.town.tokens.issue(
            self.town.owner.user_id, self.town.owner.session_id, datetime.now(UTC)
        )
        headers = {"authorization": f"Bearer {token}"}
        while not self._ended:
            url, tenant = rng.choice(self.urls), rng.choice(self.town.tenants)
            began = time.monotonic()
            what, expected, answer = await self._once(client, rng, url, tenant.slug, headers)
            self.slowest = max(self.slowest, time.monotonic() - began)
            if answer.status_code not in expected:
                self.faults[f"{what} {answer.status_code} {answer.text[:200]}"] += 1
            self.answered[url, tenant.slug] += 1
            self.booked += answer.status_code == 201

    async def _once(
        self, client: httpx2.AsyncClient, rng: random.Random, url: str, slug: str, headers: dict[str, str]
    ) -> tuple[str, set[int], httpx2.Response]:
        day = f"{self.town.first_at:%Y-%m-%d}"
        reads = {
            "page": f"/api/practices/{slug}",
            "slots": f"/api/practices/{slug}/slots?type=quick&from={day}&days=2",
            "patients": f"/api/staff/{slug}/patients",
            "agenda": f"/api/staff/{slug}/appointments?from={day}&to={day}",
            "mine": "/api/me/appointments?when=upcoming",
        }
        what = rng.choice([*reads, "book", "book"])
        if what in reads:
            return what, {200}, await client.get(url + reads[what], headers=headers)
        at = self.town.first_at + timedelta(minutes=10 * rng.randrange(2000))
        body = {
            "type": "quick", "starts_at": at.isoformat(), "pet_id": str(self.town.owner.pet_id), "reason": "check"
        }  # fmt: skip
        address = f"{url}/api/practices/{slug}/appointments"
        sent = await client.post(address, json=body, headers=headers | {"idempotency-key": str(uuid4())})
        return what, {201, 409}, sent


def make_town(data_dir: Path, practices: int) -> Town:
    async def make(parts: Parts) -> Town:
        owner = await add_owner(parts, 0)
        tenants = [
            await provision(parts, f"praktijk{n}", "Europe/Amsterdam", owner.user_id)
            for n in range(practices)
        ]
        for tenant in tenants:
            await furnish(parts, tenant, 2)
        signing = load_signing_key(parts.config.keys_path / "signing.pem")
        tomorrow = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=2)
        return Town(tenants, owner, AccessTokens([signing], parts.config.base_url), tomorrow)

    return with_parts(data_dir, make)


def migrated(node: Node, tenants: Sequence[Tenant]) -> int:
    """How many of the practices another version than this has finished; asked of no table, for those are locked."""
    with psycopg.connect(node.superuser_dsn()) as connection:
        found = marks(connection, [tenant.schema for tenant in tenants])
    return sum(said != mark("tenant") for said in found.values())


async def interrupted(node: Node, town: Town, source: Path) -> int:
    """Kills the migration once some practices are done; how many."""
    migration = Migration(source, node.data_dir)
    while migration.is_running:
        done = await asyncio.to_thread(migrated, node, town.tenants)
        if done:
            migration.kill()
            return await asyncio.to_thread(migrated, node, town.tenants)
        await asyncio.sleep(0.02)
    raise AssertionError(migration.finish())


async def go_over(node: Node, town: Town, source: Path, *, with_others: bool) -> Load:
    """From one version to the next, under load the whole time."""
    load = Load(town, [node.url])
    asking = asyncio.create_task(load.run())
    try:
        # So that the machine is as busy as it will be; there is nothing to do yet.
        await asyncio.to_thread(Migration(SOURCE, node.data_dir).finish)
        before, load.slowest = load.slowest, 0.0
        half = await interrupted(node, town, source)
        assert 0 < half < len(town.tenants)
        load.answered.clear()
        async with asyncio.timeout(60):
            while len(load.answered) < len(town.tenants):
                await asyncio.sleep(0.05)
        assert await asyncio.to_thread(Migration(source, node.data_dir).finish) == (
            0,
            "The database is up to date.\n",
        )
        assert await asyncio.to_thread(migrated, node, town.tenants) == len(town.tenants)
        during = load.slowest
        print({"slowest_before": round(before, 3), "slowest_during": round(during, 3)})
        load.added_seconds, load.added_seconds_max = during - before, max(ADDED_SECONDS_MAX, BUSY * before)
        if with_others:
            await both_versions(node, load, source)
    finally:
        load.end()
        await asyncio.gather(asking, return_exceptions=True)
    return load


async def both_versions(node: Node, load: Load, source: Path) -> None:
    """A node of the next version, and a fresh one of this version, which finds the tables of the next."""
    others = [Node(node.data_dir, source=source), Node(node.data_dir)]
    try:
        for other in others:
            await asyncio.to_thread(other.start)
        load.urls.extend(other.url for other in others)
        load.answered.clear()
        wanted = {(url, tenant.slug) for url in load.urls for tenant in load.town.tenants}
        async with asyncio.timeout(60):
            while not wanted <= load.answered.keys():
                await asyncio.sleep(0.05)
    finally:
        load.end()
        await asyncio.sleep(1)
        for other in others:
            if other.process is not None and other.process.poll() is None:
                await asyncio.to_thread(other.terminate)


def migrate_under_load(
    folder: Path, tmp_path: Path, practices: int, seconds: float, *, with_others: bool = False
) -> Load:
    town = make_town(folder, practices)
    node = Node(folder)
    try:
        node.start()
        load = asyncio.run(
            go_over(node, town, make_next(tmp_path / "next", seconds), with_others=with_others)
        )
        print({"answered": load.answered.total(), "booked": load.booked, "seed": SEED})
        assert load.faults == {}
        assert load.booked > 0
        return load
    finally:
        node.stop()


def test_three_practices_migrate_under_load_with_a_kill_and_nobody_notices(tmp_path: Path) -> None:
    with node_folder() as folder:
        migrate_under_load(folder, tmp_path, practices=3, seconds=0.15)


@pytest.mark.long
def test_twenty_practices_migrate_under_load_with_a_kill_and_nobody_notices(tmp_path: Path) -> None:
    with node_folder() as folder:
        load = migrate_under_load(folder, tmp_path, practices=20, seconds=0.1, with_others=True)
        assert load.added_seconds < load.added_seconds_max
