"""Counting guesses the next act better than the two simpler ways do, for every role, in weeks it was not taught."""

import pytest
from bench.likely import (
    ODDS_KNOWN,
    TAUGHT_WEEKS,
    UNFADED,
    Counted,
    MostFrequent,
    SameAsLastTime,
    evaluate,
)
from bench.likely_weeks import NEW_HABIT_WEEK, WORK, weeks

SEED = 7
MARGIN = 0.02
"""Less would be chance."""


@pytest.mark.parametrize("role", WORK)
def test_counting_beats_the_most_frequent_and_the_same_as_last_time(role: str) -> None:
    ways = evaluate(role, SEED).ways
    counted = ways[Counted.name]
    assert counted.asked > 500
    for simpler in (MostFrequent.name, SameAsLastTime.name):
        assert counted.hit_3 > ways[simpler].hit_3 + MARGIN, (simpler, counted, ways[simpler])
        assert counted.hit_1 > ways[simpler].hit_1 + MARGIN, (simpler, counted, ways[simpler])
    # Who made the odds is the limit: a figure above it would mean that the guess has seen the answer.
    assert counted.hit_3 < ways[ODDS_KNOWN].hit_3


def test_a_changed_habit_is_followed_better_where_counts_fade() -> None:
    assert NEW_HABIT_WEEK < TAUGHT_WEEKS
    ways = evaluate("vet", SEED).ways
    assert ways[Counted.name].hit_3 > ways[UNFADED].hit_3


def test_the_same_seed_makes_the_same_weeks_and_another_seed_makes_others() -> None:
    work = WORK["clinic_admin"]
    assert list(weeks(work, 1, "a")) == list(weeks(work, 1, "a"))
    assert list(weeks(work, 1, "a")) != list(weeks(work, 1, "b"))
