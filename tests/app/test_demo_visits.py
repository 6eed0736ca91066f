"""The demo's house is as full as its agenda says at the hour at which it is made."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vetsync.app.demo.visits import stage_at
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
