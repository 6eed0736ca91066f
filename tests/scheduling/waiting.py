"""Somebody who waits at the furnished practice, and what becomes free for them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.scheduling.practice import ANNA, DESK, OTHER_PATIENT, PATIENT, SYSTEM, Practice
from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk
from vetsync.scheduling.bookings.service import book_at_desk, cancel_appointment
from vetsync.scheduling.events import StepTaken
from vetsync.scheduling.handlers import handle_time_freed
from vetsync.scheduling.waitlist import queries, service
from vetsync.scheduling.waitlist.schemas import Waitlist, WaitlistAdd, WaitlistBook, WaitlistEntry

TUESDAY = date(2026, 3, 3)
FRIDAY = date(2026, 3, 13)
ADD_PATIENT = """
insert into patient (id, client_id, name, name_search, species, created_at)
select $1, client_id, $2, $2, 'dog', now() from patient where id = $3
"""


async def waits(practice: Practice, patient_id: UUID = PATIENT, **more: Any) -> UUID:
    wanted = {"type": "consult", "earliest_on": TUESDAY, "latest_on": FRIDAY, **more}
    async with practice.gate.work(practice.tenant, DESK) as work:
        return await service.add_entry(work, WaitlistAdd(patient_id=patient_id, **wanted))


async def another_patient(practice: Practice, name: str) -> UUID:
    patient_id = new_id()
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute(ADD_PATIENT, patient_id, name, PATIENT)
    return patient_id


async def booked(practice: Practice, starts_at: datetime, vet_id: UUID = ANNA, kind: str = "consult") -> UUID:
    wanted = AppointmentBookAtDesk(
        type=kind, starts_at=starts_at, patient_id=OTHER_PATIENT, vet_id=vet_id, reason="oor"
    )
    async with practice.gate.work(practice.tenant, DESK) as work:
        return await book_at_desk(work, wanted)


async def told(practice: Practice, work: Work) -> None:
    """Hands on what the command emitted, as the relay does."""
    for _, event in work.events:
        if isinstance(event, StepTaken):
            await handle_time_freed(practice.gate, practice.tenant, event)


async def cancelled(practice: Practice, appointment_id: UUID) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await cancel_appointment(work, appointment_id)
    await told(practice, work)


async def shown(practice: Practice) -> Waitlist:
    async with practice.gate.view(practice.tenant, DESK) as view:
        return await queries.waitlist(view)


async def fitting(practice: Practice) -> list[tuple[UUID, datetime, UUID]]:
    """(vet, start, entry), in the order in which they are shown."""
    seen = await shown(practice)
    return [(place.vet_id, fit.starts_at, fit.entry_id) for place in seen.freed for fit in place.fits]


async def one(practice: Practice, entry_id: UUID) -> WaitlistEntry:
    async with practice.gate.view(practice.tenant, DESK) as view:
        return await queries.entry(view, entry_id)


async def book(practice: Practice, entry_id: UUID, starts_at: datetime, vet_id: UUID = ANNA) -> UUID:
    version = (await one(practice, entry_id)).version
    async with practice.gate.work(practice.tenant, DESK) as work:
        place = WaitlistBook(starts_at=starts_at, vet_id=vet_id)
        return await service.book_entry(work, entry_id, place, seen=version)


async def undo(practice: Practice, entry_id: UUID) -> None:
    version = (await one(practice, entry_id)).version
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.undo_settling(work, entry_id, seen=version)
    await told(practice, work)


async def count(practice: Practice, sql: str) -> int:
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        return int(await view.value(sql))


async def run(practice: Practice, sql: str, *args: object) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute(sql, *args)
