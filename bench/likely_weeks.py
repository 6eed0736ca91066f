"""Weeks of work at the staff screen, made up from a seed: what four roles do, in which order, and how they stray.

What is assumed, in words:

- Work comes as tasks: somebody arrives, the telephone rings, a consult begins. Which task comes next hangs on the role
  and the part of the day only; nobody foresees it from the task before, except that a consult ends before the next.
- A task is a short row of steps. Each step has alternatives with fixed odds, one of which may be to leave it out. A
  step is done in its own workspace with a thing of its own kind selected; whoever is elsewhere goes there first, and
  going is an act like any other.
- People differ: everybody's odds are the role's, tilted once by up to a third either way. Two people share a role.
- People stray: before one act in eight they do something else of their role's repertoire, any of it as likely, and
  one task in twenty is dropped half way for the next.
- Habits change: from the fifth week on, vets sign before they book the recheck; until then they book first.

None of this was measured in a practice. It is regular where work is regular and random where it isn't, so it tells
methods apart and shows what noise leaves to be had; it does not foretell a figure for any real practice.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

from vetsync.search.likely.rules import Situation
from vetsync.search.likely.vocabulary import Act, PartOfDay, Thing, Workspace

STRAY_SHARE = 1 / 8
DROP_SHARE = 1 / 20
TILT = 1 / 3
PEOPLE = 2
NEW_HABIT_WEEK = 4
"""Counted from nought."""
SHARE_OF_DAY: dict[PartOfDay, float] = {
    "early": 0.08, "morning": 0.38, "midday": 0.12, "afternoon": 0.36, "evening": 0.06,
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One alternative of a step; without an act the step is left out."""

    odds: float
    act: Act | None = None


@dataclass(frozen=True)
class Step:
    workspace: Workspace
    thing: Thing
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Task:
    """How often it comes, and how much more or less often at a part of the day."""

    odds: float
    steps: tuple[Step, ...]
    at: tuple[tuple[PartOfDay, float], ...] = ()

    def odds_at(self, part: PartOfDay) -> float:
        return self.odds * dict(self.at).get(part, 1.0)


@dataclass(frozen=True)
class Work:
    """What a role does, and how many tasks a person of it has on a day."""

    tasks: tuple[Task, ...]
    a_day: int
    later: tuple[Task, ...] = ()
    """From NEW_HABIT_WEEK on, where that differs."""


@dataclass(frozen=True)
class Moment:
    """One act as it was done; `ranked` are all acts as somebody would rank them who knows the plan and the odds."""

    week: int
    day: int
    situation: Situation
    act: Act
    ranked: tuple[str, ...]


def _step(workspace: Workspace, thing: Thing, **odds: float) -> Step:
    """`visit__check_in=0.8`; what is missing to one is the share of leaving it out."""
    choices = [Choice(share, _act(name)) for name, share in odds.items()]
    left_out = 1 - sum(choice.odds for choice in choices)
    return Step(workspace, thing, (*choices, Choice(left_out)) if left_out > 1e-9 else tuple(choices))


def _act(name: str) -> Act:
    act = name.replace("__", ".").replace("_", "-")
    assert act in get_args(Act), act
    return act  # type: ignore[return-value]  # looked up on the line above


_desk = partial(_step, "front-desk", "visit")
_agenda = partial(_step, "schedule", "appointment")
_note = partial(_step, "consult", "record")
_file = partial(_step, "patient", "patient")
_mail = partial(_step, "messages", "thread")
_rules = partial(_step, "settings", "nothing")

ANSWERED = (
    _mail(patient__open=0.3),
    _mail(message__write=0.75),
    _mail(thread__close=0.7),
)
RECHECK = _note(appointment__book=0.5)
SIGN = _note(consult__sign=0.9)
OPENED = _step("today", "appointment", consult__open=0.9, patient__open=0.1)
AFTERWARDS = (_note(patient__report=0.15, message__write=0.1),)


