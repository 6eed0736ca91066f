"""What was learned of the acts of a role, and who does not want to take part.

A taught count says how often an act was done in a context, by one person, each time worth half as much after four
weeks. It is written when acts are noted and gone when almost nothing of it is left, when whoever taught it takes it
back, or when the practice forgets everything. Roles, contexts and acts are words of a fixed vocabulary; the checks
leave no room for a name, a number or an id. Who taught it stands as a blind index, to be taken back by and for
nothing else; when, by the day only.

A switch is there once somebody, or the practice (then the holder is the tenant itself), has turned it.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at


class LikelyCount(TenantBase):
    __tablename__ = "likely_count"

    role: Mapped[str] = mapped_column(primary_key=True)
    context: Mapped[str] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(primary_key=True)
    taught_by: Mapped[bytes] = mapped_column(primary_key=True)
    weight: Mapped[float]
    counted_on: Mapped[datetime.date]

    __table_args__ = (
        CheckConstraint("char_length(role) <= 36", name="likely_count_role"),
        CheckConstraint("context ~ '^[a-z|.-]{0,120}$'", name="likely_count_context_of_words"),
        CheckConstraint("act ~ '^[a-z]+[.][a-z-]+$'", name="likely_count_act_is_a_word"),
        CheckConstraint("octet_length(taught_by) = 16", name="likely_count_taught_by_blind"),
        CheckConstraint("weight > 0 and weight <= 10000", name="likely_count_weight"),
        Index("likely_count_of_teacher", "taught_by"),
        {"info": access(staff="select, insert, update, delete")},
    )


class LikelySwitch(TenantBase):
    __tablename__ = "likely_switch"

    holder_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    is_on: Mapped[bool]
    changed_at: Mapped[datetime.datetime] = at()

    __table_args__ = ({"info": access(staff="select, insert, update")},)
