"""Words that pets, patients and clients have in common, and the cards by which an owner becomes known to a practice."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from vetsync.tenancy.settings import schemas as settings

Species = settings.Species
Sex = Literal["male", "female", "unknown"]
AnimalState = Literal["active", "archived", "deceased"]

AnimalName = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=r"\S", examples=["Bella"])]
Short = Annotated[str, msgspec.Meta(max_length=80)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Note = Annotated[str, msgspec.Meta(max_length=4000)]
Grams = Annotated[int, msgspec.Meta(ge=1, le=1_500_000, examples=[23400])]
ChipText = Annotated[
    str,
    msgspec.Meta(
        max_length=40, description="15 digits, ISO 11784; spaces allowed", examples=["528140000123456"]
    ),
]


class OwnerCard(msgspec.Struct, kw_only=True, frozen=True):
    """What a practice learns of an owner who books or writes there for the first time."""

    user_id: UUID
    first_name: str
    last_name: str
    email: str
    phone: str = ""
    locale: str = "nl"


class PetCard(msgspec.Struct, kw_only=True, frozen=True):
    """What a practice learns of a pet that comes there; `chip` is the plain number."""

    pet_id: UUID
    name: str
    species: str
    breed: str = ""
    sex: str = "unknown"
    neutered: bool | None = None
    born_on: date | None = None
    born_is_estimate: bool = False
    weight_grams: int | None = None
    colour: str = ""
    chip: str | None = None
    photo_file_id: UUID | None = None
    state: str = "active"
    deceased_on: date | None = None


class Deceased(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Without a date: today."""

    died_on: date | None = None
