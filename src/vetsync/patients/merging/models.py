"""Tables of what was merged, so that it can be taken apart again.

A merge is kept with the rows that it moved, and what it changed of the one who was kept (`changed`, sealed: before and
after, field by field). It is undone once or never; neither it nor its moves are changed or taken away otherwise. The
one who was merged stays as a row that says into whom (`merged_into`).

A pair that somebody called not the same is not offered as a likely duplicate again until that is taken back.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, id_, one_of


class Merge(TenantBase):
    __tablename__ = "merge"

    id: Mapped[uuid.UUID] = id_()
    kind: Mapped[str] = mapped_column(Text)
    kept_id: Mapped[uuid.UUID]
    dropped_id: Mapped[uuid.UUID]
    dropped_state: Mapped[str] = mapped_column(Text)
    changed: Mapped[bytes]
    merged_at: Mapped[datetime.datetime] = at()
    merged_by: Mapped[uuid.UUID | None]
    undone_at: Mapped[datetime.datetime | None] = at(nullable=True)
    undone_by: Mapped[uuid.UUID | None]

    __table_args__ = (
        one_of("kind", "client", "patient"),
        one_of("dropped_state", "active", "archived", "deceased"),
        CheckConstraint("kept_id <> dropped_id", name="merge_of_two"),
        Index("merge_kept", "kept_id", "merged_at"),
        Index("merge_dropped_once", "dropped_id", unique=True, postgresql_where=text("undone_at is null")),
        {"info": access(staff="select, insert, update (changed, undone_at, undone_by)")},
    )


class MergeMove(TenantBase):
    """One row that named the one who was merged and names the one who was kept since."""

    __tablename__ = "merge_move"

    merge_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("merge.id"), primary_key=True)
    follower: Mapped[str] = mapped_column(Text, primary_key=True)
    row_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)

    __table_args__ = ({"info": access(staff="select, insert")},)


class NotSame(TenantBase):
    __tablename__ = "not_same"

    one_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    other_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime.datetime] = at()
    said_by: Mapped[uuid.UUID | None]

    __table_args__ = (
        one_of("kind", "client", "patient"),
        CheckConstraint("one_id < other_id", name="not_same_in_order"),
        {"info": access(staff="select, insert, delete")},
    )
