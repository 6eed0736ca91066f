"""What crosses the door about the published directory."""

import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from vetsync.scheduling.slots.schemas import USUAL_NOTICE_MINUTES

Sort = Literal["relevance", "distance", "next_slot", "name"]
LocalTime = Annotated[str, msgspec.Meta(description="Local time HH:MM; 24:00 ends a day", examples=["17:30"])]


class PracticeCard(msgspec.Struct, kw_only=True):
    """A practice in the feed. `open_until` is local, `opens_at` empty while it is open.

    The first free starts are for `next_slot_type`, and so are its name, the prices and the notice.
    """

    slug: str
    name: str
    city: str
    street: str
    zone: str
    lat: float | None
    lon: float | None
    distance_m: int | None
    is_open_now: bool
    open_until: LocalTime | None
    opens_at: datetime.datetime | None
    species: list[str]
    services: list[str]
    price_from_cents: int | None
    price_to_cents: int | None
    notice_minutes: int | None
    next_slot_at: datetime.datetime | None
    next_slots: list[datetime.datetime]
    next_slot_type: str | None
    next_slot_name_nl: str | None
    next_slot_name_en: str | None
    is_favourite: bool
    photo_url: str | None
    franchise_name: str | None
    accent: str


class HoursLine(msgspec.Struct):
    """`weekday` 1 is Monday."""

    weekday: int
    opens: LocalTime
    closes: LocalTime


class ExceptionLine(msgspec.Struct):
    """Both times empty: closed on that date."""

    on_date: datetime.date
    opens: LocalTime | None
    closes: LocalTime | None
    note: str


class BookableType(msgspec.Struct, kw_only=True):
    """What an owner can book here, with what it costs."""

    key: str
    name_nl: str
    name_en: str
    category: str
    minutes: int
    price_min_cents: int | None
    price_max_cents: int | None
    species: list[str]
    mode: str
    notice_minutes: int = USUAL_NOTICE_MINUTES
    """How long before the visit an owner may still cancel or move it."""
    by_paravet: bool = False
    """Nobody but paravets does it."""


class VetCard(msgspec.Struct, kw_only=True):
    id: UUID
    name: str
    specialisation: str
    picture_url: str | None


class HoursOf(msgspec.Struct):
    """A span of the week, or of a date when that is set; without times the practice is closed then."""

    tenant_id: UUID
    weekday: int | None
    on_date: datetime.date | None
    opens: datetime.time | None


class PageFacts(msgspec.Struct, kw_only=True):
    """The part of a practice's page that cards do not show; stored as one document."""

    description: str
    phone: str
    email: str
    website: str
    languages: list[str]
    booking_note: str
    closed_note: str
    cancel_note: str
    appointment_types: list[BookableType]
    vets: list[VetCard]


class PracticePage(PracticeCard, kw_only=True):
    """Everything the public may know about a practice."""

    postcode: str
    country: str
    description: str
    phone: str
    email: str
    website: str
    languages: list[str]
    booking_note: str
    closed_note: str
    cancel_note: str
    opening_hours: list[HoursLine]
    exceptions: list[ExceptionLine]
    appointment_types: list[BookableType]
    vets: list[VetCard]
    photos: list[str]


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What an owner looks for. `type` is the key or the category of a kind of visit."""

    q: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    species: str | None = None
    service: str | None = None
    open_now: bool = False
    type: str | None = None
    sort: Sort = "relevance"


class FoundPractice(msgspec.Struct):
    """A row of the search, before free slots and favourites are added."""

    tenant_id: UUID
    slug: str
    name: str
    name_fold: str
    city: str
    street: str
    postcode: str
    country: str
    zone: str
    lat: float | None
    lon: float | None
    species: list[str]
    services: list[str]
    accent: str
    franchise_name: str | None
    price_from_cents: int | None
    photo_ids: list[UUID]
    page: dict[str, object]
    distance_m: float | None
    open_until: str | None
    sort_key: float
