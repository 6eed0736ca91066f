"""The demo's house is as full as its agenda says at the hour at which it is made."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from vetsync.app.demo.visits import PAYING, lived, stage_at
from vetsync.app.demo.world import PARAVET_DOES, invent


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


def test_each_visit_stands_with_whom_its_kind_is_for_and_nobody_has_two_at_once() -> None:
    world = invent(date(2026, 3, 2))
    role = {member.resource_id: member.role for member in world.staff}
    assert {(one.type_key in PARAVET_DOES, role[one.vet_id]) for one in world.visits} == {
        (True, "paravet"),
        (False, "vet"),
    }
    assert {role[one.signer_id] for one in world.visits} == {"vet"}
    in_order = sorted(world.visits, key=lambda one: (one.vet_id, one.starts_at))
    pairs = [(one, after) for one, after in pairwise(in_order) if one.vet_id == after.vet_id]
    assert all(one.ends_at <= after.starts_at for one, after in pairs)
