"""What crosses the door about a practice's profile."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

Species = Literal[
    "dog", "cat", "rabbit", "guinea_pig", "hamster", "rat", "mouse", "ferret", "bird", "reptile", "fish", "horse",
    "goat", "other",
]  # fmt: skip
"""The one list of animals: pets, patients, appointment types and profiles name them so."""
Service = Literal[
    "vaccination", "dental", "surgery", "imaging", "laboratory", "exotics", "behaviour", "physiotherapy", "home_visits",
    "emergency",
]  # fmt: skip
"""What a practice can say it offers; each key has a name in every language, so owners find it in theirs."""
Accent = Literal["teal", "blue", "violet", "rose", "amber", "green", "slate"]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}$", description="ISO 639 code")]

Title = Annotated[str, Meta(min_length=1, max_length=120)]
Short = Annotated[str, Meta(max_length=160)]
Long = Annotated[str, Meta(max_length=4_000)]
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$", description="ISO 3166 code")]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Website = Annotated[str, Meta(max_length=300, pattern="^(https?://[^\\s]+)?$")]
Email = Annotated[str, Meta(max_length=254, pattern="^([^@\\s]+@[^@\\s]+\\.[^@\\s]+)?$")]
Kvk = Annotated[str, Meta(pattern="^([0-9]{8})?$", description="Number in the Dutch trade register")]
SpeciesList = Annotated[list[Species], Meta(max_length=14)]
ServiceList = Annotated[list[Service], Meta(max_length=10)]
LanguageList = Annotated[list[Language], Meta(max_length=20)]


class PracticeFacts(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What an application says about a practice and provisioning writes into its profile. `zone` is an IANA name."""

    name: Title
    zone: str = "Europe/Amsterdam"
    description: Long = ""
    street: Short = ""
    house_number: Annotated[str, Meta(max_length=20)] = ""
    postcode: Annotated[str, Meta(max_length=16)] = ""
    city: Short = ""
    country: Country = "NL"
    lat: Latitude | None = None
    lon: Longitude | None = None
    phone: Annotated[str, Meta(max_length=40)] = ""
    email: Email = ""
    website: Website = ""
    species: SpeciesList = []
    services: ServiceList = []
    languages: LanguageList = msgspec.field(default_factory=lambda: ["nl"])
    kvk_number: Kvk = ""


class Profile(msgspec.Struct):
    """The whole profile as staff see it."""

    id: UUID
    slug: str
    name: str
    zone: str
    description: str
    street: str
    house_number: str
    postcode: str
    city: str
    country: str
    lat: float | None
    lon: float | None
    phone: str
    email: str
    website: str
    species: list[str]
    services: list[str]
    languages: list[str]
    accent: str
    booking_note: str
    closed_note: str
    cancel_note: str
    kvk_number: str
    version: int


class ProfileChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent is changed. The slug stands in links and stays."""

    name: Title | UnsetType = UNSET
    zone: str | UnsetType = UNSET
    description: Long | UnsetType = UNSET
    street: Short | UnsetType = UNSET
    house_number: Annotated[str, Meta(max_length=20)] | UnsetType = UNSET
    postcode: Annotated[str, Meta(max_length=16)] | UnsetType = UNSET
    city: Short | UnsetType = UNSET
    country: Country | UnsetType = UNSET
    lat: Latitude | UnsetType | None = UNSET
    lon: Longitude | UnsetType | None = UNSET
    phone: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    email: Email | UnsetType = UNSET
    website: Website | UnsetType = UNSET
    species: SpeciesList | UnsetType = UNSET
    services: ServiceList | UnsetType = UNSET
    languages: LanguageList | UnsetType = UNSET
    accent: Accent | UnsetType = UNSET
    booking_note: Long | UnsetType = UNSET
    closed_note: Long | UnsetType = UNSET
    cancel_note: Long | UnsetType = UNSET
    kvk_number: Kvk | UnsetType = UNSET
