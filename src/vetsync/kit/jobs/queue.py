"""The queue: asking for jobs, and working them off inside the web process or in a process of its own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import Status

from vetsync.kit.clock import utc_now
from vetsync.kit.db.gate import CORE, CORE_ID, Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Conflict, NotFound, Unavailable
from vetsync.kit.jobs.orders import (
    Envelope,
    GiveUp,
    JobKind,
    JobOrder,
    Patience,
    Scheduled,
    TenantMissing,
    back_off,
)

SET_CONTEXT = "select set_config('role', 'jobs_worker', false), set_config('search_path', 'jobs', false)"
HEARTBEAT_SECONDS = 10.0
STALLED_AFTER_SECONDS = 30.0
STALLED_ATTEMPTS_MAX = 20
GRACE_SECONDS = 2.0
"""How long jobs that run may go on when the node is told to stop; then they are taken back and done again later."""
KEPT_HOURS = 72
CONNECTIONS_MAX = 4
JOB_ID_MAX = 2**63 - 1

log = structlog.get_logger()

TenantById = Callable[[UUID], Awaitable[Tenant | None]]


class AlreadyAskedFor(Conflict):
    """The same wish waits already, so the failed one need not be tried again."""

    code = "job_state"


class JobFailed(Exception):
    """Stands in for whatever went wrong inside a job, so that no foreign text reaches a log."""


async def _enter_context(connection: psycopg.AsyncConnection[Any]) -> None:
    """The log-in may do nothing; its jobs connections are the jobs role from birth."""
    await connection.execute(SET_CONTEXT)
    await connection.commit()


class Jobs:
    """One per process. What can be done is learned before it is opened; what must be done stands in the tables."""

    def __init__(
        self, dsn: str, gate: Gate, tenant_by_id: TenantById, pause: Callable[[int], float] = back_off
    ):
        self._gate = gate
        self._tenant_by_id = tenant_by_id
        self._pause = pause
        self._kinds: dict[str, JobKind] = {}
        self._planned: list[str] = []
        self._app = App(
            connector=PsycopgConnector(
                conninfo=dsn,
                kwargs={"application_name": "vetsync-jobs"},
                configure=_enter_context,
                min_size=1,
                max_size=CONNECTIONS_MAX,
                timeout=5,
            )
        )

    def learn(self, *kinds: JobKind) -> None:
        """Each order is carried out by the function of its kind."""
        for kind in kinds:
            self._kinds[kind.order.name] = kind
            self._register(kind)

    def plan(self, *schedule: Scheduled) -> None:
        """Asked for by the clock, once per moment however many workers there are."""
        for scheduled in schedule:
            self._planned.append(scheduled.name)
            self._register_scheduled(scheduled)

    def names(self) -> frozenset[str]:
        """Of everything that was learned and planned: whatever can stand in the list of jobs."""
        return frozenset((*self._kinds, *self._planned))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator["Jobs"]:
        async with self._app.open_async():
            yield self

    async def defer(
        self,
        tenant: Tenant,
        order: JobOrder,
        *,
        at: datetime | None = None,
        once: str | None = None,
        alone: str | None = None,
    ) -> int | None:
        """The new job's number, or None when a job with the same `once` is already waiting.

        No two jobs with the same `alone` are carried out at a time. A job with `once` is not tried again when it
        fails: whoever asks for such jobs asks again. Raises TenantMissing for anything but a tenant from the
        directory, LookupError for an unknown order, Unavailable when the database cannot be reached.
        """
        if not isinstance(tenant, Tenant):
            raise TenantMissing("a job needs a tenant")
        kind = self._kinds[order.name]
        envelope = Envelope(tenant_id=tenant.id, order=msgspec.to_builtins(order))
        try:
            return await self._app.configure_task(
                order.name,
                queue=kind.queue,
                queueing_lock=once,
                lock=alone,
                schedule_at=at,
                allow_unknown=False,
            ).defer_async(**_as_arguments(envelope))
        except AlreadyEnqueued:
            return None
        except (ConnectorException, psycopg.Error):
            raise Unavailable(code="database_unavailable") from None

    async def run_worker(self, *, concurrency: int = 4) -> None:
        """Works until it is cancelled; survives a database that is away for a while."""
        while True:
            try:
                return await self._app.run_worker_async(
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_AFTER_SECONDS,
                )
            except (ConnectorException, psycopg.Error, OSError) as error:
                log.warning("worker.paused", error=type(error).__name__)
                await asyncio.sleep(5)

    async def work_off(self) -> None:
        """Carries out what is due now, then returns. For tests and for maintenance by hand."""
        await self._app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)

    async def retry(self, job_id: int) -> None:
        """Puts a failed job at the head of the queue again; raises NotFound for any other, or AlreadyAskedFor."""
        manager = self._app.job_manager
        if not 0 < job_id <= JOB_ID_MAX:
            raise NotFound
        try:
            if not list(await manager.list_jobs_async(id=job_id, status=Status.FAILED.value)):
                raise NotFound
            await manager.retry_job_by_id_async(job_id=job_id, retry_at=utc_now())
        except UniqueViolation:
            raise AlreadyAskedFor from None
        except (ConnectorException, psycopg.Error):
            raise Unavailable(code="database_unavailable") from None

    async def take_up_stalled(self, silent_seconds: float = STALLED_AFTER_SECONDS) -> int:
        """Hands out again what a killed worker had begun; the number of jobs.

        A job that takes its worker down each time is given up after some rounds.
        """
        manager = self._app.job_manager
        await manager.prune_stalled_workers(silent_seconds)
        stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds))
        for job in stalled:
            # Its own worker may have come back meanwhile and finished it.
            with contextlib.suppress(ConnectorException):
                if job.attempts >= STALLED_ATTEMPTS_MAX and job.id is not None:
                    await manager.finish_job_by_id_async(
                        job_id=job.id, status=Status.FAILED, delete_job=False
                    )
                else:
                    await manager.retry_job(job)
        return len(stalled)

    async def forget_finished(self) -> None:
        """Daily tidiness; failed jobs stay as long as the others so that somebody can look at them."""
        await self._app.job_manager.delete_old_jobs(
            KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )

    def _register(self, kind: JobKind) -> None:
        async def perform(**arguments: Any) -> None:
            tenant, order = await self._unpack(arguments, kind.order)
            await _guarded(kind.order.name, kind.run(self._gate, tenant, order))

        patience = Patience(kind.attempts_max, self._pause)
        self._app.task(name=kind.order.name, queue=kind.queue, retry=patience, pass_context=False)(perform)

    def _register_scheduled(self, scheduled: Scheduled) -> None:
        async def perform(timestamp: int, **_: Any) -> None:
            await _guarded(scheduled.name, scheduled.run(self._gate))

        task = self._app.task(
            name=scheduled.name, queue="schedule", queueing_lock=scheduled.name, pass_context=False
        )(perform)
        for_all = _as_arguments(Envelope(tenant_id=CORE_ID, order={}))
        self._app.periodic(cron=scheduled.cron, task_kwargs=for_all)(task)

    async def _unpack(self, arguments: dict[str, Any], kind: type[JobOrder]) -> tuple[Tenant, JobOrder]:
        try:
            envelope = msgspec.convert(arguments, Envelope)
            order = msgspec.convert(envelope.order, kind)
        except msgspec.ValidationError:
            raise TenantMissing("malformed envelope") from None
        # The shared schema is no row of the tenant directory, yet has letters of its own.
        tenant = CORE if envelope.tenant_id == CORE_ID else await self._tenant_by_id(envelope.tenant_id)
        if tenant is None:
            raise TenantMissing("no such tenant")
        return tenant, order


async def _guarded(name: str, doing: Awaitable[None]) -> None:
    try:
        await doing
    except GiveUp as error:
        log.warning("job.given_up", job=name, reason=str(error))
        raise
    except Exception as error:
        log.warning("job.failed", job=name, error=type(error).__name__)
        raise JobFailed(type(error).__name__) from None


def _as_arguments(envelope: Envelope) -> dict[str, Any]:
    return {"tenant_id": str(envelope.tenant_id), "order": envelope.order}
