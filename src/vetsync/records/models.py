"""Tables of the medical record.

A record is one visit. It is a draft that several people write in, until a vet signs it; after that the database
itself refuses every change of the record and its parts (row policies, and no right to delete), and what has to be
added is an addendum. The owner reads a record only while it is signed and shared, which the portal's policies say.
Free text is sealed. `field_versions` keeps for each text, each measurement and, under its id, each part the version of
the record that it was last saved with or taken out with, so that two people who write in different fields don't disturb
each other and nothing that was taken out comes back unsaid. `taken_out` keeps when such a part was first written: put
back, it stands where it stood.

`patient_id` and `client_id` say of whom and for whom it was written, and never change, not when two patients or clients
are merged: whose it is now, the patient says that this one was merged into, which readers therefore go by.

The visit that a record is of is its appointment's; without one it is `visit_id`, who walked in when it was begun.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import Access, TenantBase, access, at, id_, one_of, version_

FOR_OWNERS = "id, patient_id, vet_id, visited_at, summary_for_owner, signed_at"
"""Of the texts the summary alone: what vets note for each other is not granted to the portal at all."""
OF_OWN_PATIENT = "exists (select 1 from patient p where p.id = patient_id)"
"""The portal shows an owner no patients but the own."""
SHARED_RECORD = """
signed_at is not null and exists (select 1 from patient p where p.id = record.patient_id)
and exists (select 1 from record_share s where s.record_id = record.id and s.ended_at is null)
"""
OF_THIS_READER = "user_id = nullif(current_setting('app.actor', true), '')::uuid"
OF_VISIBLE_RECORD = "exists (select 1 from record r where r.id = record_id)"
OF_DRAFT = "exists (select 1 from record r where r.id = record_id and r.signed_at is null)"
OF_PART = "record_id, id, created_at"


def _part(columns: str) -> dict[str, Access]:
    """What stands beside the notes: written while the record is a draft, and shown whole with the record."""
    return access(
        staff="select, insert, update, delete",
        staff_insert=OF_DRAFT,
        staff_update=OF_DRAFT,
        portal=(columns, OF_VISIBLE_RECORD),
    )


class Record(TenantBase):
    __tablename__ = "record"

    id: Mapped[uuid.UUID] = id_()
    patient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("patient.id"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"))
    appointment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("appointment.id"))
    visit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("visit.id"))
    vet_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("resource.id"))
    author_user_id: Mapped[uuid.UUID | None]
    visited_at: Mapped[datetime.datetime] = at()
    subjective: Mapped[bytes | None]
    objective: Mapped[bytes | None]
    assessment: Mapped[bytes | None]
    plan: Mapped[bytes | None]
    summary_for_owner: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    signed_at: Mapped[datetime.datetime | None] = at(nullable=True)
    signed_by: Mapped[uuid.UUID | None]
    field_versions: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    taken_out: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    saved_at: Mapped[datetime.datetime] = at()
    saved_by: Mapped[uuid.UUID | None]
    version: Mapped[int] = version_()

    __table_args__ = (
        one_of("state", "draft", "signed"),
        CheckConstraint("(state = 'signed') = (signed_at is not null)", name="record_signature_dated"),
        CheckConstraint("appointment_id is null or visit_id is null", name="record_of_one_visit"),
        Index("record_appointment_once", "appointment_id", unique=True,
              postgresql_where=text("appointment_id is not null")),
        Index("record_visit_once", "visit_id", unique=True, postgresql_where=text("visit_id is not null")),
        Index("record_patient_visited", "patient_id", "visited_at", "id"),
        Index("record_client_visited", "client_id", "visited_at"),
        Index("record_drafts", "visited_at", postgresql_where=text("signed_at is null")),
        {"info": access(staff="select, insert, update", staff_insert="signed_at is null",
                        staff_update="signed_at is null", portal=(FOR_OWNERS, SHARED_RECORD))},
    )  # fmt: skip


class RecordShare(TenantBase):
    """That the owner may read a record, from when to when; apart from the record, which can't change any more."""

    __tablename__ = "record_share"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"))
    patient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("patient.id"))
    shared_at: Mapped[datetime.datetime] = at()
    shared_by: Mapped[uuid.UUID | None]
    ended_at: Mapped[datetime.datetime | None] = at(nullable=True)
    ended_by: Mapped[uuid.UUID | None]

    __table_args__ = (
        Index("record_share_once", "record_id", unique=True, postgresql_where=text("ended_at is null")),
        {
            "info": access(
                staff="select, insert, update (ended_at, ended_by)",
                portal=("record_id, patient_id, ended_at", f"{OF_OWN_PATIENT} and ended_at is null"),
            )
        },
    )


class RecordReading(TenantBase):
    """When somebody's reading of a record was last noted in the activity log; an owner sees the own ones."""

    __tablename__ = "record_reading"

    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    read_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        {
            "info": access(
                staff="select, insert, update", portal=("record_id, user_id, read_at", OF_THIS_READER)
            )
        },
    )


