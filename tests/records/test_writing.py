"""A draft is written in by several people, and nothing of it is lost."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import pytest

from tests.conftest import Clock, Database
from tests.patients.people import topics
from tests.patients.web import browser
from tests.records.visits import EVA, NOOR, NOOR_VET, RECEPTION, Clinic, booked, drafted
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor
from vetsync.kit.errors import Forbidden
from vetsync.kit.ids import new_id
from vetsync.patients.clients.queries import patient
from vetsync.records import queries, service
from vetsync.records.details import routes as details
from vetsync.records.errors import (
    AppointmentHasRecord,
    AppointmentOfOtherPatient,
    FieldChangedMeanwhile,
    RecordNotFound,
)
from vetsync.records.lists import queries as lists
from vetsync.records.parts import DIAGNOSIS, LAB_RESULT, PRESCRIPTION
from vetsync.records.schemas import (
    DiagnosisPut,
    LabResultPut,
    NoteChange,
    PrescriptionPut,
    RecordOpen,
    RecordSign,
    Vitals,
    VitalsChange,
)

pytestmark = pytest.mark.anyio

AT_NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def test_a_visit_is_opened_from_its_appointment_once(gate: Gate, clinic: Clinic) -> None:
    appointment_id = await booked(gate, clinic, AT_NINE)
    wanted = RecordOpen(patient_id=clinic.patient_id, appointment_id=appointment_id)
    async with gate.work(clinic.tenant, EVA) as work:
        opened = await service.open_record(work, wanted)
    assert (opened.visited_at, opened.vet_id, opened.vet_name) == (AT_NINE, NOOR_VET, "Noor Haverkamp")
    with pytest.raises(AppointmentHasRecord) as known:
        async with gate.work(clinic.tenant, EVA) as work:
            await service.open_record(work, wanted)
    assert known.value.data == {"record_id": opened.id}
    async with gate.view(clinic.tenant, EVA) as view:
        assert (
            await view.value("select record_id from appointment where id = $1", appointment_id) == opened.id
        )


async def test_an_appointment_of_another_patient_is_refused(gate: Gate, clinic: Clinic) -> None:
    with pytest.raises(AppointmentOfOtherPatient):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.open_record(work, RecordOpen(patient_id=clinic.patient_id, appointment_id=new_id()))


async def test_two_people_who_write_in_different_fields_both_stand(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic, subjective="Drinks a lot")
    for actor, change in (
        (EVA, NoteChange(objective="T 38.4")),
        (NOOR, NoteChange(assessment="CKD, IRIS 2")),
    ):
        async with gate.work(clinic.tenant, actor) as work:
            saved = await service.change_note(work, draft.id, draft.version, change)
    async with gate.view(clinic.tenant, NOOR) as view:
        note = await queries.record(view, draft.id)
    assert (note.subjective, note.objective, note.assessment) == ("Drinks a lot", "T 38.4", "CKD, IRIS 2")
    assert saved.version == note.version == draft.version + 2


async def test_the_same_field_is_not_overwritten_by_who_did_not_see_it(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    async with gate.work(clinic.tenant, EVA) as work:
        await service.change_note(work, draft.id, draft.version, NoteChange(plan="Fluids"))
    with pytest.raises(FieldChangedMeanwhile) as refused:
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.change_note(
                work, draft.id, draft.version, NoteChange(plan="Diet", subjective="Thin")
            )
    assert (refused.value.field, refused.value.data["current"]) == ("plan", "Fluids")
    async with gate.work(clinic.tenant, NOOR) as work:
        saved = await service.change_note(
            work, draft.id, refused.value.data["version"], NoteChange(plan="Fluids, diet")
        )
        assert saved.version > draft.version
        assert (await queries.record(work, draft.id)).subjective == ""


async def test_all_texts_that_others_saved_are_told_at_once(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    for change in (NoteChange(plan="Fluids"), NoteChange(assessment="CKD"), NoteChange(objective="T 38.4")):
        async with gate.work(clinic.tenant, EVA) as work:
            await service.change_note(work, draft.id, draft.version, change)
    mine = NoteChange(plan="Diet", assessment="Otitis", subjective="Thin")
    with pytest.raises(FieldChangedMeanwhile) as refused:
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.change_note(work, draft.id, draft.version, mine)
    assert refused.value.data["fields"] == {
        "assessment": {"current": "CKD", "version": draft.version + 2},
        "plan": {"current": "Fluids", "version": draft.version + 1},
    }
    with pytest.raises(FieldChangedMeanwhile) as half:
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.change_note(work, draft.id, draft.version + 1, mine)
    assert list(half.value.data["fields"]) == ["assessment"]


async def test_the_same_text_from_two_people_is_no_conflict(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    for actor in (EVA, NOOR):
        async with gate.work(clinic.tenant, actor) as work:
            saved = await service.change_note(work, draft.id, draft.version, NoteChange(plan="Fluids"))
    assert saved.version == draft.version + 1


async def test_ten_fields_saved_at_the_same_moment_all_arrive(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)

    async def save(field: str) -> None:
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.change_note(
                work, draft.id, draft.version, NoteChange(**{field: f"text of {field}"})
            )

    await asyncio.gather(*(save(field) for field in ("subjective", "objective", "assessment", "plan")))
    async with gate.view(clinic.tenant, NOOR) as view:
        note = await queries.record(view, draft.id)
    assert [note.subjective, note.objective, note.assessment, note.plan] == [
        f"text of {field}" for field in ("subjective", "objective", "assessment", "plan")
    ]


async def test_a_part_put_twice_is_there_once_and_can_be_taken_out(gate: Gate, clinic: Clinic) -> None:
    draft, part_id = await drafted(gate, clinic), new_id()
    version = draft.version
    for kind in ("provisional", "final"):
        async with gate.work(clinic.tenant, NOOR) as work:
            data = DiagnosisPut(text="CKD", kind=kind)
            version = (await service.put_part(work, draft.id, DIAGNOSIS, part_id, version, data)).version
    async with gate.view(clinic.tenant, NOOR) as view:
        found = (await queries.record(view, draft.id)).parts.diagnoses
    assert [(one.id, one.text, one.kind) for one in found] == [(part_id, "CKD", "final")]
    for _ in range(2):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.remove_part(work, draft.id, DIAGNOSIS, part_id, version)
            assert (await queries.record(work, draft.id)).parts.diagnoses == []


async def test_every_kind_of_part_is_read_back_as_it_was_written(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    medicine = PrescriptionPut(
        product="Benakor 5 mg", dose="½ tablet", instruction="With food", quantity_hundredths=1500, unit="tablet",
        days=30, repeats=2, supply_class="uda",
    )  # fmt: skip
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, PRESCRIPTION, new_id(), 1, medicine)
        value = LabResultPut(test="UPC", value="< 0.2", unit="", low="0", high="0.2", remark="Sample 10:31")
        await service.put_part(work, draft.id, LAB_RESULT, new_id(), 1, value)
        parts = (await queries.record(work, draft.id)).parts
    assert [(one.dose, one.instruction, one.supply_class) for one in parts.prescriptions] == [
        ("½ tablet", "With food", "uda")
    ]
    assert [(one.value, one.high, one.remark) for one in parts.lab_results] == [
        ("< 0.2", "0.2", "Sample 10:31")
    ]


async def test_a_weight_at_the_visit_is_the_patients_weight_and_a_correction_replaces_it(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    draft = await drafted(gate, clinic)
    seen = draft.version
    for grams in (58_000, 5_800):
        clock.advance(minutes=1)
        async with gate.work(clinic.tenant, EVA) as work:
            change = VitalsChange(weight_grams=grams, temperature_tenths=384)
            seen = (await service.change_vitals(work, draft.id, seen, change)).version
    async with gate.view(clinic.tenant, EVA) as view:
        animal = await patient(view, clinic.patient_id)
        vitals = (await queries.record(view, draft.id)).parts.vitals
    assert [one.grams for one in animal.weights] == [5_800]
    assert animal.weight_grams == 5_800
    assert vitals == Vitals(weight_grams=5_800, temperature_tenths=384)


async def test_what_a_colleague_measured_stays_when_something_else_is_sent(
    gate: Gate, clinic: Clinic
) -> None:
    draft = await drafted(gate, clinic)
    changes = (
        VitalsChange(weight_grams=23_400, mucosa="pink"),
        VitalsChange(pulse_per_minute=120),
        VitalsChange(mucosa="", pulse_per_minute=None, temperature_tenths=384),
    )
    seen = draft.version
    for actor, change in zip((EVA, NOOR, NOOR), changes, strict=True):
        async with gate.work(clinic.tenant, actor) as work:
            seen = (await service.change_vitals(work, draft.id, seen, change)).version
    async with gate.work(clinic.tenant, NOOR) as work:
        again = await service.change_vitals(work, draft.id, seen, VitalsChange(temperature_tenths=384))
        note, animal = await queries.record(work, draft.id), await patient(work, clinic.patient_id)
    assert note.parts.vitals == Vitals(weight_grams=23_400, temperature_tenths=384)
    assert again.version == note.version == draft.version + 3
    assert [one.grams for one in animal.weights] == [23_400]
    assert (await topics(gate, clinic.tenant)).count("patient.weight_measured") == 1
    async with gate.work(clinic.tenant, NOOR) as work:
        gone = VitalsChange(weight_grams=None, temperature_tenths=None)
        await service.change_vitals(work, draft.id, seen, gone)
        assert (await queries.record(work, draft.id)).parts.vitals is None
        animal = await patient(work, clinic.patient_id)
        assert (animal.weights, animal.weight_grams) == ([], None)


async def test_a_measurement_is_not_overwritten_by_who_did_not_see_it(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    async with gate.work(clinic.tenant, EVA) as work:
        first = await service.change_vitals(
            work, draft.id, draft.version, VitalsChange(weight_grams=5_800, pulse_per_minute=120)
        )
    rival = VitalsChange(weight_grams=8_500, temperature_tenths=384)
    with pytest.raises(FieldChangedMeanwhile) as refused:
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.change_vitals(work, draft.id, draft.version, rival)
    assert refused.value.data["fields"] == {"weight_grams": {"current": 5_800, "version": first.version}}
    async with gate.work(clinic.tenant, NOOR) as work:
        untouched = await queries.record(work, draft.id)
        animal = await patient(work, clinic.patient_id)
    assert untouched.parts.vitals == Vitals(weight_grams=5_800, pulse_per_minute=120)
    assert animal.weight_grams == 5_800
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.change_vitals(work, draft.id, draft.version, VitalsChange(temperature_tenths=384))
        await service.change_vitals(work, draft.id, first.version, VitalsChange(weight_grams=8_500))
        known = (await queries.record(work, draft.id)).parts.vitals
    assert known == Vitals(weight_grams=8_500, pulse_per_minute=120, temperature_tenths=384)


async def test_the_same_measurement_from_two_people_is_no_conflict(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    versions = []
    for actor in (EVA, NOOR):
        async with gate.work(clinic.tenant, actor) as work:
            change = VitalsChange(weight_grams=5_800)
            versions.append((await service.change_vitals(work, draft.id, draft.version, change)).version)
    assert versions[0] == versions[1]


async def test_reading_a_file_leaves_a_trace_and_needs_the_right(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    async with gate.work(clinic.tenant, EVA) as work:
        await service.read_record(work, draft.id)
    with pytest.raises(Forbidden):
        async with gate.work(clinic.tenant, RECEPTION) as work:
            await service.read_record(work, draft.id)
    with pytest.raises(RecordNotFound):
        async with gate.work(clinic.tenant, EVA) as work:
            await service.read_record(work, new_id())
    async with gate.view(clinic.tenant, NOOR) as view:
        reads = await view.records("select subject_id from audit_entry where action = 'record.read'")
    assert [row["subject_id"] for row in reads] == [draft.id]


async def readings(gate: Gate, clinic: Clinic) -> list[UUID]:
    """Whose readings of records stand in the activity log."""
    async with gate.view(clinic.tenant, NOOR) as view:
        found = await view.records(
            "select actor_id from audit_entry where action = 'record.read' order by seq"
        )
    return [row["actor_id"] for row in found]


async def test_reading_again_within_the_hour_leaves_no_second_trace(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    first, second = await drafted(gate, clinic), await drafted(gate, clinic)

    async def read(by: Actor, record_id: UUID) -> None:
        async with gate.work(clinic.tenant, by) as work:
            await service.read_record(work, record_id)

    await asyncio.gather(*(read(EVA, first.id) for _ in range(6)))
    assert await readings(gate, clinic) == [EVA.id]
    await read(NOOR, first.id)
    await read(EVA, second.id)
    assert await readings(gate, clinic) == [EVA.id, NOOR.id, EVA.id]
    clock.advance(minutes=59)
    await read(EVA, first.id)
    assert len(await readings(gate, clinic)) == 3
    clock.advance(minutes=1)
    await read(EVA, first.id)
    await read(EVA, first.id)
    assert await readings(gate, clinic) == [EVA.id, NOOR.id, EVA.id, EVA.id]


async def test_the_list_of_visits_says_what_each_holds_and_pages(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    drafts = []
    for _ in range(3):
        drafts.append(await drafted(gate, clinic))
        clock.advance(hours=1)
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, drafts[2].id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="CKD"))
    async with gate.view(clinic.tenant, NOOR) as view:
        first = await lists.records_of_patient(view, clinic.patient_id, None, 2)
        rest = await lists.records_of_patient(view, clinic.patient_id, first.next_cursor, 2)
    assert [one.id for one in (*first.items, *rest.items)] == [one.id for one in reversed(drafts)]
    assert (first.items[0].diagnoses, first.items[1].diagnoses, rest.next_cursor) == (1, 0, None)
    assert (await topics(gate, clinic.tenant)).count("record.changed") == 4


async def test_a_diagnosis_that_is_put_back_stands_where_it_stood(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    draft, ids = await drafted(gate, clinic), [new_id(), new_id()]

    async def headline() -> str:
        async with gate.view(clinic.tenant, NOOR) as view:
            return (await lists.drafts(view, NOOR_VET, None, 1)).items[0].title

    for part_id, text in zip(ids, ("Otitis", "CKD"), strict=True):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.put_part(work, draft.id, DIAGNOSIS, part_id, 1, DiagnosisPut(text=text))
        clock.advance(minutes=1)
    assert await headline() == "Otitis"
    async with gate.work(clinic.tenant, NOOR) as work:
        gone = await service.remove_part(work, draft.id, DIAGNOSIS, ids[0], 3)
    assert await headline() == "CKD"
    assert isinstance(gone.removed, DiagnosisPut)
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, ids[0], gone.version, gone.removed)
    assert await headline() == "Otitis"


async def test_only_the_server_says_since_when_a_part_stands(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    draft, part_id, began = await drafted(gate, clinic), new_id(), clock.now
    place = f"/api/staff/zwaluwhof/records/{draft.id}/diagnoses/{part_id}"
    said, seen = {"text": "CKD", "since": "1999-01-01T00:00:00Z"}, {"if-match": f'"{draft.version}"'}
    async with browser(gate, NOOR, clinic.tenant, details.ROUTES) as client:
        refused = await client.put(place, json=said, headers=seen)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")

    async def written(text: str) -> datetime:
        async with gate.work(clinic.tenant, NOOR) as work:
            base = (await queries.record(work, draft.id)).version
            await service.put_part(work, draft.id, DIAGNOSIS, part_id, base, DiagnosisPut(text=text))
            at: datetime = await work.value("select created_at from diagnosis where id = $1", part_id)
            return at

    assert await written("CKD") == began
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.remove_part(work, draft.id, DIAGNOSIS, part_id, draft.version + 1)
    clock.advance(minutes=1)
    assert await written("IRIS 2") == began
    async with gate.view(clinic.tenant, NOOR) as view:
        assert await view.value("select taken_out from record where id = $1", draft.id) == {}


async def test_what_was_written_lies_sealed(gate: Gate, clinic: Clinic, database: Database) -> None:
    draft = await drafted(gate, clinic, subjective="Drinks twice as much", summary_for_owner="Give water")
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="Kidney disease"))
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        tables = ("record", "diagnosis", "audit_entry", "outbox")
        texts = [
            row["all"]
            for table in tables
            for row in await connection.fetch(f"select x::text as all from {clinic.tenant.schema}.{table} x")
        ]
    finally:
        await connection.close()
    assert len(texts) > 5
    for secret in ("Drinks twice as much", "Give water", "Kidney disease"):
        assert all(secret not in text and secret.encode().hex() not in text for text in texts)


async def test_drafts_wait_for_the_vet_they_are_of_and_leave_the_list_when_signed(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    first = await drafted(gate, clinic, subjective="\n  Hoest sinds gisteren \nen eet niet")
    clock.advance(hours=1)
    second = await drafted(gate, clinic)
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, second.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="Otitis"))
        await service.put_part(
            work, second.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="CKD", kind="final")
        )
    async with gate.view(clinic.tenant, NOOR) as view:
        newest = await lists.drafts(view, NOOR_VET, None, 1)
        rest = await lists.drafts(view, NOOR_VET, newest.next_cursor, 1)
        assert (await lists.drafts(view, UUID(int=1), None, 9)).items == []
    assert [(one.id, one.title, one.patient_name) for one in (*newest.items, *rest.items)] == [
        (second.id, "CKD", "Bella"),
        (first.id, "Hoest sinds gisteren", "Bella"),
    ]
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.sign_record(work, second.id, second.version + 2, RecordSign())
    async with gate.view(clinic.tenant, NOOR) as view:
        assert [one.id for one in (await lists.drafts(view, None, None, 9)).items] == [first.id]
