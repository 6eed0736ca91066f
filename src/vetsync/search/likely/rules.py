"""How the likely next act is found: counts in contexts that grow barer, and older counts that fade.

A context is looked at in five forms, each more exact than the one before: any time · after this act · also here, with
such a thing selected · also after the act before · also at this part of the day. With the counts c of the acts in a
form, their sum N and the number T of different acts seen in it, the share of act a is

    P(a) = (c(a) + T · P'(a)) / (N + T)

where P' is the share in the form before it, and 1/V in the barest for the V words there are. That is Witten and Bell's
smoothing (IEEE Transactions on Information Theory 37:4, 1991, method C), interpolated as Chen and Goodman write it (An
Empirical Study of Smoothing Techniques for Language Modeling, 1998, 2.4): the more often an exact context was seen, the
more it decides; one that never was leaves everything to the barer one. A count c made d days ago is worth c · ½^(d/28),
so a habit that ended makes way by itself, and fading counts hand over to the barer context as rare ones do.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from vetsync.search.likely.schemas import (
    SUGGESTED_MAX,
    Level,
    LikelyAct,
    LikelyAsk,
    Noted,
    Reason,
)
from vetsync.search.likely.vocabulary import ACTS, Act, PartOfDay, Thing, Workspace

HALF_LIFE_DAYS = 28.0
FADED = 0.1
"""What is worth less is forgotten: an act done once after some three months."""
WEIGHT_MAX = 10_000.0
"""More than anybody does by hand in some months: a key that got stuck must not decide for years. The table holds it."""
EVIDENCE_MIN = 3.0
"""An act is suggested only where it was done about three times in a context that counted."""
SHARE_MIN = 0.05
"""One time in twenty; less is not worth a place on the screen."""
LEVELS: tuple[Level, ...] = get_args(Level)
NONE = "-"
PARTS: tuple[tuple[dt.time, PartOfDay], ...] = (
    (dt.time(8), "early"), (dt.time(12), "morning"), (dt.time(14), "midday"), (dt.time(18), "afternoon"),
)  # fmt: skip
"""Until when it is what, in the practice's own time."""

Learned = Mapping[str, Mapping[str, float]]
"""Faded counts of acts by context."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where somebody is, as far as it says anything about what comes next."""

    workspace: Workspace
    thing: Thing
    last: Act | None
    before: Act | None
    part: PartOfDay

    def contexts(self) -> tuple[str, ...]:
        """From the barest to the fullest, in the order of LEVELS."""
        words = (self.last or NONE, f"{self.workspace}|{self.thing}", self.before or NONE, self.part)
        return ("", *("|".join(words[: length + 1]) for length in range(len(words))))


def part_of(time: dt.time) -> PartOfDay:
    return next((part for until, part in PARTS if time < until), "evening")


def situation_of(told: Noted | LikelyAsk, time: dt.time) -> Situation:
    return Situation(told.workspace, told.thing, told.last, told.before, part_of(time))


def counted(noted: Iterable[tuple[Situation, Act]]) -> Counter[tuple[str, str]]:
    """How often each act was done in each form of each context."""
    return Counter((context, act) for situation, act in noted for context in situation.contexts())


def faded(weight: float, days: float) -> float:
    """What a count is worth after so many days; a day that is yet to come counts as today."""
    return weight * math.pow(0.5, max(days, 0.0) / HALF_LIFE_DAYS)


def shares(learned: Learned, situation: Situation, candidates: frozenset[str]) -> dict[str, float]:
    """How likely each candidate is; they add up to one."""
    found = dict.fromkeys(candidates, 1 / len(candidates)) if candidates else {}
    for context in situation.contexts():
        counts = {act: weight for act, weight in learned.get(context, {}).items() if act in candidates}
        if counts:
            whole = sum(counts.values()) + len(counts)
            found = {
                act: (counts.get(act, 0.0) + len(counts) * share) / whole for act, share in found.items()
            }
    return found


def likely(
    learned: Learned, situation: Situation, possible: Iterable[Act] | None = None, most: int = SUGGESTED_MAX
) -> list[LikelyAct]:
    """The likeliest acts with the reason for each; none without evidence, and never the way to where one is."""
    candidates = ACTS if possible is None else ACTS & frozenset(possible)
    candidates -= {f"go.{situation.workspace}"}
    found: list[LikelyAct] = []
    for act, share in sorted(
        shares(learned, situation, candidates).items(), key=lambda pair: (-pair[1], pair[0])
    ):
        if share < SHARE_MIN or len(found) == most:
            break
        reason = _reason(learned, situation, act)
        if reason is not None:
            found.append(LikelyAct(act=cast("Act", act), share=round(share, 3), reason=reason))
    return found


def _reason(learned: Learned, situation: Situation, act: str) -> Reason | None:
    """The most exact context in which the act was seen often enough."""
    for level, context in reversed(list(zip(LEVELS, situation.contexts(), strict=True))):
        counts = learned.get(context, {})
        if counts.get(act, 0.0) >= EVIDENCE_MIN:
            return _said(situation, level, round(counts[act]), round(sum(counts.values())))
    return None


def _said(situation: Situation, level: Level, times: int, of: int) -> Reason:
    depth = LEVELS.index(level)
    return Reason(
        level=level, times=times, of=of,
        last=situation.last if depth >= LEVELS.index("last") else None,
        workspace=situation.workspace if depth >= LEVELS.index("place") else None,
        thing=situation.thing if depth >= LEVELS.index("place") else None,
        before=situation.before if depth >= LEVELS.index("before") else None,
        part=situation.part if depth >= LEVELS.index("part") else None,
    )  # fmt: skip
