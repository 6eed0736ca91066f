"""One row per person: the way they came.

It is written when somebody moves on, read when they open the practice on a device, and forgotten after thirty days. The
last one to write wins: nobody goes two ways at the same moment.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at


class Arrangement(TenantBase):
    __tablename__ = "arrangement"

    user_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    trail: Mapped[Any] = mapped_column(JSONB(), server_default=text("'[]'"))
    kept_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        CheckConstraint("jsonb_array_length(trail) <= 8", name="arrangement_trail_short"),
        Index("arrangement_when", "kept_at"),
        {"info": access(staff="select, insert, update, delete")},
    )
