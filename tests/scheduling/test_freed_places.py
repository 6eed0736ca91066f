"""What becomes free is found for who waits, in order, and is judged anew whenever somebody looks."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import ANNA, BEA, DESK, PATIENT, SYSTEM, Practice, at
from tests.scheduling.waiting import (
    FRIDAY,
    TUESDAY,
    another_patient,
    booked,
    cancelled,
    count,
    fitting,
    one,
    run,
    shown,
    told,
    waits,
)
from vetsync.kit.errors import NotFound
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.service import (
    assign_vet,
    cancel_appointment,
    move_appointment,
    undo_last_step,
)
from vetsync.scheduling.events import AppointmentMoved, Standing
from vetsync.scheduling.waitlist import rules, service

pytestmark = pytest.mark.anyio

TOPICS = "select count(*) from outbox where topic = 'waitlist.changed'"
PLACES = "select count(*) from freed_place"


async def test_a_cancelled_appointment_is_offered_to_who_waits(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice)
    assert (await shown(practice)).items[0].state == "waiting"
    await cancelled(practice, appointment_id)
    seen = await shown(practice)
    assert [(place.vet_name, place.fits[0].starts_at) for place in seen.freed] == [("Anna", at(4, 9))]
    assert [(item.id, item.state) for item in seen.items] == [(entry_id, "offered")]


async def test_nothing_is_booked_by_itself(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    await waits(practice)
    await cancelled(practice, appointment_id)
    assert await count(practice, "select count(*) from appointment") == 1


async def test_the_urgent_come_first_and_then_who_waits_longest(practice: Practice, clock: Clock) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entries = []
    for name, urgency in (("Max", "normal"), ("Loe", "normal"), ("Pip", "soon")):
        patient_id = await another_patient(practice, name)
        entries.append(await waits(practice, patient_id, urgency=urgency))
        clock.advance(minutes=5)
    await cancelled(practice, appointment_id)
    first, second, urgent = entries
    assert [entry for _, _, entry in await fitting(practice)] == [urgent, first, second]


@pytest.mark.parametrize(
    "wish",
    [
        {"vet_id": BEA},
        {"parts": ["afternoon"]},
        {"weekdays": [1, 2]},
        {"earliest_on": date(2026, 3, 5)},
        {"latest_on": TUESDAY},
    ],
)
async def test_a_place_that_does_not_suit_is_not_offered(practice: Practice, wish: dict[str, Any]) -> None:
    """Wednesday the 4th, ten in the morning, with Anna."""
    appointment_id = await booked(practice, at(4, 9))
    await waits(practice, **wish)
    await cancelled(practice, appointment_id)
    assert await fitting(practice) == []


async def test_parts_of_the_day_are_those_of_the_practice_and_not_of_greenwich(practice: Practice) -> None:
    """11:40 in Greenwich is 12:40 in Amsterdam."""
    appointment_id = await booked(practice, at(4, 11, 40))
    entry_id = await waits(practice, parts=["afternoon"])
    await cancelled(practice, appointment_id)
    assert await fitting(practice) == [(ANNA, at(4, 11, 40), entry_id)]


async def test_what_takes_longer_than_the_place_fits_only_where_the_time_after_it_is_free(
    practice: Practice,
) -> None:
    first, second = await booked(practice, at(4, 9)), await booked(practice, at(4, 9, 20))
    entry_id = await waits(practice, type="surgery")
    await cancelled(practice, first)
    assert await fitting(practice) == []
    await cancelled(practice, second)
    assert (ANNA, at(4, 9), entry_id) in await fitting(practice)


async def test_a_place_without_the_room_that_is_needed_is_none(practice: Practice) -> None:
    await booked(practice, at(4, 9), BEA, "surgery")
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice, type="surgery")
    await cancelled(practice, appointment_id)
    assert await fitting(practice) == []
    leave = "insert into resource (id, kind, name) values ($1, 'room', 'Kamer 2')"
    await run(practice, leave, new_id())
    assert await fitting(practice) == [(ANNA, at(4, 9), entry_id)]


async def test_a_place_where_nobody_is_any_more_is_not_offered(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    await waits(practice)
    await cancelled(practice, appointment_id)
    leave = "insert into leave (id, resource_id, during) values ($1, $2, tstzrange($3, $4))"
    await run(practice, leave, new_id(), ANNA, at(4, 8), at(4, 12))
    assert await fitting(practice) == []


async def test_a_place_that_is_taken_again_stands_no_longer(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice)
    await cancelled(practice, appointment_id)
    await booked(practice, at(4, 9))
    assert await fitting(practice) == []
    assert (await one(practice, entry_id)).state == "waiting"


async def test_an_appointment_that_moves_away_leaves_its_place(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await move_appointment(work, appointment_id, at(5, 9))
    await told(practice, work)
    assert await fitting(practice) == [(ANNA, at(4, 9), entry_id)]
    async with practice.gate.work(practice.tenant, DESK) as work:
        await undo_last_step(work, appointment_id)
    await told(practice, work)
    assert await fitting(practice) == [(ANNA, at(5, 9), entry_id)]


async def test_an_appointment_that_another_vet_takes_over_leaves_the_first_one_free(
    practice: Practice,
) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await assign_vet(work, appointment_id, BEA)
    await told(practice, work)
    assert await fitting(practice) == [(ANNA, at(4, 9), entry_id)]


def moved(starts_at: datetime, ends_at: datetime, was: Standing) -> AppointmentMoved:
    return AppointmentMoved(
        appointment_id=new_id(), client_id=new_id(), patient_id=PATIENT, owner_user_id=None, vet_id=ANNA,
        starts_at=starts_at, ends_at=ends_at, version=2, before=was, state="confirmed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "freed"),
    [
        (at(4, 9), at(4, 9, 30), (at(4, 9, 30), at(4, 10))),
        (at(4, 9, 30), at(4, 10, 30), (at(4, 9), at(4, 9, 30))),
        (at(4, 9), at(4, 10), None),
        (at(4, 8), at(4, 11), None),
        (at(5, 9), at(5, 10), (at(4, 9), at(4, 10))),
    ],
)
def test_what_is_given_back_is_what_the_appointment_no_longer_takes(
    starts_at: datetime, ends_at: datetime, freed: tuple[datetime, datetime] | None
) -> None:
    was = Standing(state="confirmed", starts_at=at(4, 9), ends_at=at(4, 10), vet_id=ANNA)
    found = rules.freed_by(moved(starts_at, ends_at, was))
    assert (found and (found.starts_at, found.ends_at)) == freed


def test_a_step_from_what_was_called_off_gives_nothing_back() -> None:
    was = Standing(state="cancelled", starts_at=at(4, 9), ends_at=at(4, 10), vet_id=ANNA)
    assert rules.freed_by(moved(at(4, 9), at(4, 10), was)) is None


async def test_an_event_that_is_told_twice_is_one_place_and_tells_browsers_once(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    await waits(practice)
    before = await count(practice, TOPICS)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, appointment_id)
    await told(practice, work)
    await told(practice, work)
    assert (await count(practice, PLACES), await count(practice, TOPICS) - before) == (1, 1)


async def test_a_place_that_was_let_go_comes_back_only_when_it_becomes_free_once_more(
    practice: Practice,
) -> None:
    appointment_id = await booked(practice, at(4, 9))
    entry_id = await waits(practice)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, appointment_id)
    await told(practice, work)
    [place] = (await shown(practice)).freed
    async with practice.gate.work(practice.tenant, DESK) as dismissing:
        await service.dismiss_place(dismissing, place.id, is_dismissed=True)
    assert await fitting(practice) == []
    await told(practice, work)
    assert await fitting(practice) == []
    await cancelled(practice, await booked(practice, at(4, 9)))
    assert await fitting(practice) == [(ANNA, at(4, 9), entry_id)]


async def test_letting_a_place_go_can_be_taken_back(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    await waits(practice)
    await cancelled(practice, appointment_id)
    [place] = (await shown(practice)).freed
    for is_dismissed in (True, True, False):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.dismiss_place(work, place.id, is_dismissed=is_dismissed)
    assert len((await shown(practice)).freed) == 1
    async with practice.gate.work(practice.tenant, DESK) as work:
        with pytest.raises(NotFound):
            await service.dismiss_place(work, new_id(), is_dismissed=True)


async def test_where_nobody_waits_nothing_is_kept(practice: Practice) -> None:
    appointment_id = await booked(practice, at(4, 9))
    await cancelled(practice, appointment_id)
    assert await count(practice, PLACES) == 0


async def test_a_place_is_forgotten_a_day_after_its_time(practice: Practice, clock: Clock) -> None:
    appointment_id = await booked(practice, at(4, 9))
    await waits(practice)
    await cancelled(practice, appointment_id)
    for now, left in ((at(5, 9), 1), (at(5, 10), 0)):
        clock.now = now
        async with practice.gate.work(practice.tenant, SYSTEM) as work:
            await service.forget_places(work)
        assert await count(practice, PLACES) == left


@pytest.mark.parametrize(
    ("local", "part"),
    [(time(0), "morning"), (time(11, 59), "morning"), (time(12), "afternoon"), (time(16, 59), "afternoon"),
     (time(17), "evening"), (time(23, 59), "evening")],
)  # fmt: skip
async def test_the_statement_and_the_rule_mean_the_same_part_of_the_day(
    practice: Practice, local: time, part: rules.PartOfDay
) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    starts_at = datetime.combine(date(2026, 3, 4), local, zone)
    assert rules.part_of_day(local) == part
    wished = rules.Wished(TUESDAY, FRIDAY, [part], [3])
    assert rules.suits(wished, starts_at, zone)
    entry_id = await waits(practice, parts=[part], weekdays=[3])
    await run(practice, "update opening_hours set opens = '00:00', closes = '24:00'")
    await run(practice, "update resource_hours set opens = '00:00', closes = '24:00'")
    await cancelled(practice, await booked(practice, starts_at))
    assert [entry for _, _, entry in await fitting(practice)] == [entry_id]
