"""What crosses the door about a practice's clients and patients."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vetsync.patients.schemas import (
    AnimalName,
    AnimalState,
    ChipText,
    Grams,
    Line,
    Note,
    Sex,
    Short,
    Species,
)

LastName = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=r"\S", examples=["Vries"])]
Email = Annotated[str, msgspec.Meta(max_length=254)]
Phone = Annotated[str, msgspec.Meta(max_length=40, examples=["06 12345678"])]
ClientState = Literal["active", "archived"]
MatchedOn = Literal["name", "phone", "email", "chip"]


class ClientNew(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A client needs a last name and a telephone number; all else can come later."""

    last_name: LastName
    phone: Annotated[str, msgspec.Meta(min_length=3, max_length=40, examples=["06 12345678"])]
    first_name: Short = ""
    prefix: Short = ""
    salutation: Short = ""
    phone_second: Phone | None = None
    email: Email | None = None
    address: Line = ""
    postcode: Short = ""
    city: Short = ""
    notes: Note = ""
    alert: Line = ""
    locale: Literal["nl", "en"] = "nl"
    allows_email: bool = True
    allows_sms: bool = True
    allows_marketing: bool = False


class PatientNew(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A patient needs a name and a species."""

    name: AnimalName
    species: Species
    breed: Short = ""
    sex: Sex = "unknown"
    neutered: bool | None = None
    born_on: date | None = None
    born_is_estimate: bool = False
    colour: Short = ""
    chip: ChipText | None = None
    weight_grams: Grams | None = None
    alert: Line = ""
    insurance: Line = ""


class Registration(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The form of the front desk: a new client or a known one, with a first or a further patient.

    Without `confirmed_new`, somebody very like it is answered with 409 `possible_duplicate` and `candidates`.
    """

    patient: PatientNew
    client: ClientNew | None = None
    client_id: UUID | None = None
    confirmed_new: bool = False


class Registered(msgspec.Struct, kw_only=True):
    client_id: UUID
    client_number: int
    patient_id: UUID


class DuplicateLook(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What has been typed so far; whatever is half a number yet is left out of the search."""

    first_name: Short = ""
    prefix: Short = ""
    last_name: Short = ""
    phone: Phone = ""
    email: Email = ""
    chip: Phone = ""


class Candidate(msgspec.Struct):
    """Somebody who may be the one meant; `matched_on` says why."""

    client_id: UUID
    client_number: int
    client_name: str
    city: str
    patient_names: list[str]
    matched_on: list[MatchedOn]


class ClientChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent is changed."""

    first_name: Short | UnsetType = UNSET
    prefix: Short | UnsetType = UNSET
    last_name: LastName | UnsetType = UNSET
    salutation: Short | UnsetType = UNSET
    phone: Phone | UnsetType | None = UNSET
    phone_second: Phone | UnsetType | None = UNSET
    email: Email | UnsetType | None = UNSET
    address: Line | UnsetType = UNSET
    postcode: Short | UnsetType = UNSET
    city: Short | UnsetType = UNSET
    notes: Note | UnsetType = UNSET
    alert: Line | UnsetType = UNSET
    locale: Literal["nl", "en"] | UnsetType = UNSET
    allows_email: bool | UnsetType = UNSET
    allows_sms: bool | UnsetType = UNSET
    allows_marketing: bool | UnsetType = UNSET


class PatientChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent is changed. A new `weight_grams` is kept as a weighing of this moment."""

    name: AnimalName | UnsetType = UNSET
    species: Species | UnsetType = UNSET
    breed: Short | UnsetType = UNSET
    sex: Sex | UnsetType = UNSET
    neutered: bool | UnsetType | None = UNSET
    born_on: date | UnsetType | None = UNSET
    born_is_estimate: bool | UnsetType = UNSET
    colour: Short | UnsetType = UNSET
    chip: ChipText | UnsetType | None = UNSET
    weight_grams: Grams | UnsetType = UNSET
    alert: Line | UnsetType = UNSET
    insurance: Line | UnsetType = UNSET


class WeighingNote(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What the scales say now; the same as last time is a weighing too."""

    grams: Grams


class WeighingNoted(msgspec.Struct, kw_only=True):
    """`id` is the weighing's, by which it is taken back; `version` the patient's."""

    id: UUID
    version: int


class WeighingMend(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`seen_grams` is what the weighing says on the screen of whoever finds it wrong; `sure_of_grams` is a weight that
    lies far from the one before and was asked about: it is right.
    """

    grams: Grams
    seen_grams: Grams
    sure_of_grams: Grams | None = None
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=r"\S")]


class Weighing(msgspec.Struct):
    measured_at: datetime
    grams: int


class PatientBrief(msgspec.Struct):
    """A patient in the list of its client."""

    id: UUID
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    weight_grams: int | None
    alert: str
    photo_url: str | None
    state: AnimalState
    deceased_on: date | None
    version: int


class ClientView(msgspec.Struct, kw_only=True):
    id: UUID
    number: int
    salutation: str
    first_name: str
    prefix: str
    last_name: str
    user_id: UUID | None
    email: str | None
    phone: str | None
    phone_second: str | None
    address: str
    postcode: str
    city: str
    notes: str
    alert: str
    locale: str
    allows_email: bool
    allows_sms: bool
    allows_marketing: bool
    state: ClientState
    possible_duplicate_of: UUID | None
    created_at: datetime
    version: int
    patients: list[PatientBrief]


class PatientView(msgspec.Struct, kw_only=True):
    id: UUID
    client_id: UUID
    client_name: str
    client_phone: str | None
    client_alert: str
    city: str
    pet_id: UUID | None
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    colour: str
    chip: str | None
    weight_grams: int | None
    weights: list[Weighing]
    alert: str
    insurance: str
    photo_url: str | None
    state: AnimalState
    deceased_on: date | None
    created_at: datetime
    version: int


class Changed(msgspec.Struct, kw_only=True):
    """The answer to a change of something that has a version."""

    id: UUID
    version: int


class ClientRow(msgspec.Struct):
    """A client's row as stored; inside the domain only."""

    id: UUID
    number: int
    salutation: str
    first_name: str
    prefix: str
    last_name: str
    user_id: UUID | None
    email: bytes | None
    phone: bytes | None
    phone_second: bytes | None
    address: bytes | None
    postcode: str
    city: str
    notes: bytes | None
    alert: str
    locale: str
    allows_email: bool
    allows_sms: bool
    allows_marketing: bool
    state: ClientState
    possible_duplicate_of: UUID | None
    created_at: datetime
    version: int


class PatientRow(msgspec.Struct):
    """A patient's row as stored, with what a screen shows of its client; inside the domain only."""

    id: UUID
    client_id: UUID
    pet_id: UUID | None
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    colour: str
    chip: bytes | None
    weight_grams: int | None
    alert: str
    insurance: str
    photo_file_id: UUID | None
    state: AnimalState
    deceased_on: date | None
    created_at: datetime
    version: int
    first_name: str
    prefix: str
    last_name: str
    phone: bytes | None
    client_alert: str
    city: str
