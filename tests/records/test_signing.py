"""A signature closes a record for good: the program says so, and the database by itself."""

import asyncio
import dataclasses
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.patients.people import topics
from tests.records.visits import ADMIN, EVA, NOOR, NOOR_VET, Clinic, booked, drafted, sign, signed, vaccinated
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor
from vetsync.kit.errors import Forbidden, Stale, VetSyncError
from vetsync.kit.ids import new_id
from vetsync.records import queries, service
from vetsync.records.errors import OnlyVetsSign, RecordEmpty, RecordNotSigned, RecordSigned
from vetsync.records.parts import DIAGNOSIS
from vetsync.records.schemas import (
    AddendumWrite,
    DiagnosisPut,
    NoteChange,
    RecordOpen,
    RecordSign,
    VitalsChange,
)
from vetsync.scheduling.bookings.queries import appointment

pytestmark = pytest.mark.anyio

AT_DESK = dataclasses.replace(NOOR, permissions=frozenset({"schedule.read"}))
SIGNED_OF_APPOINTMENT = "select record_signed_at from appointment where id = $1"
ENTERED = """
insert into visit (id, appointment_id, client_id, patient_id, stage, stage_at, arrived_at)
select gen_random_uuid(), id, client_id, patient_id, $2, $3, $3 from appointment where id = $1
"""
STAGE = "select stage from visit where appointment_id = $1"
REFUSED_QUIETLY = {
    "the note": "update record set plan = 'x' where id = $1",
    "the signature": "update record set signed_at = null, state = 'draft' where id = $1",
    "a part": "update diagnosis set kind = 'provisional' where record_id = $1",
    "a part away": "delete from diagnosis where record_id = $1",
    "vitals": "update record_vitals set pulse_per_minute = 1 where record_id = $1",
}
REFUSED_LOUDLY = {
    "the record away": "delete from record where id = $1",
    "a new part": "insert into deworming (id, record_id, product, given_on, created_at)"
    " values (gen_random_uuid(), $1, 'x', '2026-03-02', now())",
    "an addendum changed": "update record_addendum set body = 'x' where record_id = $1",
    "an addendum away": "delete from record_addendum where record_id = $1",
    "a signed record made": "insert into record (id, patient_id, client_id, visited_at, state, signed_at, saved_at)"
    " select gen_random_uuid(), patient_id, client_id, now(), 'signed', now(), now() from record where id = $1",
}


async def closed(gate: Gate, clinic: Clinic) -> queries.RecordView:
    draft = await drafted(gate, clinic, plan="Diet")
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="CKD", kind="final"))
        await service.change_vitals(work, draft.id, draft.version, VitalsChange(pulse_per_minute=188))
    await sign(gate, clinic, draft.id)
    async with gate.work(clinic.tenant, EVA) as work:
        return await service.add_addendum(work, draft.id, AddendumWrite(text="Blood result came"))


@pytest.mark.parametrize("sql", REFUSED_QUIETLY.values(), ids=REFUSED_QUIETLY)
async def test_raw_sql_of_the_practice_does_not_reach_what_is_signed(
    gate: Gate, clinic: Clinic, sql: str
) -> None:
    before = await closed(gate, clinic)
    async with gate.work(clinic.tenant, NOOR) as work:
        assert await work.execute(sql, before.id) == 0
        assert await queries.record(work, before.id) == before


@pytest.mark.parametrize("sql", REFUSED_LOUDLY.values(), ids=REFUSED_LOUDLY)
async def test_raw_sql_of_the_practice_is_refused(gate: Gate, clinic: Clinic, sql: str) -> None:
    before = await closed(gate, clinic)
    with pytest.raises(VetSyncError):
        async with gate.work(clinic.tenant, NOOR) as work:
            await work.execute(sql, before.id)
    async with gate.view(clinic.tenant, NOOR) as view:
        assert await queries.record(view, before.id) == before


