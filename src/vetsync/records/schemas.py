"""What crosses the door about medical records."""

from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vetsync.patients.schemas import AnimalState, Grams, Sex, Species

Prose = Annotated[str, msgspec.Meta(max_length=20_000)]
Written = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000, pattern=r"\S")]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Named = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\S")]
Tenths = Annotated[int, msgspec.Meta(ge=100, le=500, examples=[384])]
Pulse = Annotated[int, msgspec.Meta(ge=1, le=1500)]
Breaths = Annotated[int, msgspec.Meta(ge=1, le=500)]
BodyCondition = Annotated[int, msgspec.Meta(ge=1, le=9)]
RefillTenths = Annotated[int, msgspec.Meta(ge=0, le=200)]
RecordState = Literal["draft", "signed"]
AppointmentAfterSigning = Literal["none", "completed", "not_begun", "unchanged"]
DiagnosisKind = Literal["provisional", "final"]
SupplyClass = Literal["vrij", "ura", "uda", "udd"]
DueState = Literal["valid", "due_soon", "overdue", "renewed", "unknown"]
NoteField = Literal["subjective", "objective", "assessment", "plan", "summary_for_owner"]
PartPut = TypeVar("PartPut")
NOTE_FIELDS: tuple[NoteField, ...] = ("subjective", "objective", "assessment", "plan", "summary_for_owner")


