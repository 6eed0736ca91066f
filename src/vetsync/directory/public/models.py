"""The directory: read models of the practices that the public may see, and the owners' favourites.

A practice is in it as long as it is active; a row is written whole, from the tenant's own tables, whenever something
in it changes, and removed when the practice is suspended or leaves. It may be emptied and filled again at any time.
`search_text` holds name, city, services, kinds of visits and the animals they are for, folded; `type_keys` the keys
and categories of what can be booked online. Favourites are the owners' own data and outlive a suspension.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Text,
    Time,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at, id_

READ = access(public="select", person="select", platform="select", system="select, insert, update, delete")


class DirectoryPractice(CoreBase):
    __tablename__ = "directory_practice"

    tenant_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    name_fold: Mapped[str] = mapped_column(Text)
    city: Mapped[str] = mapped_column(Text)
    city_fold: Mapped[str] = mapped_column(Text)
    street: Mapped[str] = mapped_column(Text)
    postcode: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)
    lat: Mapped[float | None] = mapped_column(Double)
    lon: Mapped[float | None] = mapped_column(Double)
    species: Mapped[list[str]] = mapped_column(ARRAY(Text))
    services: Mapped[list[str]] = mapped_column(ARRAY(Text))
    services_fold: Mapped[list[str]] = mapped_column(ARRAY(Text))
    type_keys: Mapped[list[str]] = mapped_column(ARRAY(Text))
    accent: Mapped[str] = mapped_column(Text)
    franchise_name: Mapped[str | None] = mapped_column(Text)
    price_from_cents: Mapped[int | None] = mapped_column(Integer)
    photo_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid))
    search_text: Mapped[str] = mapped_column(Text)
    page: Mapped[dict[str, Any]] = mapped_column(JSONB)
    refreshed_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        Index(
            "directory_practice_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        Index("directory_practice_place", "lat", "lon"),
        Index("directory_practice_name", "name_fold", "tenant_id"),
        {"info": READ},
    )


class DirectoryHours(CoreBase):
    __tablename__ = "directory_hours"

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("directory_practice.tenant_id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    opens: Mapped[datetime.time] = mapped_column(Time, primary_key=True)
    closes: Mapped[datetime.time] = mapped_column(Time)

    __table_args__ = (
        CheckConstraint("weekday between 1 and 7 and opens < closes", name="directory_hours_form"),
        {"info": READ},
    )


class DirectoryException(CoreBase):
    """Hours of one date instead of the weekly ones; without hours the practice is closed that day."""

    __tablename__ = "directory_exception"

    id: Mapped[uuid.UUID] = id_()
    tenant_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("directory_practice.tenant_id", ondelete="CASCADE")
    )
    on_date: Mapped[datetime.date] = mapped_column(Date)
    opens: Mapped[datetime.time | None] = mapped_column(Time)
    closes: Mapped[datetime.time | None] = mapped_column(Time)
    note: Mapped[str] = mapped_column(Text, server_default=text("''"))

    __table_args__ = (
        Index("directory_exception_day", "tenant_id", "on_date"),
        {"info": READ},
    )


class Favourite(CoreBase):
    __tablename__ = "favourite"

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    tenant_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    added_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        {
            "info": access(
                person=(
                    "select, insert, delete",
                    "user_id = (select nullif(current_setting('app.actor', true), '')::uuid)",
                ),
                system="select, delete",
            )
        },
    )
