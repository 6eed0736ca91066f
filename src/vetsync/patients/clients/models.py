"""Tables of a practice's clients and patients.

A client is active or archived; a patient active, archived or deceased, with every step back possible. Neither is
deleted: what was written about them has to stay explicable. Of two that were one and the same, one is `merged` into the
other, `merged_into` (merging/), and can be taken out again; that is never one which is merged itself. Names are plain
and have a folded twin for searching; ways of contact, notes and chip numbers are sealed, with a blind index where they
are looked up. `name_sound` is how a name is heard (kit/sound.py); `…_ends` blindly indexes a telephone number's last
digits.
`client.user_id` and `patient.pet_id` name the owner's account and pet in the shared schema, without a foreign key.
`…_edited_at` of a client who has an account says that the practice wrote this last, and when; it is empty while the
account's word stands.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, id_, one_of, version_
from vetsync.patients.rules import SPECIES

OWN = "nullif(current_setting('app.client', true), '')::uuid"
STAFF = "select, insert, update"


class ClientCounter(TenantBase):
    """The last client number given; the row's lock makes numbers consecutive."""

    __tablename__ = "client_counter"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    last: Mapped[int]

    __table_args__ = ({"info": access(staff=STAFF)},)


class Client(TenantBase):
    __tablename__ = "client"

    id: Mapped[uuid.UUID] = id_()
    number: Mapped[int] = mapped_column(unique=True)
    salutation: Mapped[str] = mapped_column(Text, server_default="")
    first_name: Mapped[str] = mapped_column(Text, server_default="")
    prefix: Mapped[str] = mapped_column(Text, server_default="")
    last_name: Mapped[str] = mapped_column(Text)
    name_search: Mapped[str] = mapped_column(Text)
    name_sound: Mapped[str] = mapped_column(Text, server_default="")
    user_id: Mapped[uuid.UUID | None]
    name_edited_at: Mapped[datetime.datetime | None]
    email_edited_at: Mapped[datetime.datetime | None]
    phone_edited_at: Mapped[datetime.datetime | None]
    email: Mapped[bytes | None]
    email_index: Mapped[bytes | None]
    phone: Mapped[bytes | None]
    phone_index: Mapped[bytes | None]
    phone_second: Mapped[bytes | None]
    phone_second_index: Mapped[bytes | None]
    phone_ends: Mapped[list[bytes]] = mapped_column(server_default="{}")
    phone_second_ends: Mapped[list[bytes]] = mapped_column(server_default="{}")
    address: Mapped[bytes | None]
    postcode: Mapped[str] = mapped_column(Text, server_default="")
    city: Mapped[str] = mapped_column(Text, server_default="")
    notes: Mapped[bytes | None]
    alert: Mapped[str] = mapped_column(Text, server_default="")
    locale: Mapped[str] = mapped_column(Text, server_default="nl")
    allows_email: Mapped[bool] = mapped_column(server_default=text("true"))
    allows_sms: Mapped[bool] = mapped_column(server_default=text("true"))
    allows_marketing: Mapped[bool] = mapped_column(server_default=text("false"))
    state: Mapped[str] = mapped_column(Text, server_default="active")
    possible_duplicate_of: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("client.id"))
    merged_into: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("client.id"))
    created_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        one_of("state", "active", "archived", "merged"),
        CheckConstraint("(state = 'merged') = (merged_into is not null)", name="client_merged_into"),
        CheckConstraint("char_length(last_name) between 1 and 120", name="client_name_length"),
        CheckConstraint("(email is null) = (email_index is null)", name="client_email_indexed"),
        CheckConstraint("(phone is null) = (phone_index is null)", name="client_phone_indexed"),
        Index("client_user_once", "user_id", unique=True, postgresql_where=text("user_id is not null")),
        Index("client_merged", "merged_into", postgresql_where=text("merged_into is not null")),
        Index("client_name_search", "name_search", postgresql_using="gin",
              postgresql_ops={"name_search": "gin_trgm_ops"}),
        Index("client_name_sound", "name_sound", postgresql_using="gin",
              postgresql_ops={"name_sound": "gin_trgm_ops"}),
        Index("client_phone_ends", "phone_ends", postgresql_using="gin"),
        Index("client_phone_second_ends", "phone_second_ends", postgresql_using="gin"),
        Index("client_email", "email_index", postgresql_where=text("email_index is not null")),
        Index("client_phone", "phone_index", postgresql_where=text("phone_index is not null")),
        Index("client_phone_second", "phone_second_index",
              postgresql_where=text("phone_second_index is not null")),
        {"info": access(staff=STAFF, portal=("id", f"id = {OWN}"))},
    )  # fmt: skip


