"""What crosses the door about owners' pets."""

from datetime import date
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vetsync.patients.schemas import AnimalName, AnimalState, ChipText, Grams, Sex, Short, Species


class PetAdd(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    name: AnimalName
    species: Species
    breed: Short = ""
    sex: Sex = "unknown"
    neutered: bool | None = None
    born_on: date | None = None
    born_is_estimate: bool = False
    weight_grams: Grams | None = None
    colour: Short = ""
    chip: ChipText | None = None


class PetChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent is changed."""

    name: AnimalName | UnsetType = UNSET
    species: Species | UnsetType = UNSET
    breed: Short | UnsetType = UNSET
    sex: Sex | UnsetType = UNSET
    neutered: bool | UnsetType | None = UNSET
    born_on: date | UnsetType | None = UNSET
    born_is_estimate: bool | UnsetType = UNSET
    weight_grams: Grams | UnsetType | None = UNSET
    colour: Short | UnsetType = UNSET
    chip: ChipText | UnsetType | None = UNSET


class Pet(msgspec.Struct, kw_only=True):
    id: UUID
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    weight_grams: int | None
    colour: str
    chip: str | None
    photo_url: str | None
    state: AnimalState
    deceased_on: date | None
    version: int


class PetRow(msgspec.Struct):
    """A pet's row as stored; inside the domain only."""

    id: UUID
    owner_user_id: UUID
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    weight_grams: int | None
    colour: str
    chip: bytes | None
    photo_file_id: UUID | None
    state: AnimalState
    deceased_on: date | None
    version: int