async def test_the_same_statements_work_on_a_draft(gate: Gate, clinic: Clinic) -> None:
    """So that the tests above fail for the reason they name."""
    draft = await drafted(gate, clinic, plan="Diet")
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="CKD", kind="final"))
        for name in ("the note", "a part", "a part away"):
            assert await work.execute(REFUSED_QUIETLY[name], draft.id) == 1
        assert await work.execute(REFUSED_LOUDLY["a new part"], draft.id) == 1


async def test_the_program_says_that_it_is_signed(gate: Gate, clinic: Clinic) -> None:
    record = await closed(gate, clinic)
    for attempt in (
        lambda work: service.change_note(work, record.id, record.version, NoteChange(plan="x")),
        lambda work: service.change_vitals(work, record.id, record.version, VitalsChange()),
        lambda work: service.put_part(work, record.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="x")),
        lambda work: service.remove_part(
            work, record.id, DIAGNOSIS, record.parts.diagnoses[0].id, record.version
        ),
        lambda work: service.sign_record(work, record.id, record.version, RecordSign()),
    ):
        with pytest.raises(RecordSigned):
            async with gate.work(clinic.tenant, NOOR) as work:
                await attempt(work)


async def test_an_addendum_is_for_signed_records_only(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    with pytest.raises(RecordNotSigned):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.add_addendum(work, draft.id, AddendumWrite(text="More"))
    record = await closed(gate, clinic)
    assert [(one.text, one.author_name) for one in record.addenda] == [("Blood result came", "Eva Brons")]


async def test_signing_completes_the_appointment_and_tells_of_the_vaccines(
    gate: Gate, clinic: Clinic
) -> None:
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    async with gate.work(clinic.tenant, EVA) as work:
        wanted = RecordOpen(patient_id=clinic.patient_id, appointment_id=appointment_id)
        draft = await service.open_record(work, wanted)
    await vaccinated(gate, clinic, draft.id, date(2026, 3, 2), date(2029, 3, 2), "rabies")
    record = await sign(gate, clinic, draft.id)
    assert (record.state, record.signed_by_name, record.vet_id) == ("signed", "Noor Haverkamp", NOOR_VET)
    async with gate.view(clinic.tenant, NOOR) as view:
        assert await view.value("select state from appointment where id = $1", appointment_id) == "completed"
    told = await topics(gate, clinic.tenant)
    assert [told.count(topic) for topic in ("record.signed", "record.vaccination_given", "appointment.completed")] == [
        1, 1, 1,
    ]  # fmt: skip


async def signed_appointment(
    gate: Gate, clinic: Clinic, appointment_id: UUID, vet: Actor
) -> tuple[str, str, str]:
    """What became of the record and of the appointment, and what the answer says of it."""
    async with gate.work(clinic.tenant, EVA) as work:
        wanted = RecordOpen(patient_id=clinic.patient_id, appointment_id=appointment_id)
        draft = await service.open_record(work, wanted)
        await service.change_note(work, draft.id, draft.version, NoteChange(plan="Diet"))
    async with gate.work(clinic.tenant, vet) as work:
        saved = await service.sign_record(work, draft.id, draft.version + 1, RecordSign())
        state = await work.value("select state from appointment where id = $1", appointment_id)
        return saved.state, state, saved.appointment


async def test_a_vet_who_may_not_book_signs_and_the_appointment_is_over(gate: Gate, clinic: Clinic) -> None:
    vet = dataclasses.replace(NOOR, permissions=frozenset({"records.read", "records.sign"}))
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, 7, 40, tzinfo=UTC))
    assert await signed_appointment(gate, clinic, appointment_id, vet) == ("signed", "completed", "completed")
    assert (await topics(gate, clinic.tenant)).count("appointment.completed") == 1


@pytest.mark.parametrize(
    ("hour", "state", "after", "said"),
    [
        (9, "confirmed", "confirmed", "not_begun"),
        (7, "pending", "pending", "unchanged"),
        (7, "cancelled", "cancelled", "unchanged"),
        (8, "confirmed", "completed", "completed"),
    ],
)
async def test_a_signature_completes_no_appointment_that_has_not_begun_or_is_closed(
    gate: Gate, clinic: Clinic, hour: int, state: str, after: str, said: str
) -> None:
    appointment_id = await booked(gate, clinic, datetime(2026, 3, 2, hour, 0, tzinfo=UTC), state)
    assert await signed_appointment(gate, clinic, appointment_id, NOOR) == ("signed", after, said)
    async with gate.view(clinic.tenant, NOOR) as view:
        # That the consult is over is known of each of them, whatever became of the appointment.
        assert await view.value(SIGNED_OF_APPOINTMENT, appointment_id) is not None
    assert (await topics(gate, clinic.tenant)).count("appointment.completed") == (after == "completed")