class Patient(TenantBase):
    __tablename__ = "patient"

    id: Mapped[uuid.UUID] = id_()
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    pet_id: Mapped[uuid.UUID | None]
    name: Mapped[str] = mapped_column(Text)
    name_search: Mapped[str] = mapped_column(Text)
    name_sound: Mapped[str] = mapped_column(Text, server_default="")
    species: Mapped[str] = mapped_column(Text)
    breed: Mapped[str] = mapped_column(Text, server_default="")
    sex: Mapped[str] = mapped_column(Text, server_default="unknown")
    neutered: Mapped[bool | None]
    born_on: Mapped[datetime.date | None]
    born_is_estimate: Mapped[bool] = mapped_column(server_default=text("false"))
    colour: Mapped[str] = mapped_column(Text, server_default="")
    chip: Mapped[bytes | None]
    chip_index: Mapped[bytes | None]
    weight_grams: Mapped[int | None]
    alert: Mapped[str] = mapped_column(Text, server_default="")
    insurance: Mapped[str] = mapped_column(Text, server_default="")
    photo_file_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(Text, server_default="active")
    deceased_on: Mapped[datetime.date | None]
    merged_into: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("patient.id"))
    created_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        one_of("species", *SPECIES),
        one_of("sex", "male", "female", "unknown"),
        one_of("state", "active", "archived", "deceased", "merged"),
        CheckConstraint("char_length(name) between 1 and 80", name="patient_name_length"),
        CheckConstraint("weight_grams between 1 and 1500000", name="patient_weight_possible"),
        CheckConstraint("state = 'merged' or (state = 'deceased') = (deceased_on is not null)",
                        name="patient_death_dated"),
        CheckConstraint("(state = 'merged') = (merged_into is not null)", name="patient_merged_into"),
        CheckConstraint("(chip is null) = (chip_index is null)", name="patient_chip_indexed"),
        Index("patient_pet_once", "pet_id", unique=True, postgresql_where=text("pet_id is not null")),
        Index("patient_merged", "merged_into", postgresql_where=text("merged_into is not null")),
        Index("patient_name_search", "name_search", postgresql_using="gin",
              postgresql_ops={"name_search": "gin_trgm_ops"}),
        Index("patient_name_sound", "name_sound", postgresql_using="gin",
              postgresql_ops={"name_sound": "gin_trgm_ops"}),
        Index("patient_by_name", "name_search", "id"),
        Index("patient_chip", "chip_index", postgresql_where=text("chip_index is not null")),
        {"info": access(staff=STAFF, portal=("id, client_id, pet_id, name, species, merged_into",
                                               f"client_id = {OWN}"))},
    )  # fmt: skip


class PatientWeight(TenantBase):
    """One weighing. `source_id` names the visit record it belongs to, so that a correction replaces it."""

    __tablename__ = "patient_weight"

    id: Mapped[uuid.UUID] = id_()
    patient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("patient.id"))
    measured_at: Mapped[datetime.datetime] = at()
    grams: Mapped[int]
    by_user_id: Mapped[uuid.UUID | None]
    source_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)

    __table_args__ = (
        CheckConstraint("grams between 1 and 1500000", name="patient_weight_grams_possible"),
        Index("patient_weight_when", "patient_id", "measured_at"),
        {"info": access(staff="select, insert, update, delete",
                        portal=("patient_id, measured_at, grams, source_id",
                                "exists (select 1 from patient p where p.id = patient_id)"))},
    )  # fmt: skip


class WeighingCorrection(TenantBase):
    """What a weighing said before somebody mended it, and why; itself never changed or taken away."""

    __tablename__ = "weighing_correction"

    id: Mapped[uuid.UUID] = id_()
    weighing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("patient_weight.id"), index=True)
    grams_before: Mapped[int]
    grams: Mapped[int]
    reason: Mapped[bytes]
    by_user_id: Mapped[uuid.UUID | None]
    corrected_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        CheckConstraint("grams <> grams_before", name="weighing_correction_changes"),
        {"info": access(staff="select, insert")},
    )
