"""Tables of who waits for a time, and of the places that became free for somebody who waits.

An entry waits, and ends as booked or withdrawn; both can be taken back for an hour. That it is offered a place, or that
it ended by itself because its last day passed or its patient died or was archived, is never written: it follows from
how things stand whenever it is read (queries.py), so that a place which is taken again or an animal that lives after
all needs no mending. `parts` and `weekdays` are empty for any. `note` is the practice's own, which no owner reads.
A freed place says only when somebody with whom time was given back; whether it is still free, and for whom it is, is
judged when it is read. Its row goes a day after its time.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, id_, one_of, version_


class WaitlistEntry(TenantBase):
    __tablename__ = "waitlist_entry"

    id: Mapped[uuid.UUID] = id_()
    patient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("patient.id"), index=True)
    type_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("appointment_type.id"))
    vet_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("resource.id"))
    earliest_on: Mapped[datetime.date] = mapped_column(Date)
    latest_on: Mapped[datetime.date] = mapped_column(Date)
    parts: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger), server_default="{}")
    urgency: Mapped[str] = mapped_column(Text, server_default="normal")
    note: Mapped[str] = mapped_column(Text, server_default="")
    state: Mapped[str] = mapped_column(Text, server_default="waiting")
    settled_at: Mapped[datetime.datetime | None] = at(nullable=True)
    appointment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("appointment.id"))
    made_by: Mapped[uuid.UUID | None]
    made_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        one_of("state", "waiting", "booked", "withdrawn"),
        one_of("urgency", "normal", "soon"),
        CheckConstraint("earliest_on <= latest_on", name="waitlist_entry_order"),
        CheckConstraint("parts <@ array['morning', 'afternoon', 'evening']", name="waitlist_entry_parts"),
        CheckConstraint("weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]", name="waitlist_entry_weekdays"),
        CheckConstraint("char_length(note) <= 1000", name="waitlist_entry_note_length"),
        CheckConstraint("(state = 'waiting') = (settled_at is null)", name="waitlist_entry_settled"),
        CheckConstraint("(state = 'booked') = (appointment_id is not null)", name="waitlist_entry_booked"),
        Index("waitlist_entry_waiting", "latest_on", postgresql_where=text("state = 'waiting'")),
        {"info": access(staff="select, insert, update")},
    )


class FreedPlace(TenantBase):
    __tablename__ = "freed_place"

    id: Mapped[uuid.UUID] = id_()
    vet_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"))
    starts_at: Mapped[datetime.datetime] = at()
    ends_at: Mapped[datetime.datetime] = at()
    appointment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("appointment.id"))
    appointment_version: Mapped[int]
    freed_at: Mapped[datetime.datetime] = at()
    dismissed_at: Mapped[datetime.datetime | None] = at(nullable=True)

    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="freed_place_order"),
        UniqueConstraint("vet_id", "starts_at", "ends_at", name="freed_place_once"),
        Index("freed_place_ends", "ends_at"),
        {"info": access(staff="select, insert, update, delete")},
    )
