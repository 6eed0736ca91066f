"""What is noted of acts at the screen, and what is answered about the next one."""

from typing import Annotated, Literal

import msgspec

from vetsync.search.likely.vocabulary import ACTS, Act, PartOfDay, Thing, Workspace

NOTED_AT_ONCE_MAX = 50
AGO_SECONDS_MAX = 86_400
SUGGESTED_MAX = 3

Level = Literal["role", "last", "place", "before", "part"]
"""How much of the context counted: only the role; after which act; also where, with what selected; also the act before
that one; also the part of the day."""


class Noted(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One act: where it was done, with what selected, after which acts, how many seconds ago."""

    act: Act
    workspace: Workspace
    thing: Thing
    last: Act | None = None
    before: Act | None = None
    ago_seconds: Annotated[int, msgspec.Meta(ge=0, le=AGO_SECONDS_MAX)] = 0


class Notes(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    items: Annotated[list[Noted], msgspec.Meta(max_length=NOTED_AT_ONCE_MAX)]


class LikelyAsk(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Where the person is. With `possible`, nothing else is suggested."""

    workspace: Workspace
    thing: Thing = "nothing"
    last: Act | None = None
    before: Act | None = None
    possible: Annotated[list[Act], msgspec.Meta(max_length=len(ACTS))] | None = None


class Reason(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Of `of` acts in such a context `times` were this one; older ones count for less, so both are rounded.

    What the level leaves out of account is left out here.
    """

    level: Level
    times: int
    of: int
    last: Act | None = None
    before: Act | None = None
    workspace: Workspace | None = None
    thing: Thing | None = None
    part: PartOfDay | None = None


class LikelyAct(msgspec.Struct, kw_only=True):
    """`share` is how likely it is thought to be, from 0 to 1."""

    act: Act
    share: float
    reason: Reason


class LikelyAnswer(msgspec.Struct, kw_only=True):
    """The likeliest first; empty when too little was learned, or when it is switched off and nothing is to be noted."""

    is_on: bool
    items: list[LikelyAct]


class LikelySettings(msgspec.Struct, kw_only=True):
    """Acts are rounded, and older ones count for less; `mine_acts` is what the person taught."""

    is_on_for_me: bool
    is_on_for_practice: bool
    mine_acts: int
    practice_acts: int


class Switched(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    is_on: bool
