"""Practices to be found: written into the directory as a refresh would write them, without a tenant behind."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tests.tenancy.people import SYSTEM
from vetsync.directory.public import service
from vetsync.directory.public.schemas import BookableType
from vetsync.kit.db.gate import Gate
from vetsync.tenancy.settings.schemas import Profile

VACCINE = BookableType(
    key="vaccine", name_nl="Vaccinatie", name_en="Vaccination", category="vaccine", minutes=15, price_min_cents=5800,
    price_max_cents=7400, species=["dog", "cat"], mode="instant",
)  # fmt: skip
WEEK = [(day, "08:00", "17:30") for day in range(1, 6)]
Span = tuple[str | None, str | None]


@dataclass
class Place:
    number: int
    name: str
    city: str
    lat: float | None = None
    lon: float | None = None
    zone: str = "Europe/Amsterdam"
    species: tuple[str, ...] = ("dog", "cat")
    services: tuple[str, ...] = ()
    week: list[tuple[int, str, str]] = field(default_factory=lambda: list(WEEK))
    dated: dict[str, Span] = field(default_factory=dict)
    types: tuple[BookableType, ...] = ()

    @property
    def id(self) -> UUID:
        return UUID(int=1_000 + self.number)


async def publish(gate: Gate, *places: Place) -> None:
    for place in places:
        await _publish(gate, place)


async def _publish(gate: Gate, place: Place) -> None:
    profile = Profile(
        id=place.id, slug=f"p{place.number}-x", name=place.name, zone=place.zone, description="", street="Dorpsstraat",
        house_number=str(place.number), postcode="", city=place.city, country="NL", lat=place.lat, lon=place.lon,
        phone="", email="", website="", species=list(place.species), services=list(place.services), languages=["nl"],
        accent="teal", booking_note="", closed_note="", cancel_note="", kvk_number="", version=1,
    )  # fmt: skip
    source = service.Source(
        profile=profile,
        week=[service.WeekHours(*line) for line in place.week],
        dated=[
            service.DatedHours(datetime.fromisoformat(on).date(), opens, closes, "")
            for on, (opens, closes) in place.dated.items()
        ],
        types=list(place.types),
        vets=[],
        photo_ids=[],
    )
    async with gate.core_work("system", SYSTEM) as work:
        await service.write_practice(work, source, [], work.now)