def _vet(*middle: Step) -> tuple[Task, ...]:
    return (
        Task(10, (OPENED, *middle, *AFTERWARDS)),
        Task(3, ANSWERED, (("midday", 3.0), ("evening", 2.0))),
        Task(2, (_file(consult__open=0.8), SIGN)),
        Task(2, (_note(consult__sign=1.0),), (("evening", 6.0), ("early", 3.0))),
        Task(1, (_note(consult__add=1.0),)),
        Task(0.5, (_file(patient__farewell=1.0), _file(message__write=0.6))),
        Task(1, (_agenda(appointment__move=0.6, appointment__assign=0.4),), (("early", 3.0),)),
    )  # fmt: skip


WORK: dict[str, Work] = {
    "receptionist": Work(
        (
            Task(8, (_desk(visit__check_in=1.0), _desk(visit__to_wait=0.6)),
                 (("evening", 0.3),)),
            Task(5, (_desk(visit__to_room=0.85, visit__choose_room=0.15),)),
            Task(6, (_desk(visit__leave=0.9), _desk(appointment__book=0.45))),
            Task(7, (_step("front-desk", "patient", patient__open=0.25),
                     _step("front-desk", "patient", appointment__book=0.8, message__write=0.1)),
                 (("early", 2.0), ("morning", 1.5))),
            Task(2, (_agenda(appointment__move=0.6, appointment__cancel=0.4),)),
            Task(3, (_agenda(appointment__approve=0.85, appointment__decline=0.1,
                     appointment__assign=0.05), _agenda(message__write=0.2)), (("early", 4.0),)),
            Task(2, ANSWERED, (("midday", 3.0),)),
            Task(0.5, (_desk(appointment__missed=1.0), _desk(message__write=0.7))),
        ),
        60,
    ),
    "vet": Work(_vet(RECHECK, SIGN), 28, _vet(SIGN, RECHECK)),
    "paravet": Work(
        (
            Task(6, (_desk(visit__to_room=0.8, visit__choose_room=0.2),
                     _desk(consult__open=0.6, patient__open=0.3))),
            Task(5, (_step("today", "appointment", consult__open=1.0), _note(appointment__book=0.4),
                     _desk(visit__to_pay=0.8))),
            Task(3, (_file(patient__open=0.5, appointment__book=0.5),)),
            Task(3, ANSWERED, (("midday", 2.0), ("evening", 3.0))),
            Task(2, (_desk(visit__check_in=1.0),), (("morning", 2.0),)),
            Task(1, (_file(patient__report=1.0), _file(message__write=0.5))),
        ),
        34,
    ),
    "clinic_admin": Work(
        (
            Task(3, (_step("insights", "nothing", figures__save=0.6), _step("insights", "nothing", log__open=0.5)),
                 (("early", 3.0), ("evening", 3.0))),
            Task(4, (_rules(settings__add=0.4), _rules(settings__save=0.85,
                     settings__discard=0.15))),
            Task(1, (_rules(member__invite=0.7, settings__save=0.3),)),
            Task(4, (_agenda(appointment__move=0.45, appointment__assign=0.55),
                     _agenda(message__write=0.3)), (("early", 2.0),)),
            Task(3, (_agenda(appointment__approve=0.8, appointment__decline=0.2),)),
            Task(3, ANSWERED, (("midday", 2.0),)),
            Task(2, (_desk(visit__check_in=1.0), _desk(visit__to_wait=0.5))),
        ),
        18,
    ),
}  # fmt: skip


def weeks(work: Work, count: int, seed: str) -> Iterator[Moment]:
    """Everybody's days of a role, in the order of days; Mondays to Fridays, `day` counts calendar days."""
    people = [_Person(work, random.Random(f"{seed} {number}")) for number in range(PEOPLE)]
    for week in range(count):
        for weekday in range(5):
            for person in people:
                yield from person.day(week, week * 7 + weekday)


