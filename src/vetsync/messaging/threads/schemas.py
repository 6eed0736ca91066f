"""What crosses the door in conversations."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from vetsync.kit.http.paging import Page
from vetsync.patients.schemas import Species

# Nothing that a database refuses or a screen hides; new lines and tabs belong in a message.
WORDS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
Subject = Annotated[str, Meta(min_length=1, max_length=160, pattern=r"^[^\x00-\x1f\x7f]*$")]
Words = Annotated[str, Meta(min_length=1, max_length=4_000, pattern=WORDS)]
Side = Literal["owner", "practice"]
ThreadState = Literal["open", "closed"]


class ThreadView(msgspec.Struct, kw_only=True):
    """`unread` counts for the side that asks. `client_name` is empty on the owner's own screens.

    `last_text` is the beginning of the latest message, `zone` the practice's, in which its times are to be shown.
    """

    id: UUID
    practice_slug: str
    practice_name: str
    client_id: UUID
    client_name: str
    patient_id: UUID | None
    patient_name: str | None
    species: Species | None
    zone: str
    last_text: str
    last_side: Side | None
    subject: str
    state: ThreadState
    last_message_at: datetime
    unread: int
    version: int


class MessageView(msgspec.Struct, kw_only=True):
    """`author_name` is the person's name where it is known."""

    id: UUID
    thread_id: UUID
    side: Side
    author_name: str | None
    text: str
    sent_at: datetime
    read_at: datetime | None


class OwnerMessage(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """With `thread_id` an answer, without it a new thread, which needs a subject."""

    text: Words
    thread_id: UUID | None = None
    subject: Subject | None = None
    pet_id: UUID | None = None


class ThreadStart(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    client_id: UUID
    subject: Subject
    text: Words
    patient_id: UUID | None = None


class MessageWrite(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    text: Words


class ThreadChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """`with_unread` closes a conversation although the practice has not read all of it."""

    state: ThreadState
    with_unread: bool = False


class ThreadSeen(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """`message_id` is the latest message that was on the screen; what came after it stays unread."""

    message_id: UUID


class OwnThreadSeen(ThreadSeen, forbid_unknown_fields=True, kw_only=True):
    thread_id: UUID


class MessageAdded(msgspec.Struct, kw_only=True):
    thread: ThreadView
    message: MessageView


class PracticeThreads(msgspec.Struct, kw_only=True):
    """A page of a practice's conversations. `unread` counts all its open ones, on this page or not, in which something
    is that nobody of the practice has read.
    """

    items: list[ThreadView]
    next_cursor: str | None
    unread: int


ThreadPage = Page[ThreadView]
MessagePage = Page[MessageView]
