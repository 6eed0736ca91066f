"""How every schema's outbox stands, measured each minute: the platform may not look into the practices itself.

One row per tenant and one for the shared schema, overwritten at each measurement, gone with the tenant's next one.
"""

import datetime
import uuid

from sqlalchemy import Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at


class TenantPulse(CoreBase):
    """`tenant_id` of zeros is the shared schema."""

    __tablename__ = "tenant_pulse"

    tenant_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    events_waiting: Mapped[int]
    events_failed: Mapped[int]
    events_given_up: Mapped[int] = mapped_column(server_default=text("0"))
    oldest_waiting_at: Mapped[datetime.datetime | None] = at(nullable=True)
    measured_at: Mapped[datetime.datetime] = at()

    __table_args__ = ({"info": access(platform="select", system="select, insert, update, delete")},)
