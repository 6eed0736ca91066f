"""Tables of what an owner keeps in the shared schema: the pets, and at which practices the owner is a client.

A pet is active, and may become archived or deceased and active again; it is never deleted, because practices refer
to it by id. Name and looks are plain, so that lists need no key; the chip number is sealed and found by its index.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at, id_, one_of, version_
from vetsync.patients.rules import SPECIES

OWN_PETS = "owner_user_id = (select nullif(current_setting('app.actor', true), '')::uuid)"
OWN_LINKS = "user_id = (select nullif(current_setting('app.actor', true), '')::uuid)"


class Pet(CoreBase):
    __tablename__ = "pet"

    id: Mapped[uuid.UUID] = id_()
    owner_user_id: Mapped[uuid.UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(Text)
    species: Mapped[str] = mapped_column(Text)
    breed: Mapped[str] = mapped_column(Text, server_default="")
    sex: Mapped[str] = mapped_column(Text, server_default="unknown")
    neutered: Mapped[bool | None]
    born_on: Mapped[datetime.date | None]
    born_is_estimate: Mapped[bool] = mapped_column(server_default=text("false"))
    weight_grams: Mapped[int | None]
    colour: Mapped[str] = mapped_column(Text, server_default="")
    chip: Mapped[bytes | None]
    chip_index: Mapped[bytes | None]
    photo_file_id: Mapped[uuid.UUID | None]
    state: Mapped[str] = mapped_column(Text, server_default="active")
    deceased_on: Mapped[datetime.date | None]
    created_at: Mapped[datetime.datetime] = at(now=True)
    version: Mapped[int] = version_()

    __table_args__ = (
        one_of("species", *SPECIES),
        one_of("sex", "male", "female", "unknown"),
        one_of("state", "active", "archived", "deceased"),
        CheckConstraint("char_length(name) between 1 and 80", name="pet_name_length"),
        CheckConstraint("weight_grams between 1 and 1500000", name="pet_weight_possible"),
        CheckConstraint("(state = 'deceased') = (deceased_on is not null)", name="pet_death_dated"),
        CheckConstraint("(chip is null) = (chip_index is null)", name="pet_chip_indexed"),
        {"info": access(person=("select, insert, update", OWN_PETS), system="select, update")},
    )


class OwnerPractice(CoreBase):
    """The client number, so to speak, that an owner has at a practice; made at the first contact and kept."""

    __tablename__ = "owner_practice"

    user_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tenant_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    client_id: Mapped[uuid.UUID]
    created_at: Mapped[datetime.datetime] = at(now=True)

    __table_args__ = (
        Index("owner_practice_tenant", "tenant_id", "client_id", unique=True),
        {"info": access(person=("select, insert", OWN_LINKS), system="select, insert")},
    )
