"""Tables of what can be booked and when it is there.

A resource is a vet, a paravet, a room or a device; it is never deleted, because past bookings name it, only made
inactive. Hours are local times of the practice: `closes` may be 24:00, an overnight shift is two rows. A dated
exception replaces all weekly hours of its date, and one without hours closes the day. `resource.named_at` is when the
practice gave a person a name of its own; it is empty while the column is called as the account is. `resource.left_at`
is when its person left, or took a role without its work, which closed it once: what the practice says of it afterwards
stands. `resource.closed_at` is when the practice closed it itself, which no role opens again.
"""

import datetime
import uuid

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, id_, version_

SHOWN_WITH_A_VISIT = access(staff="select, insert, update, delete", portal=("id, name", "true"))
STAFF_ONLY = access(staff="select, insert, update, delete")


class Resource(TenantBase):
    __tablename__ = "resource"

    id: Mapped[uuid.UUID] = id_()
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    named_at: Mapped[datetime.datetime | None]
    user_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)
    colour: Mapped[str] = mapped_column(Text, server_default="")
    sort: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    left_at: Mapped[datetime.datetime | None]
    closed_at: Mapped[datetime.datetime | None]
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint("kind in ('vet', 'paravet', 'room', 'device')", name="resource_kind_known"),
        CheckConstraint("char_length(name) between 1 and 120", name="resource_name_length"),
        Index("resource_kind", "kind", postgresql_where=text("active")),
        {"info": SHOWN_WITH_A_VISIT},
    )


class OpeningHours(TenantBase):
    __tablename__ = "opening_hours"

    id: Mapped[uuid.UUID] = id_()
    weekday: Mapped[int] = mapped_column(SmallInteger)
    opens: Mapped[datetime.time] = mapped_column(Time)
    closes: Mapped[datetime.time] = mapped_column(Time)

    __table_args__ = (
        CheckConstraint("weekday between 1 and 7", name="opening_hours_weekday"),
        CheckConstraint("opens < closes", name="opening_hours_order"),
        UniqueConstraint("weekday", "opens", name="opening_hours_once"),
        {"info": STAFF_ONLY},
    )


class HoursException(TenantBase):
    __tablename__ = "hours_exception"

    id: Mapped[uuid.UUID] = id_()
    on_date: Mapped[datetime.date] = mapped_column(Date)
    opens: Mapped[datetime.time | None] = mapped_column(Time)
    closes: Mapped[datetime.time | None] = mapped_column(Time)
    note: Mapped[str] = mapped_column(Text, server_default="")

    __table_args__ = (
        CheckConstraint(
            "(opens is null) = (closes is null) and opens < closes", name="hours_exception_order"
        ),
        UniqueConstraint("on_date", "opens", name="hours_exception_once", postgresql_nulls_not_distinct=True),
        {"info": STAFF_ONLY},
    )


class ResourceHours(TenantBase):
    __tablename__ = "resource_hours"

    id: Mapped[uuid.UUID] = id_()
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"))
    weekday: Mapped[int] = mapped_column(SmallInteger)
    opens: Mapped[datetime.time] = mapped_column(Time)
    closes: Mapped[datetime.time] = mapped_column(Time)

    __table_args__ = (
        CheckConstraint("weekday between 1 and 7", name="resource_hours_weekday"),
        CheckConstraint("opens < closes", name="resource_hours_order"),
        UniqueConstraint("resource_id", "weekday", "opens", name="resource_hours_once"),
        {"info": STAFF_ONLY},
    )


class Leave(TenantBase):
    """Time in which a resource is not there although its hours say so; it does not move what is booked."""

    __tablename__ = "leave"

    id: Mapped[uuid.UUID] = id_()
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"))
    during: Mapped[Range[datetime.datetime]] = mapped_column(TSTZRANGE)
    reason: Mapped[str] = mapped_column(Text, server_default="")

    __table_args__ = (
        CheckConstraint(
            "not isempty(during) and lower(during) is not null and upper(during) is not null",
            name="leave_bounded",
        ),
        ExcludeConstraint(("during", "&&"), ("resource_id", "="), using="gist", name="leave_once"),
        {"info": STAFF_ONLY},
    )