class RecordAddendum(TenantBase):
    """What was added to a signed record; itself never changed or taken away."""

    __tablename__ = "record_addendum"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    body: Mapped[bytes]
    author_user_id: Mapped[uuid.UUID | None]
    written_at: Mapped[datetime.datetime] = at()

    __table_args__ = ({"info": access(staff="select, insert")},)


class RecordVitals(TenantBase):
    """Measured at the visit, one row a record. Body condition on the nine-point scale."""

    __tablename__ = "record_vitals"

    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), primary_key=True)
    weight_grams: Mapped[int | None]
    temperature_tenths: Mapped[int | None] = mapped_column(SmallInteger)
    pulse_per_minute: Mapped[int | None] = mapped_column(SmallInteger)
    respiration_per_minute: Mapped[int | None] = mapped_column(SmallInteger)
    body_condition: Mapped[int | None] = mapped_column(SmallInteger)
    mucosa: Mapped[str] = mapped_column(Text, server_default="")
    capillary_refill_tenths: Mapped[int | None] = mapped_column(SmallInteger)

    __table_args__ = (
        CheckConstraint("weight_grams between 1 and 1500000", name="record_vitals_weight"),
        CheckConstraint("temperature_tenths between 100 and 500", name="record_vitals_temperature"),
        CheckConstraint("body_condition between 1 and 9", name="record_vitals_body_condition"),
        {
            "info": _part(
                "record_id, weight_grams, temperature_tenths, pulse_per_minute, respiration_per_minute,"
                " body_condition, mucosa, capillary_refill_tenths"
            )
        },
    )


class Diagnosis(TenantBase):
    __tablename__ = "diagnosis"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    code: Mapped[str | None] = mapped_column(Text)
    body: Mapped[bytes]
    kind: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (one_of("kind", "provisional", "final"), {"info": _part(f"{OF_PART}, body, kind, code")})


class Prescription(TenantBase):
    """Quantity in hundredths of the unit. Class is the Dutch supply status: VRIJ, URA, UDA or UDD."""

    __tablename__ = "prescription"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    product: Mapped[str] = mapped_column(Text)
    dose: Mapped[bytes]
    instruction: Mapped[bytes]
    quantity_hundredths: Mapped[int | None]
    unit: Mapped[str] = mapped_column(Text, server_default="")
    days: Mapped[int | None] = mapped_column(SmallInteger)
    repeats: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    supply_class: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        one_of("supply_class", "vrij", "ura", "uda", "udd"),
        CheckConstraint("quantity_hundredths > 0", name="prescription_quantity"),
        {
            "info": _part(
                f"{OF_PART}, product, dose, instruction, quantity_hundredths, unit, days, repeats, supply_class"
            )
        },
    )


class Vaccination(TenantBase):
    __tablename__ = "vaccination"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    product: Mapped[str] = mapped_column(Text)
    batch: Mapped[str] = mapped_column(Text)
    diseases: Mapped[list[str]] = mapped_column(ARRAY(Text))
    given_on: Mapped[datetime.date] = mapped_column(Date)
    valid_until_on: Mapped[datetime.date | None] = mapped_column(Date)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        CheckConstraint("valid_until_on > given_on", name="vaccination_validity"),
        Index("vaccination_due", "valid_until_on"),
        {"info": _part(f"{OF_PART}, product, batch, diseases, given_on, valid_until_on")},
    )


class Deworming(TenantBase):
    __tablename__ = "deworming"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    product: Mapped[str] = mapped_column(Text)
    given_on: Mapped[datetime.date] = mapped_column(Date)
    next_on: Mapped[datetime.date | None] = mapped_column(Date)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        CheckConstraint("next_on > given_on", name="deworming_order"),
        {"info": _part(f"{OF_PART}, product, given_on, next_on")},
    )


class LabResult(TenantBase):
    """One measured value as the laboratory wrote it; bounds are text too, since "< 0.5" is one."""

    __tablename__ = "lab_result"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    test: Mapped[str] = mapped_column(Text)
    value: Mapped[bytes]
    unit: Mapped[str] = mapped_column(Text, server_default="")
    low: Mapped[str] = mapped_column(Text, server_default="")
    high: Mapped[str] = mapped_column(Text, server_default="")
    remark: Mapped[bytes]
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = ({"info": _part(f"{OF_PART}, test, value, unit, low, high, remark")},)


class RecordFile(TenantBase):
    """A document or picture of the visit; its sealed bytes are in the file store under `id`."""

    __tablename__ = "record_file"

    id: Mapped[uuid.UUID] = id_()
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    stored_id: Mapped[uuid.UUID]
    name: Mapped[bytes]
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int]
    created_at: Mapped[datetime.datetime] = at()
    created_by: Mapped[uuid.UUID | None]

    __table_args__ = (
        CheckConstraint("size_bytes between 1 and 10485760", name="record_file_size"),
        {"info": _part(f"{OF_PART}, stored_id, name, media_type, size_bytes")},
    )
