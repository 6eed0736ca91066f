"""Jobs on the real queue: refused without a tenant, retried, given up, and taken up after a killed worker."""

import asyncio
import json
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import Database
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import Forbidden, NotFound
from vetsync.kit.jobs import queries
from vetsync.kit.jobs.orders import GiveUp, JobKind, JobOrder, Scheduled, TenantMissing, back_off
from vetsync.kit.jobs.queue import AlreadyAskedFor, Jobs
from vetsync.kit.jobs.schemas import JobsPage

pytestmark = pytest.mark.anyio

ADD_RAW = "insert into jobs.procrastinate_jobs (queue_name, task_name, args) values ('default', %s, %s)"
STATES = "select status::text, attempts from jobs.procrastinate_jobs where task_name = %s order by id"
DUE_NOW = "update jobs.procrastinate_jobs set scheduled_at = null where status = 'todo'"
WORKER_SILENT = "update jobs.procrastinate_workers set last_heartbeat = now() - interval '10 minutes'"
ADMIN = Actor(uuid4(), "user", frozenset({"platform.read", "platform.manage"}), "test")


class CountSheep(JobOrder, frozen=True, kw_only=True):
    name: ClassVar[str] = "count_sheep"
    sheep: int


def sql(database: Database, statement: str, *binds: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(
        database.superuser_dsn, autocommit=True, options="-c search_path=jobs"
    ) as connection:
        cursor = connection.execute(statement.encode(), binds)
        return cursor.fetchall() if cursor.description else []


def queue(
    database: Database,
    gate: Gate,
    run: Callable[[Gate, Tenant, Any], Awaitable[None]],
    pause: Callable[[int], float] = lambda _: 0.0,
) -> Jobs:
    known = {tenant.id: tenant for tenant in database.tenants}

    async def tenant_by_id(tenant_id: UUID) -> Tenant | None:
        return known.get(tenant_id)

    jobs = Jobs(database.app_dsn, gate, tenant_by_id, pause)
    jobs.learn(JobKind(CountSheep, run, attempts_max=4))
    return jobs


class Shepherd:
    """Notes what it was asked; fails as often as it is told to."""

    def __init__(self, failures: Sequence[Exception] = ()):
        self.seen: list[tuple[str, int]] = []
        self._failures = list(failures)

    async def __call__(self, _: Gate, tenant: Tenant, order: CountSheep) -> None:
        self.seen.append((tenant.slug, order.sheep))
        if self._failures:
            raise self._failures.pop(0)


async def test_a_job_is_carried_out_for_the_tenant_it_was_made_for(database: Database, gate: Gate) -> None:
    shepherd = Shepherd()
    async with queue(database, gate, shepherd).opened() as jobs:
        await jobs.defer(database.tenants[0], CountSheep(sheep=3))
        await jobs.defer(database.tenants[1], CountSheep(sheep=5))
        await jobs.work_off()
    assert sorted(shepherd.seen) == [("oudekade", 5), ("zwaluwhof", 3)]


async def test_jobs_require_tenant(database: Database, gate: Gate) -> None:
    shepherd = Shepherd()
    async with queue(database, gate, shepherd).opened() as jobs:
        with pytest.raises(TenantMissing):
            await jobs.defer(None, CountSheep(sheep=1))  # type: ignore[arg-type]  # what a slip would pass
        with pytest.raises(psycopg.errors.CheckViolation):
            sql(database, ADD_RAW, "count_sheep", json.dumps({"order": {"sheep": 1}}))
        for stranger in ({"tenant_id": str(uuid4())}, {"tenant_id": "t_zwaluwhof"}, {"tenant_id": None}):
            sql(database, ADD_RAW, "count_sheep", json.dumps({**stranger, "order": {"sheep": 1}}))
        await jobs.work_off()
    assert shepherd.seen == []
    assert sql(database, STATES, "count_sheep") == [("failed", 1)] * 3


async def test_the_same_wish_waits_only_once(database: Database, gate: Gate) -> None:
    shepherd = Shepherd()
    async with queue(database, gate, shepherd).opened() as jobs:
        assert await jobs.defer(database.tenants[0], CountSheep(sheep=1), once="sheep") is not None
        assert await jobs.defer(database.tenants[0], CountSheep(sheep=1), once="sheep") is None
        await jobs.work_off()
    assert len(shepherd.seen) == 1


async def test_a_wish_that_waits_only_once_is_not_tried_again_by_itself(
    database: Database, gate: Gate
) -> None:
    shepherd = Shepherd([OSError("down")])
    async with queue(database, gate, shepherd).opened() as jobs:
        await jobs.defer(database.tenants[0], CountSheep(sheep=1), once="sheep")
        await jobs.work_off()
        assert sql(database, STATES, "count_sheep") == [("failed", 1)]
        assert await jobs.defer(database.tenants[0], CountSheep(sheep=1), once="sheep") is not None


async def test_a_failing_job_is_tried_again_until_its_patience_ends(database: Database, gate: Gate) -> None:
    shepherd = Shepherd([OSError("down")] * 10)
    async with queue(database, gate, shepherd).opened() as jobs:
        await jobs.defer(database.tenants[0], CountSheep(sheep=1))
        await jobs.work_off()
    assert len(shepherd.seen) == 4
    assert sql(database, STATES, "count_sheep") == [("failed", 4)]


async def test_a_retry_waits_longer_each_time(database: Database, gate: Gate) -> None:
    assert [back_off(attempts) for attempts in (0, 1, 2, 20)] == [15, 30, 60, 3600]
    shepherd = Shepherd([OSError("down")])
    async with queue(database, gate, shepherd, pause=back_off).opened() as jobs:
        await jobs.defer(database.tenants[0], CountSheep(sheep=1))
        await jobs.work_off()
        assert sql(database, STATES, "count_sheep") == [("todo", 1)]
        sql(database, DUE_NOW)
        await jobs.work_off()
    assert sql(database, STATES, "count_sheep") == [("succeeded", 2)]


async def test_what_cannot_be_helped_is_given_up_at_once_and_retried_by_hand(
    database: Database, gate: Gate
) -> None:
    shepherd = Shepherd([GiveUp("no_such_meadow")])
    async with queue(database, gate, shepherd).opened() as jobs:
        job_id = await jobs.defer(database.tenants[0], CountSheep(sheep=1))
        assert job_id is not None
        await jobs.work_off()
        assert sql(database, STATES, "count_sheep") == [("failed", 1)]
        await jobs.retry(job_id)
        await jobs.work_off()
        with pytest.raises(NotFound):
            await jobs.retry(job_id)
        for nonsense in (0, -1, 2**63, 10**40):
            with pytest.raises(NotFound):
                await jobs.retry(nonsense)
    assert len(shepherd.seen) == 2


async def test_a_round_of_the_clock_that_went_well_makes_up_for_those_that_failed_before_it(
    database: Database, gate: Gate
) -> None:
    add = (
        "insert into jobs.procrastinate_jobs (queue_name, task_name, status, args)"
        ' values (%s, %s, %s::jobs.procrastinate_job_status, \'{"tenant_id": "x"}\')'
    )
    for line in (
        ("schedule", "sweep", "failed"), ("schedule", "sweep", "succeeded"), ("schedule", "sweep", "failed"),
        ("schedule", "shear", "failed"), ("default", "count_sheep", "failed"), ("default", "count_sheep", "succeeded"),
    ):  # fmt: skip
        sql(database, add, *line)
    async with gate.core_view("platform", ADMIN) as view:
        page = await queries.jobs(view, "failed", None, 10)
    assert [(row.task, row.is_made_up_for) for row in page.items] == [
        ("count_sheep", False), ("shear", False), ("sweep", False), ("sweep", True),
    ]  # fmt: skip
    assert page.stuck == 3


async def test_a_failed_wish_that_was_made_again_is_refused_a_second_time(
    database: Database, gate: Gate
) -> None:
    async with queue(database, gate, Shepherd([GiveUp("no_such_meadow")])).opened() as jobs:
        first = await jobs.defer(database.tenants[0], CountSheep(sheep=1), once="flock")
        await jobs.work_off()
        assert await jobs.defer(database.tenants[0], CountSheep(sheep=1), once="flock")
        assert first is not None
        with pytest.raises(AlreadyAskedFor):
            await jobs.retry(first)


async def test_the_platform_sees_its_jobs_and_nobody_else_does(database: Database, gate: Gate) -> None:
    async with queue(database, gate, Shepherd()).opened() as jobs:
        for sheep in range(5):
            await jobs.defer(database.tenants[0], CountSheep(sheep=sheep))
        await jobs.work_off()
        await jobs.defer(database.tenants[1], CountSheep(sheep=9))
    async with gate.core_view("platform", ADMIN) as view:
        first: JobsPage = await queries.jobs(view, None, None, 4)
        rest = await queries.jobs(view, None, first.next_cursor, 4)
        waiting = await queries.jobs(view, "todo", None, 4)
    assert [row.state for row in first.items] == ["todo", "succeeded", "succeeded", "succeeded"]
    assert (len(rest.items), rest.next_cursor) == (2, None)
    assert [row.tenant_id for row in waiting.items] == [str(database.tenants[1].id)]
    assert {count.state: count.count for count in first.counts} == {"succeeded": 5, "todo": 1}
    async with gate.core_view("platform", Actor(uuid4(), "user", frozenset(), "test")) as view:
        with pytest.raises(Forbidden):
            await queries.jobs(view, None, None, 4)


async def test_a_schedule_asks_once_a_minute_however_many_workers_there_are(
    database: Database, gate: Gate
) -> None:
    runs: list[str] = []

    async def note(_: Gate) -> None:
        runs.append("swept")

    async with queue(database, gate, Shepherd()).opened() as jobs:
        jobs.plan(Scheduled("sweep", "* * * * *", note))
        worker = asyncio.create_task(jobs.run_worker())
        while not runs:
            await asyncio.sleep(0.02)
        worker.cancel()
        with pytest.raises(asyncio.CancelledError):
            await worker
        asked = len(sql(database, STATES, "sweep"))
        again = asyncio.create_task(jobs.run_worker())
        shepherd_id = await jobs.defer(database.tenants[0], CountSheep(sheep=1))
        while (
            sql(
                database,
                "select 1 from jobs.procrastinate_jobs where id = %s and status = 'succeeded'",
                shepherd_id,
            )
            == []
        ):
            await asyncio.sleep(0.02)
        again.cancel()
        with pytest.raises(asyncio.CancelledError):
            await again
    # Unless the minute changed while this ran, the second worker found the minute taken.
    assert len(sql(database, STATES, "sweep")) - asked <= 1


WORKER = """
import asyncio, sys
from typing import Any
from tests.kit.jobs.test_queue import CountSheep
from vetsync.kit.jobs.orders import JobKind
from vetsync.kit.jobs.queue import Jobs
from tests.conftest import ZWALUWHOF

async def stuck(*_: Any) -> None:
    print("begun", flush=True)
    await asyncio.sleep(60)

async def find(_: Any) -> Any:
    return ZWALUWHOF

async def main() -> None:
    jobs = Jobs(sys.argv[1], None, find)
    jobs.learn(JobKind(CountSheep, stuck))
    async with jobs.opened():
        await jobs.run_worker()

asyncio.run(main())
"""


async def test_what_a_killed_worker_had_begun_is_taken_up_again(database: Database, gate: Gate) -> None:
    shepherd = Shepherd()
    async with queue(database, gate, shepherd).opened() as jobs:
        await jobs.defer(database.tenants[0], CountSheep(sheep=7))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", WORKER, database.app_dsn, stdout=asyncio.subprocess.PIPE, cwd=Path.cwd()
        )
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), 20) == b"begun\n"
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await jobs.work_off()
        assert shepherd.seen == [], "a job of a worker that may still live is left alone"
        sql(database, WORKER_SILENT)
        assert await jobs.take_up_stalled() == 1
        await jobs.work_off()
    assert shepherd.seen == [("zwaluwhof", 7)]
    assert sql(database, STATES, "count_sheep") == [("succeeded", 2)]


async def test_the_queue_is_closed_to_the_log_in_and_to_every_other_role(database: Database) -> None:
    with psycopg.connect(database.app_dsn, autocommit=True) as connection:
        for role in ("none", "core_auth", "core_public", "core_person", "core_system", "t_zwaluwhof"):
            connection.execute("select set_config('role', %s, false)", (role,))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("select id from jobs.procrastinate_jobs")
