"""What is proposed to whoever calls: the vet who knows the patient, the first there is, another day."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import ANNA, BEA, DESK, PATIENT, READER, Practice, at
from vetsync.kit.errors import NotFound
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk
from vetsync.scheduling.bookings.service import book_at_desk, complete_appointment
from vetsync.scheduling.slots.queries import offers
from vetsync.scheduling.slots.rules import best_three
from vetsync.scheduling.slots.schemas import Slot

pytestmark = pytest.mark.anyio
ZONE = ZoneInfo("Europe/Amsterdam")


def slot(starts_at: datetime, *vets: UUID) -> Slot:
    return Slot(
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20), vet_id=vets[0], vet_ids=[*vets]
    )


def proposed(slots: list[Slot], own: UUID | None) -> list[tuple[datetime, UUID, str]]:
    return [(one.starts_at, one.vet_id, why) for one, why in best_three(slots, own, ZONE)]


def test_the_own_vet_comes_first_then_the_soonest_then_another_day() -> None:
    slots = [slot(at(2, 8), BEA), slot(at(2, 9), BEA, ANNA), slot(at(3, 8), BEA), slot(at(3, 9), ANNA)]
    assert proposed(slots, ANNA) == [
        (at(2, 9), ANNA, "own_vet"), (at(2, 8), BEA, "soonest"), (at(3, 9), ANNA, "other_day"),
    ]  # fmt: skip


def test_no_start_is_proposed_twice() -> None:
    slots = [slot(at(2, 8), ANNA, BEA), slot(at(2, 9), BEA)]
    assert proposed(slots, ANNA) == [(at(2, 8), ANNA, "own_vet"), (at(2, 9), BEA, "next")]


def test_the_other_day_is_another_day_where_the_practice_stands() -> None:
    late, after_midnight = datetime(2026, 3, 2, 22, 30, tzinfo=ZONE), datetime(2026, 3, 3, 0, 30, tzinfo=ZONE)
    slots = [slot(late, BEA), slot(after_midnight, BEA)]
    assert [why for *_, why in proposed(slots, None)] == ["soonest", "other_day"]
    assert late.astimezone(at(2, 1).tzinfo).date() == after_midnight.astimezone(at(2, 1).tzinfo).date()


def test_nothing_free_proposes_nothing() -> None:
    assert best_three([], ANNA, ZONE) == []


async def test_the_vet_of_the_last_visit_is_the_own_vet(practice: Practice, clock: Clock) -> None:
    clock.now = at(2, 8)
    wanted = AppointmentBookAtDesk(type="consult", starts_at=at(2, 8), patient_id=PATIENT, vet_id=BEA)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await complete_appointment(work, await book_at_desk(work, wanted))
    clock.advance(minutes=30)
    async with practice.gate.view(practice.tenant, READER) as view:
        first, second, third = await offers(view, "consult", PATIENT)
    assert (first.vet_name, first.why, first.starts_at) == ("Bea", "own_vet", at(2, 8, 40))
    # Bea's is the first of all, so what comes after it is not.
    assert (second.why, second.starts_at) == ("next", at(2, 9))
    assert (third.vet_name, third.why, third.starts_at) == ("Bea", "other_day", at(3, 8))


async def test_an_unknown_patient_or_type_is_not_found(practice: Practice) -> None:
    async with practice.gate.view(practice.tenant, READER) as view:
        with pytest.raises(NotFound):
            await offers(view, "consult", ANNA)
        with pytest.raises(NotFound):
            await offers(view, "nonsense", PATIENT)
