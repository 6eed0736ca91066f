"""Tables of what can be booked as what.

A type says how long an appointment takes, who and what it needs, and how far owners may book it themselves. Its key
stands in links and is never changed; a type that is not wanted any more becomes inactive. `grid_minutes` divides the
hour, so that starts stand at the same minutes on every day.
"""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, id_, version_
from vetsync.scheduling.slots.schemas import USUAL_NOTICE_MINUTES

STAFF_ONLY = access(staff="select, insert, update, delete")
SHOWN_WITH_AN_APPOINTMENT = access(
    staff="select, insert, update, delete",
    portal=("id, key, name_nl, name_en, category, notice_minutes", "true"),
)


class AppointmentType(TenantBase):
    __tablename__ = "appointment_type"

    id: Mapped[uuid.UUID] = id_()
    key: Mapped[str] = mapped_column(Text, unique=True)
    name_nl: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int] = mapped_column(SmallInteger)
    before_minutes: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    after_minutes: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    grid_minutes: Mapped[int] = mapped_column(SmallInteger, server_default="10")
    lead_minutes: Mapped[int] = mapped_column(server_default="60")
    horizon_days: Mapped[int] = mapped_column(SmallInteger, server_default="90")
    notice_minutes: Mapped[int] = mapped_column(server_default=str(USUAL_NOTICE_MINUTES))
    mode: Mapped[str] = mapped_column(Text, server_default="approve")
    species: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    price_min_cents: Mapped[int | None]
    price_max_cents: Mapped[int | None]
    daily_limit: Mapped[int | None] = mapped_column(SmallInteger)
    online: Mapped[bool] = mapped_column(server_default=text("true"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint(
            "category in ('consult', 'vaccine', 'surgery', 'dental', 'recheck', 'nurse', 'imaging', 'urgent',"
            " 'farewell')",
            name="appointment_type_category_known",
        ),
        CheckConstraint("mode in ('request', 'approve', 'instant')", name="appointment_type_mode_known"),
        CheckConstraint("key ~ '^[a-z0-9][a-z0-9-]{0,59}$'", name="appointment_type_key_form"),
        CheckConstraint("minutes between 5 and 720", name="appointment_type_minutes"),
        CheckConstraint(
            "before_minutes between 0 and 240 and after_minutes between 0 and 240",
            name="appointment_type_buffers",
        ),
        CheckConstraint("grid_minutes in (5, 10, 15, 20, 30, 60)", name="appointment_type_grid"),
        CheckConstraint(
            "lead_minutes between 0 and 525600 and notice_minutes between 0 and 525600"
            " and horizon_days between 1 and 730",
            name="appointment_type_reach",
        ),
        CheckConstraint(
            "price_min_cents >= 0 and price_max_cents >= price_min_cents", name="appointment_type_price"
        ),
        CheckConstraint("daily_limit > 0", name="appointment_type_daily_limit"),
        {"info": SHOWN_WITH_AN_APPOINTMENT},
    )


class TypeResource(TenantBase):
    """Who does appointments of a type: vets, or paravets for what a paravet does alone."""

    __tablename__ = "type_resource"

    type_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("appointment_type.id"), primary_key=True)
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True)

    __table_args__ = ({"info": STAFF_ONLY},)


class TypeNeed(TenantBase):
    """A kind of resource that must be free beside the one who does the appointment."""

    __tablename__ = "type_need"

    type_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("appointment_type.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)

    __table_args__ = (
        CheckConstraint("kind in ('paravet', 'room', 'device')", name="type_need_kind_known"),
        {"info": STAFF_ONLY},
    )
