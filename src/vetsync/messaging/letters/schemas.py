"""What letters are made from."""

from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

import msgspec

from vetsync.kit.jobs.orders import JobOrder
from vetsync.scheduling.events import Standing

LetterState = Literal["queued", "sent", "failed", "dropped"]


class NewLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter asked for. `recipient` tells two letters of one event apart; `data` holds ids, times and states only."""

    template: str
    recipient: str
    data: dict[str, Any]


class Letter(msgspec.Struct):
    """A letter as it waits."""

    id: UUID
    template: str
    data: dict[str, Any]
    state: LetterState
    attempts: int
    reason: str | None

    @property
    def waits(self) -> bool:
        """Whether it tells of what can be taken back at a press."""
        return "before" in self.data


class Waiting(msgspec.Struct):
    """A letter that needs a job. Those about one `matter` go out one after another."""

    id: UUID
    waits: bool
    matter: str


class OwnerLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter to an owner about an appointment; `is_silent` when they know nothing of its step, which was
    not theirs and of which they will not have read.

    Its step found `before` and led to `starts_at`; where it took one back, `undone_by` says whose that was.
    """

    version: int
    is_silent: bool
    starts_at: datetime
    before: Standing | None
    undone_by: str | None = None


class SendLetter(JobOrder, frozen=True, kw_only=True):
    name: ClassVar[str] = "send_letter"
    letter_id: UUID


class RemindOwners(JobOrder, frozen=True, kw_only=True):
    """Looks for visits that are a day away, in one practice."""

    name: ClassVar[str] = "remind_owners"


class DueReminder(msgspec.Struct):
    appointment_id: UUID
    starts_at: datetime
    cause: str


class DemoLetter(msgspec.Struct, kw_only=True):
    """A letter in the demo's folder, as the list shows it."""

    id: str
    to: str
    subject: str
    sent_at: datetime


class DemoLetterText(DemoLetter, kw_only=True):
    """`html` is for a sandboxed frame."""

    text: str
    html: str
    has_calendar: bool
