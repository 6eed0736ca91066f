"""The record says why the animal came, whichever way it came in."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.records.visits import NOOR, SYSTEM, Clinic, booked
from vetsync.kit.db.gate import Gate
from vetsync.kit.ids import new_id
from vetsync.records import service
from vetsync.records.schemas import RecordOpen, RecordView

pytestmark = pytest.mark.anyio

ASKED = "update appointment set reason = $2 where id = $1"


async def opened(gate: Gate, clinic: Clinic, appointment_id: UUID | None = None) -> RecordView:
    async with gate.work(clinic.tenant, NOOR) as work:
        wanted = RecordOpen(patient_id=clinic.patient_id, appointment_id=appointment_id)
        return await service.open_record(work, wanted)


async def came(
    gate: Gate, clinic: Clinic, reason: str, *, ago: timedelta, stage: str = "waiting", of: UUID | None = None
) -> None:
    async with gate.work(clinic.tenant, SYSTEM) as work:
        at = work.now - ago
        await work.insert(
            "visit",
            {"id": new_id(), "appointment_id": of, "client_id": clinic.client_id, "patient_id": clinic.patient_id,
             "reason": reason, "stage": stage, "stage_at": at, "arrived_at": at},
        )  # fmt: skip


async def test_a_record_of_an_appointment_says_its_reason_and_what_kind_it_is(
    gate: Gate, clinic: Clinic
) -> None:
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.execute(ASKED, appointment_id, "Drinks a lot")
    await came(gate, clinic, "Somebody else's reason", ago=timedelta(minutes=5))
    found = await opened(gate, clinic, appointment_id)
    assert (found.reason, found.type_name_en) == ("Drinks a lot", "Consult")


async def test_what_the_desk_noted_at_the_door_wins_over_what_was_booked(gate: Gate, clinic: Clinic) -> None:
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    await came(gate, clinic, "Bleeds now", ago=timedelta(minutes=5), of=appointment_id)
    assert (await opened(gate, clinic, appointment_id)).reason == "Bleeds now"


async def test_a_record_of_a_walk_in_says_the_reason_of_that_day(gate: Gate, clinic: Clinic) -> None:
    await came(gate, clinic, "Limped", ago=timedelta(days=3))
    await came(gate, clinic, "Ate chocolate", ago=timedelta(minutes=20))
    await came(gate, clinic, "A mistake at the desk", ago=timedelta(minutes=5), stage="withdrawn")
    found = await opened(gate, clinic)
    assert (found.reason, found.type_name_en) == ("Ate chocolate", None)


async def test_a_record_of_nobody_who_came_in_has_no_reason(gate: Gate, clinic: Clinic) -> None:
    await came(gate, clinic, "Limped", ago=timedelta(days=3))
    assert (await opened(gate, clinic)).reason == ""
