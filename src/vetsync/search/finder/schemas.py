"""What the ask bar asks and is answered."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from vetsync.search.commands.oneself import Choice
from vetsync.search.commands.words import Intent, Part, Place

Kind = Literal["patient", "client", "appointment", "staff", "type", "place", "practice"]
OpenedKind = Literal["patient", "client", "appointment", "staff"]
KINDS: tuple[Kind, ...] = ("patient", "client", "appointment", "staff", "type", "place", "practice")
"""In the order in which groups are shown."""
OPENED_KINDS: tuple[OpenedKind, ...] = ("patient", "client", "appointment", "staff")
"""What is remembered once opened."""
EACH_DEFAULT = 5
EACH_MAX = 25

Matched = Literal["recent", "number", "name", "sound", "letters", "owner", "type"]


class FindRequest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`kinds` leaves the others out; `limit` is of each kind. Without words, what was opened lately is found."""

    q: Annotated[
        str,
        msgspec.Meta(
            max_length=100, description="Names, a number of any kind, or a command with a name in it"
        ),
    ]
    kinds: Annotated[list[Kind], msgspec.Meta(max_length=len(KINDS))] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=EACH_MAX)] = EACH_DEFAULT
    locale: Literal["nl", "en"] = "nl"


class Found(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One thing. `id` is its UUID, or the key of a type, place or practice; `matched` says why it was found.

    `state` marks the dead and the archived, and says how far an appointment is; the ids beside it are where it leads.
    """

    id: str
    kind: Kind
    title: str
    subtitle: str = ""
    matched: Matched
    state: str | None = None
    is_recent: bool = False
    species: str | None = None
    client_id: UUID | None = None
    patient_id: UUID | None = None
    starts_at: dt.datetime | None = None
    type_name: str | None = None


class Group(msgspec.Struct, kw_only=True):
    """`has_more` says that a higher `limit` would show more."""

    kind: Kind
    items: list[Found]
    has_more: bool = False


class Command(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What a line asks to be done, as far as it was understood. Nothing is done; `who` is what was looked for, `choice`
    the theme or language, `no_day` a date as typed that does not exist, and `no_time` such a time.
    """

    intent: Intent
    who: str = ""
    type_key: str | None = None
    on: dt.date | None = None
    at: dt.time | None = None
    part: Part | None = None
    grams: int | None = None
    species: str | None = None
    place: Place | None = None
    digits: str | None = None
    choice: Choice | None = None
    no_day: str | None = None
    no_time: str | None = None


class FindAnswer(msgspec.Struct, kw_only=True):
    """Groups that hold something, in the order of kinds."""

    groups: list[Group]
    command: Command | None = None


class Opened(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    kind: OpenedKind
    id: UUID
