"""One row per person, role and workspace, written when somebody puts a thing elsewhere.

Each part of a layout (a width, an order of blocks) is replaced alone, so of two devices the last one to move that part
wins, and neither undoes what the other did to another part.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, version_


class Layout(TenantBase):
    __tablename__ = "layout"

    user_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    role_key: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(primary_key=True)
    parts: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    kept_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint(
            "jsonb_typeof(parts) = 'object' and octet_length(parts::text) <= 4096", name="layout_small"
        ),
        {"info": access(staff="select, insert, update, delete")},
    )
