"""Pictures of the practice; the one with the lowest `sort` stands on its card.

The picture itself lies in the file store under `photo_key` and is public as long as its row exists.
"""

import datetime
import uuid

from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, id_


class PracticePhoto(TenantBase):
    __tablename__ = "practice_photo"

    id: Mapped[uuid.UUID] = id_()
    sort: Mapped[int] = mapped_column(index=True)
    added_at: Mapped[datetime.datetime] = at()

    __table_args__ = ({"info": access(staff="select, insert, update, delete")},)
