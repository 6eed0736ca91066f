"""The demo's house is as full as its agenda says at the hour at which it is made."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vetsync.app.demo.visits import PAYING, lived, stage_at
from vetsync.app.demo.world import invent


@pytest.mark.parametrize(
    ("minutes", "stage"),
    [
        (-30, "expected"), (-20, "arrived"), (-5, "waiting"), (0, "in_room"), (19, "in_room"), (20, "to_pay"),
        (35, "gone"),
    ],
)  # fmt: skip
def test_a_punctual_patient_goes_through_the_house(minutes: int, stage: str) -> None:
    visit = invent(date(2026, 3, 2)).visits[0]
    visit = replace(visit, ends_at=visit.starts_at + timedelta(minutes=20))
    assert stage_at(visit, visit.starts_at + timedelta(minutes=minutes)) == stage


def test_who_has_gone_by_the_time_the_demo_is_made_was_seen_and_nobody_else() -> None:
    visit = next(one for one in invent(date(2026, 3, 2)).visits if one.state == "confirmed")
    assert [one.state for one in lived([visit], visit.ends_at + PAYING)] == ["completed"]
    assert [one.state for one in lived([visit], visit.ends_at)] == ["confirmed"]
    cancelled = replace(visit, state="cancelled")
    assert lived([cancelled], visit.ends_at + PAYING) == [cancelled]
