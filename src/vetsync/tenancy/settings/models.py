"""The practice's profile: one row, whose id is the tenant's own. It is never deleted.

`species`, `services` and `languages` hold keys, which screens name in their language. `booking_note` is shown before
an owner books, `closed_note` when the practice is closed (where to go at night), `cancel_note` beside cancelling.
"""

import uuid

from sqlalchemy import CheckConstraint, Double, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, id_, version_


class Practice(TenantBase):
    __tablename__ = "practice"

    id: Mapped[uuid.UUID] = id_()
    slug: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default="")
    street: Mapped[str] = mapped_column(Text, server_default="")
    house_number: Mapped[str] = mapped_column(Text, server_default="")
    postcode: Mapped[str] = mapped_column(Text, server_default="")
    city: Mapped[str] = mapped_column(Text, server_default="")
    country: Mapped[str] = mapped_column(Text, server_default="NL")
    lat: Mapped[float | None] = mapped_column(Double)
    lon: Mapped[float | None] = mapped_column(Double)
    phone: Mapped[str] = mapped_column(Text, server_default="")
    email: Mapped[str] = mapped_column(Text, server_default="")
    website: Mapped[str] = mapped_column(Text, server_default="")
    species: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    services: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{nl}")
    accent: Mapped[str] = mapped_column(Text, server_default="teal")
    booking_note: Mapped[str] = mapped_column(Text, server_default="")
    closed_note: Mapped[str] = mapped_column(Text, server_default="")
    cancel_note: Mapped[str] = mapped_column(Text, server_default="")
    kvk_number: Mapped[str] = mapped_column(Text, server_default="")
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint(
            "id = nullif(current_setting('app.tenant', true), '')::uuid", name="practice_is_this_tenant"
        ),
        CheckConstraint("(lat is null) = (lon is null)", name="practice_place_whole"),
        CheckConstraint(
            "lat between -90 and 90 and lon between -180 and 180", name="practice_place_on_earth"
        ),
        CheckConstraint("char_length(name) between 1 and 120", name="practice_name_length"),
        {
            "info": access(
                staff="select, insert, update", portal=("street, house_number, postcode, city, phone", "true")
            )
        },
    )
