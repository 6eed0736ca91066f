"""`python -m bench.likely`: how often the likely next act is among those suggested, against two simpler ways.

Each role is simulated for eight weeks (bench/likely_weeks.py says what is assumed). The first six teach; in the last
two each act is guessed from what stood on the screen before it, and nothing more is learned. No database and no clock:
the same rules as the program's, the same figures from the same seed. An act counts as hit if it is the first
suggestion (hit@1) or one of three (hit@3); where nothing is suggested, nothing is hit.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bench.likely_weeks import WORK, Moment, weeks
from vetsync.search.likely.rules import Situation, counted, faded, likely

TAUGHT_WEEKS = 6
HELD_OUT_WEEKS = 2
SEED = 20261123


class Way(Protocol):
    """A way to guess: it is taught moments one after the other, and guesses without being told the act."""

    def teach(self, moment: Moment) -> None: ...
    def guess(self, situation: Situation, day: int) -> Sequence[str]: ...


class Counted:
    """The program's way: counts as its table keeps them, each with the day it was last raised."""

    name = "counted, with back-off and fading"

    def __init__(self, fades: bool = True):
        self._fades = fades
        self._kept: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)

    def teach(self, moment: Moment) -> None:
        for (context, act), times in counted([(moment.situation, moment.act)]).items():
            weight, day = self._kept[context].get(act, (0.0, moment.day))
            self._kept[context][act] = (self._worth(weight, moment.day - day) + times, moment.day)

    def guess(self, situation: Situation, day: int) -> Sequence[str]:
        learned = {
            context: {act: self._worth(weight, day - since) for act, (weight, since) in self._kept[context].items()}
            for context in situation.contexts()
            if context in self._kept
        }  # fmt: skip
        return [one.act for one in likely(learned, situation)]

    def _worth(self, weight: float, days: int) -> float:
        return faded(weight, days) if self._fades else weight


class MostFrequent:
    """What the role does most, wherever it is."""

    name = "most frequent"

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def teach(self, moment: Moment) -> None:
        self._counts[moment.act] += 1

    def guess(self, situation: Situation, day: int) -> Sequence[str]:
        ways = f"go.{situation.workspace}"
        return [act for act, _ in self._counts.most_common(4) if act != ways][:3]


class SameAsLastTime:
    """What followed the last times the act before was the same, the latest first."""

    name = "same as last time"

    def __init__(self) -> None:
        self._followers: dict[str | None, list[str]] = defaultdict(list)

    def teach(self, moment: Moment) -> None:
        followers = self._followers[moment.situation.last]
        if moment.act in followers:
            followers.remove(moment.act)
        followers.insert(0, moment.act)

    def guess(self, situation: Situation, day: int) -> Sequence[str]:
        ways = f"go.{situation.workspace}"
        return [act for act in self._followers[situation.last] if act != ways][:3]


@dataclass
class Score:
    """Of `asked` acts; a way that suggests nothing is not asked any less."""

    asked: int = 0
    first: int = 0
    among_three: int = 0
    silent: int = 0

    def add(self, guessed: Sequence[str], act: str) -> None:
        self.asked += 1
        self.first += act in guessed[:1]
        self.among_three += act in guessed[:3]
        self.silent += not guessed

    @property
    def hit_1(self) -> float:
        return self.first / self.asked

    @property
    def hit_3(self) -> float:
        return self.among_three / self.asked


@dataclass
class Result:
    role: str
    ways: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))


ODDS_KNOWN = "who knows the odds"
UNFADED = "counted, without fading"


def evaluate(role: str, seed: int = SEED) -> Result:
    learners: dict[str, Way] = {
        MostFrequent.name: MostFrequent(),
        SameAsLastTime.name: SameAsLastTime(),
        UNFADED: Counted(fades=False),
        Counted.name: Counted(),
    }
    result = Result(role)
    for moment in weeks(WORK[role], TAUGHT_WEEKS + HELD_OUT_WEEKS, f"{seed} {role}"):
        if moment.week < TAUGHT_WEEKS:
            for learner in learners.values():
                learner.teach(moment)
            continue
        for name, learner in learners.items():
            result.ways[name].add(learner.guess(moment.situation, moment.day), moment.act)
        result.ways[ODDS_KNOWN].add(moment.ranked, moment.act)
    return result


def as_table(results: Iterable[Result]) -> str:
    lines = ["| role | way | hit@1 | hit@3 | nothing suggested |", "| --- | --- | --- | --- | --- |"]
    for result in results:
        for name, score in result.ways.items():
            cells = (f"{score.hit_1:.1%}", f"{score.hit_3:.1%}", f"{score.silent / score.asked:.1%}")
            lines.append(f"| {result.role} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.likely", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    results = [evaluate(role, given.seed) for role in WORK]
    print(as_table(results))
    asked = {result.role: next(iter(result.ways.values())).asked for result in results}
    print(f"\nguessed acts: {asked}; seed {given.seed}")


if __name__ == "__main__":
    main()
