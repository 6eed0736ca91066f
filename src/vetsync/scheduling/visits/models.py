"""The table of visits: a patient in the house, with an appointment or without.

A row begins when somebody checks in; whoever is still expected has none. A stage can be taken back: who had an
appointment is then expected again, and who walked in is withdrawn. What for and with whom is the appointment's; the
row's own `type_id`, `vet_id` and `note` are of who walked in, and the note is the practice's own, which no owner reads.
`previous` is what undo goes back to. Rows are never deleted: waiting times are reckoned from them.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, id_, version_


class Visit(TenantBase):
    __tablename__ = "visit"

    id: Mapped[uuid.UUID] = id_()
    appointment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("appointment.id"), unique=True)
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"))
    patient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("patient.id"), index=True)
    type_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("appointment_type.id"))
    vet_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("resource.id"))
    room_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("resource.id"))
    note: Mapped[str] = mapped_column(Text, server_default="")
    stage: Mapped[str] = mapped_column(Text)
    stage_at: Mapped[datetime.datetime] = at()
    arrived_at: Mapped[datetime.datetime] = at()
    in_room_at: Mapped[datetime.datetime | None] = at(nullable=True)
    gone_at: Mapped[datetime.datetime | None] = at(nullable=True)
    previous: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint(
            "stage in ('expected', 'arrived', 'waiting', 'in_room', 'to_pay', 'gone', 'withdrawn')",
            name="visit_stage_known",
        ),
        CheckConstraint(
            "stage <> 'expected' or appointment_id is not null", name="visit_expected_by_appointment"
        ),
        CheckConstraint("stage <> 'withdrawn' or appointment_id is null", name="visit_withdrawn_walked_in"),
        CheckConstraint("room_id is null or stage = 'in_room'", name="visit_room_while_in_it"),
        CheckConstraint("(stage = 'gone') = (gone_at is not null)", name="visit_gone_once"),
        CheckConstraint("char_length(note) <= 1000", name="visit_note_length"),
        Index("visit_arrived", "arrived_at", "id"),
        {"info": access(staff="select, insert, update")},
    )
