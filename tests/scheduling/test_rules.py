"""The state machine and the rules of hours, without a database."""

from datetime import timedelta
from itertools import product
from typing import get_args

import pytest

from tests.scheduling.practice import at
from vetsync.kit.errors import Invalid
from vetsync.scheduling.bookings import rules
from vetsync.scheduling.errors import HoursOutOfOrder, HoursOverlap, NothingToUndo, NoticePassed, WrongState
from vetsync.scheduling.resources.rules import require_account_fits, require_week
from vetsync.scheduling.resources.schemas import Hours
from vetsync.scheduling.slots.rules import require_people, require_prices

ALLOWED = {
    ("approve", "pending"): "confirmed",
    ("decline", "pending"): "declined",
    ("cancel", "pending"): "cancelled",
    ("cancel", "confirmed"): "cancelled",
    ("complete", "confirmed"): "completed",
    ("miss", "confirmed"): "no_show",
    ("move", "pending"): "pending",
    ("move", "confirmed"): "confirmed",
    ("resize", "pending"): "pending",
    ("resize", "confirmed"): "confirmed",
    ("assign", "pending"): "pending",
    ("assign", "confirmed"): "confirmed",
}


@pytest.mark.parametrize(("step", "state"), list(product(get_args(rules.Step), get_args(rules.State))))
def test_a_step_leads_where_the_table_says_and_nowhere_else(step, state) -> None:
    if (step, state) in ALLOWED:
        assert rules.next_state(step, state) == ALLOWED[step, state]
    else:
        with pytest.raises(WrongState):
            rules.next_state(step, state)


def test_only_living_and_finished_visits_occupy_their_place() -> None:
    occupied = {state for state in get_args(rules.State) if rules.occupation(state) != "cancelled"}
    assert occupied == {"pending", "confirmed", "completed"}


def test_the_last_moment_of_the_notice_is_still_in_time() -> None:
    rules.require_notice(at(3, 9), 120, at(3, 7))
    with pytest.raises(NoticePassed) as late:
        rules.require_notice(at(3, 9), 120, at(3, 7) + timedelta(microseconds=1))
    assert late.value.data["until"] == at(3, 7)


def test_where_no_step_was_taken_none_is_undone() -> None:
    with pytest.raises(NothingToUndo):
        rules.require_undoable(None, at(3, 9), at(3, 9))


def test_hours_of_a_day_run_forward_and_share_no_time() -> None:
    require_week([Hours(1, "09:00", "12:00"), Hours(1, "12:00", "24:00"), Hours(2, "11:00", "13:00")])
    with pytest.raises(HoursOverlap):
        require_week([Hours(1, "09:00", "12:01"), Hours(1, "12:00", "17:00")])
    with pytest.raises(HoursOutOfOrder):
        require_week([Hours(1, "12:00", "12:00")])


def test_a_type_is_done_by_people_who_are_not_needed_twice() -> None:
    require_people(["vet", "paravet"], ["room"])
    with pytest.raises(Invalid):
        require_people(["room"], [])
    with pytest.raises(Invalid):
        require_people(["paravet"], ["paravet"])
    with pytest.raises(Invalid):
        require_account_fits("room", True)


@pytest.mark.parametrize("prices", [(None, 100), (200, 100)])
def test_prices_are_a_range(prices) -> None:
    require_prices(100, None)
    require_prices(100, 100)
    with pytest.raises(Invalid):
        require_prices(*prices)