@pytest.mark.parametrize(
    ("stage", "after"),
    [
        ("arrived", "to_pay"),
        ("waiting", "to_pay"),
        ("in_room", "to_pay"),
        ("expected", "expected"),
        ("gone", "gone"),
    ],
)
async def test_who_is_signed_before_the_hour_goes_to_the_counter_from_wherever_they_are_in_the_house(
    gate: Gate, clinic: Clinic, stage: str, after: str
) -> None:
    starts_at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    appointment_id = await booked(gate, clinic, starts_at)
    async with gate.work(clinic.tenant, NOOR) as work:
        if stage == "gone":
            await work.execute(ENTERED, appointment_id, "waiting", starts_at)
            await work.execute("update visit set stage = 'gone', gone_at = now()")
        else:
            await work.execute(ENTERED, appointment_id, stage, starts_at)
    await signed_appointment(gate, clinic, appointment_id, NOOR)
    async with gate.view(clinic.tenant, AT_DESK) as view:
        assert await view.value(STAGE, appointment_id) == after
        seen = await appointment(view, appointment_id)
    assert (seen.state, seen.is_record_signed, seen.stage) == ("confirmed", True, after)


async def test_only_a_vet_of_the_practice_signs(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic, plan="Diet")
    with pytest.raises(Forbidden):
        async with gate.work(clinic.tenant, EVA) as work:
            await service.sign_record(work, draft.id, draft.version, RecordSign())
    with pytest.raises(OnlyVetsSign):
        async with gate.work(clinic.tenant, ADMIN) as work:
            await service.sign_record(work, draft.id, draft.version, RecordSign())


async def test_nobody_signs_what_they_have_not_seen(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic, plan="Diet")
    async with gate.work(clinic.tenant, EVA) as work:
        await service.change_vitals(work, draft.id, draft.version, VitalsChange(pulse_per_minute=188))
    with pytest.raises(Stale) as refused:
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.sign_record(work, draft.id, draft.version, RecordSign())
    assert refused.value.data == {"version": draft.version + 1}
    async with gate.work(clinic.tenant, NOOR) as work:
        signature = await service.sign_record(work, draft.id, draft.version + 1, RecordSign())
    assert (signature.state, signature.appointment) == ("signed", "none")


async def test_an_empty_record_is_not_signed(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    with pytest.raises(RecordEmpty):
        await sign(gate, clinic, draft.id)


async def test_of_who_writes_and_who_signs_at_the_same_moment_one_hears_of_the_other(
    gate: Gate, clinic: Clinic
) -> None:
    draft = await drafted(gate, clinic, plan="Diet")

    async def write() -> bool:
        try:
            async with gate.work(clinic.tenant, EVA) as work:
                await service.change_note(work, draft.id, draft.version, NoteChange(objective="T 38.4"))
        except RecordSigned:
            return False
        return True

    async def close() -> bool:
        try:
            async with gate.work(clinic.tenant, NOOR) as work:
                await service.sign_record(work, draft.id, draft.version, RecordSign())
        except Stale:
            return False
        return True

    is_written, is_signed = await asyncio.gather(write(), close())
    assert is_written != is_signed
    async with gate.view(clinic.tenant, NOOR) as view:
        note = await queries.record(view, draft.id)
    assert (note.objective, note.state) == (("T 38.4", "draft") if is_written else ("", "signed"))


async def test_a_signed_record_is_signed_once(gate: Gate, clinic: Clinic) -> None:
    record = await signed(gate, clinic)
    assert record.signed_at is not None
    assert (await topics(gate, clinic.tenant)).count("record.signed") == 1
