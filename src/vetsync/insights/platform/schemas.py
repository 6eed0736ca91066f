"""What crosses the door about the platform's figures."""

import datetime
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.audit.schemas import ActionCount, DayCount, LoginCounts
from vetsync.kit.jobs.schemas import JobCount

Measure = Literal["completed", "booked", "no_show_rate", "new_clients", "owners"]
RankingDays = Literal[7, 30, 90, 365]
ClinicActivity = Literal["active", "asleep"]


class ClinicCounts(msgspec.Struct, kw_only=True):
    """Applications by state, tenants by state, and how many active clinics did something in the last 30 days."""

    submitted: int
    rejected: int
    provisioning: int
    active: int
    suspended: int
    leaving: int
    awake: int
    asleep: int


class EventCounts(msgspec.Struct):
    """Events not delivered yet; measured once a minute.

    `failed` were tried in vain at least once; those of them that were `given_up` wait for the system admin.
    """

    waiting: int
    failed: int
    given_up: int
    oldest_waiting_at: datetime.datetime | None
    measured_at: datetime.datetime | None


class PlatformDashboard(msgspec.Struct, kw_only=True):
    """All figures as of `as_of`. `requests_open` are applications that wait for a decision.

    `jobs_stuck` failed for good and nothing made up for them; with `events.given_up` they wait for the system admin.
    """

    as_of: datetime.datetime
    clinics: ClinicCounts
    requests_open: int
    oldest_request_at: datetime.datetime | None
    users_by_kind: dict[str, int]
    users_by_state: dict[str, int]
    logins: LoginCounts
    activity_by_day: list[DayCount]
    actions: list[ActionCount]
    events: EventCounts
    jobs: list[JobCount]
    jobs_stuck: int


class FailedEvent(msgspec.Struct):
    """An event that was tried as often as it may be. `tenant_id` of zeros is the shared schema.

    `fault` is the kind of the last error, never its text; empty when the node was killed at its last attempt.
    """

    id: UUID
    tenant_id: UUID
    topic: str
    attempts: int
    fault: str | None
    created_at: datetime.datetime
    failed_at: datetime.datetime


class ClinicRow(msgspec.Struct):
    """A tenant in the platform's list. `last_activity_at` is the last thing anybody did there, of the last year."""

    id: UUID
    slug: str
    name: str
    kind: str
    franchise_name: str | None
    city: str | None
    state: str
    created_at: datetime.datetime
    state_since: datetime.datetime
    last_activity_at: datetime.datetime | None
    staff: int
    events_failed: int
    version: int
    name_fold: str


class RankedClinic(msgspec.Struct):
    """What a clinic did in the period. `no_show_rate` is missed / (missed + completed), empty without visits.

    `completed`, `missed` and `cancelled` count visits whose last step in the period was that; `owners` are people who
    booked online themselves.
    """

    tenant_id: UUID
    slug: str
    name: str
    city: str | None
    completed: int
    booked: int
    cancelled: int
    missed: int
    no_show_rate: float | None
    new_clients: int
    owners: int


class Ranking(msgspec.Struct, kw_only=True):
    """The first hundred clinics in the order of one measure, the best first, without pages; `days` and `by` as asked
    for.
    """

    since: datetime.datetime
    until: datetime.datetime
    days: int
    by: Measure
    items: list[RankedClinic]
