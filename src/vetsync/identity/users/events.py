"""What happens to accounts. All stand in core."""

from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class ProfileChanged(Event, frozen=True, kw_only=True):
    """Name, telephone number, language or picture; copies elsewhere are to be renewed."""

    topic: ClassVar[str] = "user.profile_changed"
    user_id: UUID


class UserDisabled(Event, frozen=True, kw_only=True):
    """Every session of the account has ended."""

    topic: ClassVar[str] = "user.disabled"
    user_id: UUID


class UserEnabled(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "user.enabled"
    user_id: UUID
