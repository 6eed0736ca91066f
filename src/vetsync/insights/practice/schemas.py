"""What crosses the door about a practice's own figures."""

import datetime
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.scheduling.bookings.schemas import DayCounts

Language = Literal["nl", "en"]


class MonthFigures(msgspec.Struct):
    """One stretch of time. `visits` were seen, `missed` are no-shows; `no_show_rate` is missed / (both).

    `new_clients` were registered in that time, at the desk or by booking for the first time.
    """

    visits: int
    missed: int
    cancelled: int
    booked: int
    new_clients: int
    no_show_rate: float | None


class MonthComparison(msgspec.Struct, kw_only=True):
    """This month up to now, beside last month up to the same day and hour, or to its end where it is shorter."""

    since: datetime.datetime
    until: datetime.datetime
    before_since: datetime.datetime
    before_until: datetime.datetime
    now: MonthFigures
    before: MonthFigures


class VetDay(msgspec.Struct):
    """One vet's appointments of today, counted as the day's are."""

    vet_id: UUID
    vet_name: str
    colour: str
    total: int
    seen: int


class PracticeDashboard(msgspec.Struct, kw_only=True):
    """The practice now. `on` is its local date."""

    as_of: datetime.datetime
    on: datetime.date
    zone: str
    today: DayCounts
    requests_open: int
    oldest_request_at: datetime.datetime | None
    month: MonthComparison
    vets: list[VetDay]


class Share(msgspec.Struct):
    """One line of a breakdown. `key` is a species, a kind of visit, a vet's id or a weekday (1 is Monday)."""

    key: str
    name_nl: str
    name_en: str
    visits: int
    missed: int
    cancelled: int


class PracticeReport(msgspec.Struct, kw_only=True):
    """The figures of a period, both dates included, and of the period of the same length before it."""

    practice_name: str
    practice_city: str
    zone: str
    first_on: datetime.date
    last_on: datetime.date
    made_at: datetime.datetime
    figures: MonthFigures
    before: MonthFigures
    patients_seen: int
    clients_seen: int
    species: list[Share]
    types: list[Share]
    vets: list[Share]
    weekdays: list[Share]


class AppointmentLine(msgspec.Struct):
    """One appointment as the CSV export writes it. `starts_on`, `starts`, `ends` and `entered` are the practice's own
    days and times; `starts_at` is the instant, from which the next lines are fetched.
    """

    id: UUID
    starts_on: datetime.date
    starts: str
    ends: str
    state: str
    category: str
    type_name: str
    vet_name: str
    client_number: int
    client_name: str
    patient_name: str
    species: str
    source: str
    reason: str
    entered: str
    starts_at: datetime.datetime
