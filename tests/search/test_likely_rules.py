"""What is suggested follows from counts alone, and grows and fades as counts do."""

import datetime as dt
import math
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetsync.search.likely.rules import (
    EVIDENCE_MIN,
    HALF_LIFE_DAYS,
    LEVELS,
    Learned,
    Situation,
    counted,
    faded,
    likely,
    part_of,
    shares,
)
from vetsync.search.likely.vocabulary import ACTS, Act, PartOfDay, Thing, Workspace

FEW: tuple[Act, ...] = ("visit.check-in", "appointment.book", "consult.open", "go.schedule", "message.write")
HERE = Situation("front-desk", "visit", "visit.check-in", "appointment.book", "morning")

acts = st.sampled_from(FEW)
situations = st.builds(
    Situation,
    st.sampled_from(get_args(Workspace)[:4]),
    st.sampled_from(get_args(Thing)[:3]),
    st.none() | acts,
    st.none() | acts,
    st.sampled_from(get_args(PartOfDay)),
)
weights = st.floats(0.01, 500)


@st.composite
def learnt(draw: st.DrawFn, situation: Situation = HERE) -> Learned:
    """Counts in the contexts of one situation; some contexts were never seen."""
    return {
        context: draw(st.dictionaries(acts, weights, max_size=5))
        for context in situation.contexts()
        if draw(st.booleans())
    }


def taught(*did: tuple[Situation, Act], times: int = 1) -> Learned:
    learned: dict[str, dict[str, float]] = {}
    for (context, act), count in counted(list(did) * times).items():
        learned.setdefault(context, {})[act] = float(count)
    return learned


@given(learnt())
def test_shares_add_up_and_what_is_suggested_stands_in_their_order(learned: Learned) -> None:
    found = shares(learned, HERE, ACTS)
    assert math.isclose(sum(found.values()), 1)
    assert all(0 < share <= 1 for share in found.values())
    suggested = likely(learned, HERE)
    assert len(suggested) <= 3
    assert [one.share for one in suggested] == sorted((one.share for one in suggested), reverse=True)
    passed_over = [share for act, share in found.items() if act not in {one.act for one in suggested}]
    strong = [act for act in FEW if any(counts.get(act, 0) >= EVIDENCE_MIN for counts in learned.values())]
    if len(suggested) == 3 and set(strong) == set(FEW):
        assert max(passed_over) <= suggested[-1].share + 0.001


@given(weights, st.floats(0, 2_000), st.floats(0, 2_000))
def test_a_count_fades_by_half_in_four_weeks_and_never_grows(weight: float, days: float, more: float) -> None:
    assert faded(weight, days + more) <= faded(weight, days) <= weight
    assert faded(weight, days + HALF_LIFE_DAYS) == pytest.approx(faded(weight, days) / 2)
    assert faded(weight, -days) == weight


@given(learnt(), acts, st.floats(0.5, 100))
def test_doing_something_more_often_never_makes_it_less_likely(
    learned: Learned, act: Act, more: float
) -> None:
    full = HERE.contexts()[-1]
    counts = learned.get(full, {})
    # What was never done in a context before counts as a new kind there, which no older share can foresee.
    base = {**counts, act: counts.get(act, 0.0) + 0.01}
    raised = {**base, act: base[act] + more}
    before, after = (shares({**learned, full: one}, HERE, ACTS)[act] for one in (base, raised))
    assert after >= before - 1e-12


@given(learnt(), st.sampled_from(get_args(PartOfDay)), acts)
def test_a_context_that_was_never_seen_leaves_it_to_the_barer_one(
    learned: Learned, part: PartOfDay, before: Act
) -> None:
    known = {context: counts for context, counts in learned.items() if context in HERE.contexts()[:3]}
    elsewhere = replace(HERE, part=part, before=before)
    assert shares(known, elsewhere, ACTS) == shares(known, HERE, ACTS)
    assert {one.reason.level for one in likely(known, elsewhere)} <= set(LEVELS[:3])


@given(st.lists(st.tuples(situations, acts), max_size=2))
def test_nothing_is_suggested_before_it_was_done_three_times(did: list[tuple[Situation, Act]]) -> None:
    assert likely(taught(*did), HERE) == []


@given(learnt(), st.sets(acts))
def test_only_what_is_possible_is_suggested(learned: Learned, possible: set[Act]) -> None:
    assert {one.act for one in likely(learned, HERE, possible)} <= possible
    assert likely(learned, HERE, []) == []


@given(learnt(replace(HERE, workspace="schedule")))
def test_the_way_to_where_one_is_is_never_suggested(learned: Learned) -> None:
    here = replace(HERE, workspace="schedule")
    assert "go.schedule" not in {one.act for one in likely(learned, here)}


def test_the_reason_is_the_most_exact_context_with_evidence_and_says_how_often() -> None:
    learned = taught((HERE, "consult.open"), times=4)
    (first,) = likely(learned, HERE)
    assert (first.act, first.reason.level, first.reason.times, first.reason.of) == (
        "consult.open",
        "part",
        4,
        4,
    )
    assert (first.reason.last, first.reason.before) == ("visit.check-in", "appointment.book")
    (later,) = likely(learned, replace(HERE, part="evening"))
    assert (later.reason.level, later.reason.part, later.reason.workspace) == ("before", None, "front-desk")
    (elsewhere,) = likely(learned, replace(HERE, workspace="today"))
    assert (elsewhere.reason.level, elsewhere.reason.workspace, elsewhere.reason.last) == (
        "last", None, "visit.check-in",
    )  # fmt: skip
    (anywhere,) = likely(learned, replace(HERE, last="message.write"))
    assert (anywhere.reason.level, anywhere.reason.last) == ("role", None)


def test_a_new_habit_overtakes_an_old_one_that_faded() -> None:
    old = {context: {"consult.open": faded(30, 120)} for context in HERE.contexts()}
    new = {context: {**counts, "message.write": 4.0} for context, counts in old.items()}
    assert [one.act for one in likely(old, HERE)] == []
    assert [one.act for one in likely(new, HERE)] == ["message.write"]


@pytest.mark.parametrize(
    ("time", "part"),
    [("07:59", "early"), ("08:00", "morning"), ("12:00", "midday"), ("17:59", "afternoon"), ("18:00", "evening")],
)  # fmt: skip
def test_the_parts_of_the_day(time: str, part: str) -> None:
    assert part_of(dt.time.fromisoformat(time)) == part
