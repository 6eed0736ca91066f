"""What a patient's death takes out of the agenda, and what undoing it brings back."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import (
    ANNA,
    BEA,
    CLIENT,
    DESK,
    OTHER_PATIENT,
    PATIENT,
    SYSTEM,
    Practice,
    at,
)  # fmt: skip
from vetsync.patients.clients import service as patients
from vetsync.patients.errors import PatientIsNotActive
from vetsync.patients.events import PatientDeathUndone, PatientDied
from vetsync.patients.schemas import Deceased
from vetsync.scheduling.bookings import queries, service
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk
from vetsync.scheduling.handlers import handle_patient_death_undone, handle_patient_died

pytestmark = pytest.mark.anyio

DIED = PatientDied(patient_id=PATIENT, client_id=PATIENT, pet_id=None, died_on=at(2, 8).date())
UNDONE = PatientDeathUndone(patient_id=PATIENT, client_id=PATIENT, pet_id=None)
TOPICS = "select topic from outbox where topic like 'appointment.%' order by id"
BY_SYSTEM = """
select count(*) from audit_entry where actor_kind = 'system' and action = $1 and subject_id = $2 and outcome = $3
"""


async def booked(practice: Practice, starts_at: datetime, patient: UUID = PATIENT, vet: UUID = ANNA) -> UUID:
    wanted = AppointmentBookAtDesk(type="consult", starts_at=starts_at, patient_id=patient, vet_id=vet)
    async with practice.gate.work(practice.tenant, DESK) as work:
        return await service.book_at_desk(work, wanted)


async def dies(practice: Practice) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await patients.mark_deceased(work, PATIENT, Deceased(died_on=DIED.died_on))
    await handle_patient_died(practice.gate, practice.tenant, DIED)


async def lives(practice: Practice) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await patients.restore_patient(work, PATIENT)
    await handle_patient_death_undone(practice.gate, practice.tenant, UNDONE)


async def states(practice: Practice, *appointments: UUID) -> list[str]:
    async with practice.gate.view(practice.tenant, DESK) as view:
        return [(await queries.appointment(view, one)).state for one in appointments]


async def noted(practice: Practice, action: str, appointment: UUID, outcome: str = "done") -> int:
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        return int(await view.value(BY_SYSTEM, action, appointment, outcome))


async def test_a_death_cancels_what_lies_ahead_of_this_patient_only(practice, clock: Clock) -> None:
    begun, ahead, others = (
        await booked(practice, at(2, 8)),
        await booked(practice, at(4, 9)),
        await booked(practice, at(4, 10), OTHER_PATIENT),
    )
    clock.advance(minutes=5)
    await dies(practice)
    assert await states(practice, begun, ahead, others) == ["confirmed", "cancelled", "confirmed"]
    assert await noted(practice, "appointment.cancel", ahead) == 1
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        said = await queries.own_appointment(view, CLIENT, ahead)
    assert said.cancelled_by is None, "no side called it off"
    free_again = await booked(practice, at(4, 9), OTHER_PATIENT)
    assert await states(practice, free_again) == ["confirmed"]


async def test_a_death_that_is_told_twice_cancels_once(practice) -> None:
    ahead = await booked(practice, at(4, 9))
    await dies(practice)
    await handle_patient_died(practice.gate, practice.tenant, DIED)
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        topics = [row["topic"] for row in await view.records(TOPICS)]
    assert topics == ["appointment.confirmed", "appointment.cancelled"]
    assert await noted(practice, "appointment.cancel", ahead) == 1


async def test_an_undone_death_brings_back_what_it_cancelled_and_nothing_else(practice, clock: Clock) -> None:
    ahead, called_off = await booked(practice, at(4, 9)), await booked(practice, at(5, 9))
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.cancel_appointment(work, called_off)
    await dies(practice)
    clock.advance(hours=5)
    await lives(practice)
    assert await states(practice, ahead, called_off) == ["confirmed", "cancelled"]
    await handle_patient_death_undone(practice.gate, practice.tenant, UNDONE)
    assert await noted(practice, "appointment.undo", ahead) == 1


async def test_a_place_that_somebody_took_meanwhile_stays_theirs(practice) -> None:
    ahead, second = await booked(practice, at(4, 9)), await booked(practice, at(4, 10))
    await dies(practice)
    rival = await booked(practice, at(4, 9), OTHER_PATIENT)
    await lives(practice)
    assert await states(practice, ahead, second, rival) == ["cancelled", "confirmed", "confirmed"]
    await handle_patient_death_undone(practice.gate, practice.tenant, UNDONE)
    assert await noted(practice, "appointment.undo", ahead, "refused") == 1


@pytest.mark.parametrize("late", [handle_patient_died, handle_patient_death_undone])
async def test_what_arrives_late_changes_nothing(practice, late: Callable[..., object]) -> None:
    """The patient lives when the old death comes again, and is dead when the old undoing does."""
    ahead = await booked(practice, at(4, 9), vet=BEA)
    if late is handle_patient_died:
        await handle_patient_died(practice.gate, practice.tenant, DIED)
        assert await states(practice, ahead) == ["confirmed"]
    else:
        await dies(practice)
        await handle_patient_death_undone(practice.gate, practice.tenant, UNDONE)
        assert await states(practice, ahead) == ["cancelled"]


async def test_nobody_books_for_a_patient_who_died(practice) -> None:
    await dies(practice)
    with pytest.raises(PatientIsNotActive):
        await booked(practice, at(4, 9))