class RecordOpen(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A visit with an appointment, or without one. `visited_at` is now, or the appointment's start."""

    patient_id: UUID
    appointment_id: UUID | None = None


class NoteChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent is changed; text is kept as it was typed."""

    subjective: Prose | UnsetType = UNSET
    objective: Prose | UnsetType = UNSET
    assessment: Prose | UnsetType = UNSET
    plan: Prose | UnsetType = UNSET
    summary_for_owner: Prose | UnsetType = UNSET


class RecordSign(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`sure_of_grams` is a weight that lies far from the last one and was asked about: it is right."""

    share: bool = False
    sure_of_grams: Grams | None = None


class AddendumWrite(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    text: Written


class Vitals(msgspec.Struct, kw_only=True):
    """Temperature in tenths of °C, capillary refill in tenths of a second, body condition 1–9."""

    weight_grams: Grams | None = None
    temperature_tenths: Tenths | None = None
    pulse_per_minute: Pulse | None = None
    respiration_per_minute: Breaths | None = None
    body_condition: BodyCondition | None = None
    mucosa: Line = ""
    capillary_refill_tenths: RefillTenths | None = None


class VitalsChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Only what is sent is changed, null takes a measurement away; units as in Vitals."""

    weight_grams: Grams | UnsetType | None = UNSET
    temperature_tenths: Tenths | UnsetType | None = UNSET
    pulse_per_minute: Pulse | UnsetType | None = UNSET
    respiration_per_minute: Breaths | UnsetType | None = UNSET
    body_condition: BodyCondition | UnsetType | None = UNSET
    mucosa: Line | UnsetType = UNSET
    capillary_refill_tenths: RefillTenths | UnsetType | None = UNSET


class Put(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a part says. When it was first written the server knows by itself, also of one that was taken out."""


class DiagnosisPut(Put, kw_only=True, forbid_unknown_fields=True):
    text: Written
    kind: DiagnosisKind = "provisional"
    code: Line | None = None


class PrescriptionPut(Put, kw_only=True, forbid_unknown_fields=True):
    product: Named
    dose: Line = ""
    instruction: Prose = ""
    quantity_hundredths: Annotated[int, msgspec.Meta(ge=1, le=100_000_000)] | None = None
    unit: Line = ""
    days: Annotated[int, msgspec.Meta(ge=1, le=3650)] | None = None
    repeats: Annotated[int, msgspec.Meta(ge=0, le=99)] = 0
    supply_class: SupplyClass | None = None


class VaccinationPut(Put, kw_only=True, forbid_unknown_fields=True):
    product: Named
    given_on: date
    batch: Line = ""
    diseases: Annotated[list[Named], msgspec.Meta(max_length=20)] = []
    valid_until_on: date | None = None


class DewormingPut(Put, kw_only=True, forbid_unknown_fields=True):
    product: Named
    given_on: date
    next_on: date | None = None


class LabResultPut(Put, kw_only=True, forbid_unknown_fields=True):
    test: Named
    value: Named
    unit: Line = ""
    low: Line = ""
    high: Line = ""
    remark: Prose = ""


class Diagnosis(msgspec.Struct, kw_only=True):
    id: UUID
    text: str
    kind: DiagnosisKind
    code: str | None


class Prescription(msgspec.Struct, kw_only=True):
    id: UUID
    product: str
    dose: str
    instruction: str
    quantity_hundredths: int | None
    unit: str
    days: int | None
    repeats: int
    supply_class: SupplyClass | None


class Vaccination(msgspec.Struct, kw_only=True):
    id: UUID
    product: str
    batch: str
    diseases: list[str]
    given_on: date
    valid_until_on: date | None


class Deworming(msgspec.Struct, kw_only=True):
    id: UUID
    product: str
    given_on: date
    next_on: date | None


class LabResult(msgspec.Struct, kw_only=True):
    id: UUID
    test: str
    value: str
    unit: str
    low: str
    high: str
    remark: str


class RecordFile(msgspec.Struct, kw_only=True):
    id: UUID
    name: str
    media_type: str
    size_bytes: int
    created_at: datetime


class Addendum(msgspec.Struct, kw_only=True):
    id: UUID
    text: str
    author_name: str
    written_at: datetime


class Parts(msgspec.Struct, kw_only=True):
    """Everything of a record that is not its note."""

    vitals: Vitals | None
    diagnoses: list[Diagnosis]
    prescriptions: list[Prescription]
    vaccinations: list[Vaccination]
    dewormings: list[Deworming]
    lab_results: list[LabResult]
    files: list[RecordFile]


class RecordView(msgspec.Struct, kw_only=True):
    """A record whole, as the practice reads it.

    `reason` is why the animal came, as the appointment says and its owner reads; `note` is what the practice told
    itself when it booked, or at the door of whoever walked in that day. The type is the appointment's, or what they
    walked in for.
    """

    id: UUID
    patient_id: UUID
    patient_name: str
    client_id: UUID
    appointment_id: UUID | None
    vet_id: UUID | None
    vet_name: str
    visited_at: datetime
    reason: str
    note: str
    type_name_nl: str | None
    type_name_en: str | None
    subjective: str
    objective: str
    assessment: str
    plan: str
    summary_for_owner: str
    state: RecordState
    signed_at: datetime | None
    signed_by_name: str
    saved_at: datetime
    shared_at: datetime | None
    version: int
    parts: Parts
    addenda: list[Addendum]


class RecordFacts(msgspec.Struct):
    """What a patient's list of visits says of a record without opening it."""

    id: UUID
    visited_at: datetime
    vet_name: str
    state: RecordState
    signed_at: datetime | None
    shared_at: datetime | None
    appointment_id: UUID | None
    diagnoses: int
    prescriptions: int
    vaccinations: int
    dewormings: int
    lab_results: int
    files: int
    addenda: int
    version: int
    type_name_nl: str | None
    type_name_en: str | None


class RecordLine(RecordFacts):
    """A record in the list of a patient's visits. `title` is the diagnosis or the first line that was written."""

    title: str


class RecordListed(msgspec.Struct, kw_only=True):
    """A record among those of the whole practice, with whose it is; `title` as in RecordLine."""

    id: UUID
    visited_at: datetime
    patient_id: UUID
    patient_name: str
    species: Species
    client_id: UUID
    client_name: str
    vet_id: UUID | None
    vet_name: str
    appointment_id: UUID | None
    state: RecordState
    saved_at: datetime
    version: int
    title: str


class GivenVaccination(msgspec.Struct):
    """A vaccination with the record it stands in; while that is a draft it may still be taken out."""

    id: UUID
    record_id: UUID
    record_state: RecordState
    product: str
    batch: str
    diseases: list[str]
    given_on: date
    valid_until_on: date | None
    vet_name: str


class PatientVaccination(GivenVaccination):
    """With how it stands today."""

    due: DueState


class PatientVaccinationList(msgspec.Struct, kw_only=True):
    """The latest 200, without pages: more than any animal is given in its life."""

    items: list[PatientVaccination]


class RecordSaved(msgspec.Struct, kw_only=True):
    """The answer to every change of a record."""

    id: UUID
    version: int
    state: RecordState
    saved_at: datetime


class PartRemoved(msgspec.Struct, Generic[PartPut], kw_only=True):
    """The answer to taking a part out. `removed` is what it said last, whoever wrote that: put under the same id, it is
    back. Null when there was nothing to take out.
    """

    id: UUID
    version: int
    state: RecordState
    saved_at: datetime
    removed: PartPut | None


class SignatureSaved(msgspec.Struct, kw_only=True):
    """The answer to a signature, with what became of the `appointment`: there is none, it is over now, it stays open
    because it has not begun, or it was closed or not confirmed and stays what it was.
    """

    id: UUID
    version: int
    state: RecordState
    saved_at: datetime
    appointment: AppointmentAfterSigning


class OwnerRecordLine(msgspec.Struct, kw_only=True):
    """A shared record in the owner's list, with the practice it comes from."""

    id: UUID
    practice_slug: str
    practice_name: str
    zone: str
    pet_id: UUID | None
    pet_name: str
    species: Species
    visited_at: datetime
    vet_name: str
    summary: str


class OwnerRecord(msgspec.Struct, kw_only=True):
    """What the owner reads of a visit: the summary and the parts, not the vet's own note."""

    id: UUID
    practice_slug: str
    practice_name: str
    zone: str
    pet_id: UUID | None
    pet_name: str
    species: Species
    visited_at: datetime
    vet_name: str
    summary: str
    signed_at: datetime
    parts: Parts


class PassportVaccination(msgspec.Struct, kw_only=True):
    product: str
    batch: str
    diseases: list[str]
    given_on: date
    valid_until_on: date | None
    due: DueState
    practice_name: str
    vet_name: str


class PassportWeight(msgspec.Struct, kw_only=True):
    """`zone` is that of the practice where the pet was weighed."""

    measured_at: datetime
    grams: int
    zone: str


class Passport(msgspec.Struct, kw_only=True):
    """A pet's vaccinations, weights and shared visits from every practice it goes to, newest first."""

    pet_id: UUID
    pet_name: str
    species: Species
    chip: str | None
    born_on: date | None
    vaccinations: list[PassportVaccination]
    weights: list[PassportWeight]
    records: list[OwnerRecordLine]


class PatientLine(msgspec.Struct):
    """A patient in the practice's list, with what its row shows."""

    id: UUID
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    alert: str
    photo_url: str | None
    state: AnimalState
    client_id: UUID
    client_name: str
    city: str
    last_visit_at: datetime | None
    next_visit_at: datetime | None
    version: int


class PatientPage(msgspec.Struct, kw_only=True):
    """`total` on the first page only, and only where counting costs no more than the page itself."""

    items: list[PatientLine]
    next_cursor: str | None = None
    total: int | None = None
