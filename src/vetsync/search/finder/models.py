"""What somebody at a practice opened lately, so that it is found first.

A row is written when a found thing is opened, again when it is opened again, and gone after thirty days or when a
person has opened newer things enough. It names things by id only; that one is gone does no harm.
"""

import datetime
import uuid

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, one_of
from vetsync.search.finder.schemas import OPENED_KINDS


class RecentThing(TenantBase):
    __tablename__ = "recent_thing"

    user_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    thing_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    used_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        one_of("kind", *OPENED_KINDS),
        Index("recent_thing_of_user", "user_id", "used_at"),
        Index("recent_thing_when", "used_at"),
        {"info": access(staff="select, insert, update, delete")},
    )
