"""What happens in conversations. Ids only: the words are read where they stand, by who may."""

from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class MessageSent(Event, frozen=True, kw_only=True):
    """`side` is who wrote: "owner" or "practice". `owner_user_id` is empty for clients without an account."""

    topic: ClassVar[str] = "messaging.message_sent"
    thread_id: UUID
    message_id: UUID
    client_id: UUID
    owner_user_id: UUID | None
    side: str


class ThreadRead(Event, frozen=True, kw_only=True):
    """One side has seen what the other wrote; the same person's other screens count anew."""

    topic: ClassVar[str] = "messaging.thread_read"
    thread_id: UUID
    owner_user_id: UUID | None
    side: str


class ThreadChanged(Event, frozen=True, kw_only=True):
    """The practice closed a conversation or opened it again; `state` is what it is now."""

    topic: ClassVar[str] = "messaging.thread_changed"
    thread_id: UUID
    owner_user_id: UUID | None
    state: str
