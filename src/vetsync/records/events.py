"""What happened to medical records."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class RecordChanged(Event, frozen=True, kw_only=True):
    """A draft was opened or somebody saved a part of it; colleagues who have it open read it again."""

    topic: ClassVar[str] = "record.changed"
    record_id: UUID
    patient_id: UUID
    version: int


class RecordSigned(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "record.signed"
    record_id: UUID
    patient_id: UUID
    client_id: UUID
    appointment_id: UUID | None
    signed_at: datetime


class RecordShared(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "record.shared"
    record_id: UUID
    patient_id: UUID
    client_id: UUID


class VaccinationGiven(Event, frozen=True, kw_only=True):
    """Sent when the record is signed: until then a vaccination is only written down."""

    topic: ClassVar[str] = "record.vaccination_given"
    record_id: UUID
    patient_id: UUID
    client_id: UUID
    diseases: tuple[str, ...]
    given_on: date
    valid_until_on: date | None