class _Person:
    """Goes through the days of one role, one act after the other."""

    def __init__(self, work: Work, rng: random.Random):
        self._rng = rng
        self._tasks = self._tilted(work.tasks)
        self._later = self._tilted(work.later) if work.later else self._tasks
        self._a_day = work.a_day
        self._repertoire = sorted(
            {
                choice.act
                for task in work.tasks
                for step in task.steps
                for choice in step.choices
                if choice.act
            }
        )
        self._workspace: Workspace = "today"
        self._thing: Thing = "nothing"
        self._last: Act | None = None
        self._before: Act | None = None

    def _tilted(self, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        def tilt(odds: float) -> float:
            return odds * self._rng.uniform(1 - TILT, 1 + TILT)

        def step(one: Step) -> Step:
            drawn = [tilt(choice.odds) for choice in one.choices]
            return replace(
                one,
                choices=tuple(
                    replace(choice, odds=odds / sum(drawn))
                    for choice, odds in zip(one.choices, drawn, strict=True)
                ),
            )

        return tuple(
            replace(task, odds=tilt(task.odds), steps=tuple(map(step, task.steps))) for task in tasks
        )

    def day(self, week: int, day: int) -> Iterator[Moment]:
        tasks = self._later if week >= NEW_HABIT_WEEK else self._tasks
        # Everybody logs in anew each morning.
        self._workspace, self._thing, self._last, self._before = "today", "nothing", None, None
        for part, share in SHARE_OF_DAY.items():
            for _ in range(max(1, round(self._a_day * share))):
                task = self._rng.choices(tasks, [one.odds_at(part) for one in tasks])[0]
                yield from self._do(task, tasks, part, week, day)

    def _do(
        self, task: Task, tasks: tuple[Task, ...], part: PartOfDay, week: int, day: int
    ) -> Iterator[Moment]:
        for number, step in enumerate(task.steps):
            if number and self._rng.random() < DROP_SHARE:
                return
            choice = self._rng.choices(step.choices, [one.odds for one in step.choices])[0]
            if choice.act is None:
                continue
            fresh = number == 0
            while True:
                straying = self._rng.random() < STRAY_SHARE
                goes = step.workspace != self._workspace
                if not goes and not straying:
                    self._thing = step.thing
                act: Act = (
                    self._rng.choice(self._repertoire)
                    if straying
                    else _way(step.workspace)
                    if goes
                    else choice.act
                )
                ranked = self._ranked(task.steps[number:], tasks, part, fresh)
                situation = Situation(self._workspace, self._thing, self._last, self._before, part)
                yield Moment(week, day, situation, act, ranked)
                self._last, self._before = act, self._last
                if straying:
                    continue
                if not goes:
                    break
                self._workspace = step.workspace
                fresh = False

    def _ranked(
        self, rest: tuple[Step, ...], tasks: tuple[Task, ...], part: PartOfDay, fresh: bool
    ) -> tuple[str, ...]:
        """All acts by their true odds. At the beginning of a task even who knows the plan knows only the odds of tasks,
        unless a thing of that task is selected already."""
        odds: dict[str, float] = {}
        if fresh:
            fitting = [one for one in tasks if self._fits(one)] or list(tasks)
            whole = sum(one.odds_at(part) for one in fitting)
            for one in fitting:
                self._spread(one.steps, one.odds_at(part) / whole, odds)
        else:
            self._spread(rest, 1.0, odds)
        return tuple(sorted(odds, key=lambda act: (-odds[act], act)))

    def _fits(self, task: Task) -> bool:
        """Whether the screen looks as if this task came next."""
        first = task.steps[0]
        return first.workspace != self._workspace or first.thing == self._thing

    def _spread(self, steps: tuple[Step, ...], share: float, odds: dict[str, float]) -> None:
        for step in steps[:1]:
            for choice in step.choices:
                if choice.act is None:
                    self._spread(steps[1:], share * choice.odds, odds)
                else:
                    act = choice.act if step.workspace == self._workspace else _way(step.workspace)
                    odds[act] = odds.get(act, 0.0) + share * choice.odds


def _way(workspace: Workspace) -> Act:
    return _act(f"go__{workspace.replace('-', '_')}")
