"""What a job is: a named order with plain facts, always for one tenant."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job as StoredJob
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from vetsync.kit.clock import utc_now
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant


class GiveUp(Exception):
    """Trying again cannot help; the job fails for good. The text is a code, never a value."""


class TenantMissing(GiveUp):
    """A job without a tenant is refused: when it is asked for, by the table, and when it is run."""


class JobOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be done. Fields are ids and plain facts: they stand readable in the jobs table and in logs."""

    name: ClassVar[str]


class Envelope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The arguments of every job as they are stored. `timestamp` is filled in by the schedule only."""

    tenant_id: UUID
    order: dict[str, Any]
    timestamp: int | None = None


Run = Callable[[Gate, Tenant, Any], Awaitable[None]]


def back_off(attempts: int) -> float:
    """Seconds until the next attempt: 15 s, 30 s, 1 min … and from then on every hour."""
    return float(min(3600, 15 * 2 ** min(attempts, 10)))


@dataclass(frozen=True, slots=True)
class JobKind:
    """Which function carries out an order, and how patiently."""

    order: type[JobOrder]
    run: Run
    queue: str = "default"
    attempts_max: int = 8


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job for the whole installation that the clock asks for; `cron` is in UTC."""

    name: str
    cron: str
    run: Callable[[Gate], Awaitable[None]]


class Patience(BaseRetryStrategy):
    """Tries again with growing pauses; a worker that was told to stop hands its job back at once."""

    def __init__(self, attempts_max: int, pause: Callable[[int], float]):
        self._attempts_max = attempts_max
        self._pause = pause

    def get_retry_decision(self, *, exception: BaseException, job: StoredJob) -> RetryDecision | None:
        if isinstance(exception, JobAborted) or not isinstance(exception, Exception):
            return RetryDecision(retry_at=utc_now())
        # Going back to waiting could meet the next job with the same lock there, which the table refuses.
        if isinstance(exception, GiveUp) or job.queueing_lock or job.attempts + 1 >= self._attempts_max:
            return None
        return RetryDecision(retry_at=_later(utc_now(), self._pause(job.attempts)))


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)
