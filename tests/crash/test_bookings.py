"""Whatever is killed: no place is given twice, no promise is lost, no intent counts double."""

import dataclasses
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice

import pytest

from tests.contract.node import Node, node_folder
from tests.crash.field import Field, make_field
from tests.crash.reckoning import acknowledged, reckon, verdicts
from tests.crash.storm import Attempt, Kill, Storm, plan, rush, twice

SEED = 20261122
RECOVERY_SECONDS = 10.0
STARTS_MAX = 3
"""On a machine that is busy with other things a recovery may last as long as so many quiet starts did there."""


@dataclass
class Place:
    """A practice on a node, and everybody who ever tried to book there."""

    node: Node
    field: Field
    start_seconds: float
    attempts: list[Attempt] = dataclasses.field(default_factory=list)

    @property
    def recovery_seconds_max(self) -> float:
        return max(RECOVERY_SECONDS, STARTS_MAX * self.start_seconds)


@contextmanager
def place(vets: int, owners: int) -> Iterator[Place]:
    with node_folder() as folder:
        node = Node(folder)
        try:
            field = make_field(node.data_dir, vets=vets, owners=owners)
            yield Place(node, field, node.start())
        finally:
            node.stop()


@pytest.fixture(scope="module")
def small() -> Iterator[Place]:
    with place(vets=6, owners=12) as made:
        yield made


@pytest.fixture
def great() -> Iterator[Place]:
    with place(vets=20, owners=40) as made:
        yield made


def restart(node: Node) -> None:
    node.kill()
    node.start()


def plan_kills(node: Node, attempts: int, rounds: int) -> list[Kill]:
    """The database and the program in turn, spread evenly over the attempts."""
    acts = islice(cycle([node.kill_database, lambda: restart(node)]), rounds)
    return [Kill(attempts * turn // (rounds + 1), act) for turn, act in enumerate(acts, 1)]


def check(place: Place, attempts: list[Attempt], kills: int) -> None:
    node, field = place.node, place.field
    storm = Storm(node, field, plan_kills(node, len(attempts), kills))
    storm.run(attempts)
    place.attempts += attempts
    report(storm, attempts)
    assert storm.faults == {}
    assert storm.unknown > 0
    assert all(attempt.status in {201, 409} for attempt in attempts)
    found = reckon(node, field)
    assert found.durable == {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    assert found.overlaps == {}
    assert found.half_booked == 0
    told = acknowledged(place.attempts)
    assert [ids for ids in told.values() if len(ids) != 1] == []
    promised = Counter(next(iter(ids)) for ids in told.values())
    assert found.booked == promised
    assert found.audited == promised
    node.terminate()
    checked = verdicts(node.data_dir, field)
    assert [verdict.fault for verdict in checked] == [None, None]
    assert checked[0].entries >= len(promised)
    # Last, because a machine that is busy with other things makes this one fail and no other.
    slow = [
        kill for kill in storm.kills if not 0 < (kill.recovered_seconds or 0) < place.recovery_seconds_max
    ]
    assert slow == []


def report(storm: Storm, attempts: list[Attempt]) -> None:
    """Shown with -s or when the test fails."""
    print(
        {
            "n": len(attempts),
            "sent": sum(attempt.sent for attempt in attempts),
            "unknown": storm.unknown,
            "outcomes": dict(Counter(attempt.status for attempt in attempts)),
            "seconds": round(storm.seconds, 1),
            "per_second": round(len(attempts) / storm.seconds),
            "recoveries": [round(kill.recovered_seconds or 0, 2) for kill in storm.kills],
            "seed": SEED,
        }
    )


def test_of_two_hundred_people_who_want_one_slot_exactly_one_gets_it(small: Place) -> None:
    wish = rush(small.field, random.Random(SEED + 1), rivals=200)
    storm = Storm(small.node, small.field, at_once=200)
    storm.run(wish)
    small.attempts += wish
    assert storm.faults == {}
    assert Counter(attempt.status for attempt in wish) == {201: 1, 409: 199}


def test_a_small_storm_with_two_kills_loses_and_doubles_nothing(small: Place) -> None:
    rng = random.Random(SEED)
    attempts = twice(plan(small.field, rng, contended=18, rivals=5, free=180), rng, 0.05)
    check(small, attempts, kills=2)


@pytest.mark.long
def test_a_great_storm_with_ten_kills_loses_and_doubles_nothing(great: Place) -> None:
    rng = random.Random(SEED)
    attempts = twice(plan(great.field, rng, contended=1500, rivals=5, free=12_500), rng, 0.03)
    assert len(attempts) >= 20_000
    check(great, attempts, kills=10)
