"""What happens to accounts. All stand in core."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class ProfileChanged(Event, frozen=True, kw_only=True):
    """Copies elsewhere are to be renewed, of the `fields` that really changed: `first_name`, `last_name`, `phone`,
    `locale`, `theme`, `picture_url`. When they changed says whether a copy has been written over since.
    """

    topic: ClassVar[str] = "user.profile_changed"
    user_id: UUID
    fields: tuple[str, ...]
    changed_at: datetime


class UserDisabled(Event, frozen=True, kw_only=True):
    """Every session of the account has ended."""

    topic: ClassVar[str] = "user.disabled"
    user_id: UUID


class UserEnabled(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "user.enabled"
    user_id: UUID
