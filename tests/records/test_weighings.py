"""A weight far from the last one is asked about where it is signed, and a wrong one is mended with a trace."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.conftest import Clock
from tests.patients.people import topics
from tests.records.visits import ADMIN, EVA, NOOR, RECEPTION, SYSTEM, Clinic
from vetsync.kit.db.gate import Gate
from vetsync.kit.errors import Forbidden, Invalid, NotFound, Stale
from vetsync.patients.clients.queries import patient
from vetsync.patients.clients.schemas import WeighingMend, WeighingNote
from vetsync.patients.clients.service import keep_weight, note_weighing, take_back_weighing
from vetsync.patients.errors import NothingToUndo
from vetsync.patients.rules import is_doubtful_weight
from vetsync.records import service
from vetsync.records.errors import RecordNotSigned, WeightDoubtful
from vetsync.records.queries import record
from vetsync.records.schemas import RecordOpen, RecordSign, VitalsChange
from vetsync.records.weighings.queries import weighings
from vetsync.records.weighings.schemas import WeighingView
from vetsync.records.weighings.service import correct_weighing

pytestmark = pytest.mark.anyio

ALWAYS_GROWN = "update patient set born_on = date '2015-01-01' where id = $1"


async def weighed(gate: Gate, clinic: Clinic, grams: int, *, before: int | None = None) -> UUID:
    """A draft with this weight, of an animal that weighed `before` last year."""
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await work.execute(ALWAYS_GROWN, clinic.patient_id)
        if before is not None:
            await keep_weight(work, clinic.patient_id, before)
    async with gate.work(clinic.tenant, EVA) as work:
        draft = await service.open_record(work, RecordOpen(patient_id=clinic.patient_id, appointment_id=None))
        await service.change_vitals(work, draft.id, draft.version, VitalsChange(weight_grams=grams))
    return draft.id


async def sign(gate: Gate, clinic: Clinic, record_id: UUID, sure_of: int | None = None) -> None:
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.sign_record(work, record_id, 2, RecordSign(sure_of_grams=sure_of))


async def known(gate: Gate, clinic: Clinic) -> list[WeighingView]:
    async with gate.view(clinic.tenant, NOOR) as view:
        return await weighings(view, clinic.patient_id)


async def test_a_weight_far_from_the_last_one_is_not_signed_unless_whoever_signs_says_that_it_is_right(
    gate: Gate, clinic: Clinic
) -> None:
    draft = await weighed(gate, clinic, 234_000, before=23_400)
    for sure_of in (None, 23_400):
        with pytest.raises(WeightDoubtful) as refused:
            await sign(gate, clinic, draft, sure_of)
        assert refused.value.data == {"grams": 234_000, "before": 23_400}
    await sign(gate, clinic, draft, 234_000)


async def test_a_first_weight_and_a_likely_one_are_signed_unasked(gate: Gate, clinic: Clinic) -> None:
    await sign(gate, clinic, await weighed(gate, clinic, 23_400))
    await sign(gate, clinic, await weighed(gate, clinic, 24_000))


@pytest.mark.parametrize(
    ("grams", "age", "is_asked"),
    [
        (15_000, timedelta(days=2_000), False),
        (15_001, timedelta(days=2_000), True),
        (6_667, timedelta(days=2_000), False),
        (6_666, timedelta(days=2_000), True),
        (40_000, timedelta(days=300), False),
        (40_001, timedelta(days=300), True),
    ],
)
def test_what_is_far_from_the_last_weight_depends_on_whether_it_grows(
    grams: int, age: timedelta, is_asked: bool, clock: Clock
) -> None:
    today = clock.now.date()
    assert is_doubtful_weight(grams, 10_000, today - age, today) is is_asked


async def test_a_corrected_weight_stands_in_the_curve_and_says_what_it_was_who_mended_it_and_why(
    gate: Gate, clinic: Clinic
) -> None:
    draft = await weighed(gate, clinic, 32_400, before=23_400)
    await sign(gate, clinic, draft, 32_400)
    [wrong, _] = await known(gate, clinic)
    assert (wrong.record_id, wrong.is_open) == (draft, False)
    mend = WeighingMend(grams=23_400, seen_grams=32_400, reason=" Digits swapped ")
    async with gate.work(clinic.tenant, EVA) as work:
        await correct_weighing(work, clinic.patient_id, wrong.id, mend)
    [mended, _] = await known(gate, clinic)
    [correction] = mended.corrections
    assert (mended.grams, correction.grams_before, correction.grams) == (23_400, 32_400, 23_400)
    assert (correction.reason, correction.by_name) == ("Digits swapped", "Eva Brons")
    async with gate.view(clinic.tenant, NOOR) as view:
        animal = await patient(view, clinic.patient_id)
        vitals = (await record(view, draft)).parts.vitals
    assert (animal.weight_grams, [one.grams for one in animal.weights]) == (23_400, [23_400, 23_400])
    assert vitals is not None
    assert vitals.weight_grams == 32_400
    assert (await topics(gate, clinic.tenant)).count("patient.weight_measured") == 2


async def test_a_weight_is_not_mended_into_one_far_from_the_one_before_unless_it_is_said_to_be_right(
    gate: Gate, clinic: Clinic
) -> None:
    draft = await weighed(gate, clinic, 87, before=80)
    await sign(gate, clinic, draft)
    [wrong, first] = await known(gate, clinic)

    async def mended(weighing_id: UUID, seen: int, grams: int, sure_of: int | None = None) -> None:
        mend = WeighingMend(grams=grams, seen_grams=seen, sure_of_grams=sure_of, reason="Slip")
        async with gate.work(clinic.tenant, EVA) as work:
            await correct_weighing(work, clinic.patient_id, weighing_id, mend)

    for sure_of in (None, 78):
        with pytest.raises(WeightDoubtful) as refused:
            await mended(wrong.id, 87, 78_000, sure_of)
        assert refused.value.data == {"grams": 78_000, "before": 80}
    assert [one.grams for one in await known(gate, clinic)] == [87, 80]
    await mended(wrong.id, 87, 78)
    await mended(wrong.id, 78, 78_000, 78_000)
    await mended(first.id, 80, 79_000)


async def test_a_doubtful_weight_is_refused_before_anything_is_changed(gate: Gate, clinic: Clinic) -> None:
    await weighed(gate, clinic, 24_000, before=23_400)
    async with gate.work(clinic.tenant, SYSTEM) as work:
        await keep_weight(work, clinic.patient_id, 23_900)
    wrong = (await known(gate, clinic))[0]
    async with gate.work(clinic.tenant, EVA) as work:
        mend = WeighingMend(grams=239_000, seen_grams=23_900, reason="Slip")
        with pytest.raises(WeightDoubtful):
            await correct_weighing(work, clinic.patient_id, wrong.id, mend)
    assert (await known(gate, clinic))[0] == wrong


async def test_of_several_corrections_of_a_weighing_the_newest_comes_first(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    await weighed(gate, clinic, 24_000, before=32_400)
    [_, wrong] = await known(gate, clinic)
    for seen, grams in ((32_400, 23_400), (23_400, 23_500)):
        clock.advance(minutes=1)
        async with gate.work(clinic.tenant, EVA) as work:
            mend = WeighingMend(grams=grams, seen_grams=seen, reason="Slip")
            await correct_weighing(work, clinic.patient_id, wrong.id, mend)
    [_, mended] = await known(gate, clinic)
    assert [one.grams for one in mended.corrections] == [23_500, 23_400]


async def test_the_weighing_of_a_visit_is_found_however_many_were_made_since(
    gate: Gate, clinic: Clinic
) -> None:
    draft = await weighed(gate, clinic, 24_000)
    await sign(gate, clinic, draft)
    async with gate.work(clinic.tenant, SYSTEM) as work:
        for days in range(1, 202):
            at = work.now + timedelta(days=days)
            await work.insert(
                "patient_weight",
                {"id": uuid4(), "patient_id": clinic.patient_id, "measured_at": at, "grams": 24_000},
            )
    assert draft not in {one.record_id for one in await known(gate, clinic)}
    async with gate.view(clinic.tenant, NOOR) as view:
        [own] = await weighings(view, clinic.patient_id, draft)
        assert (own.record_id, own.grams) == (draft, 24_000)


async def test_of_two_who_mend_one_weighing_the_second_hears_of_the_first(gate: Gate, clinic: Clinic) -> None:
    await weighed(gate, clinic, 24_000, before=32_400)
    [_, wrong] = await known(gate, clinic)
    mend = WeighingMend(grams=23_400, seen_grams=32_400, reason="Digits swapped")
    async with gate.work(clinic.tenant, EVA) as work:
        await correct_weighing(work, clinic.patient_id, wrong.id, mend)
    with pytest.raises(Stale):
        async with gate.work(clinic.tenant, NOOR) as work:
            await correct_weighing(work, clinic.patient_id, wrong.id, mend)


async def test_the_weight_of_a_draft_is_changed_in_the_draft(gate: Gate, clinic: Clinic) -> None:
    await weighed(gate, clinic, 24_000)
    [open_one] = await known(gate, clinic)
    assert open_one.is_open
    with pytest.raises(RecordNotSigned):
        async with gate.work(clinic.tenant, EVA) as work:
            mend = WeighingMend(grams=23_400, seen_grams=24_000, reason="Slip")
            await correct_weighing(work, clinic.patient_id, open_one.id, mend)


async def test_who_may_not_write_records_mends_no_weight_and_nobody_one_of_another_patient(
    gate: Gate, clinic: Clinic
) -> None:
    await weighed(gate, clinic, 24_000, before=32_400)
    [_, wrong] = await known(gate, clinic)
    mend = WeighingMend(grams=23_400, seen_grams=32_400, reason="Slip")
    with pytest.raises(Forbidden):
        async with gate.work(clinic.tenant, RECEPTION) as work:
            await correct_weighing(work, clinic.patient_id, wrong.id, mend)
    for patient_id, weighing_id in ((clinic.patient_id, uuid4()), (uuid4(), wrong.id)):
        with pytest.raises(NotFound):
            async with gate.work(clinic.tenant, ADMIN) as work:
                await correct_weighing(work, patient_id, weighing_id, mend)
    with pytest.raises(Invalid):
        async with gate.work(clinic.tenant, ADMIN) as work:
            await correct_weighing(
                work,
                clinic.patient_id,
                wrong.id,
                WeighingMend(grams=32_400, seen_grams=32_400, reason="Slip"),
            )


async def test_a_weighing_that_was_mended_is_not_taken_back(gate: Gate, clinic: Clinic) -> None:
    async with gate.work(clinic.tenant, EVA) as work:
        version = await work.value("select version from patient where id = $1", clinic.patient_id)
        noted = await note_weighing(work, clinic.patient_id, version, WeighingNote(grams=32_400))
        mend = WeighingMend(grams=23_400, seen_grams=32_400, reason="Slip")
        await correct_weighing(work, clinic.patient_id, noted.id, mend)
    with pytest.raises(NothingToUndo):
        async with gate.work(clinic.tenant, EVA) as work:
            await take_back_weighing(work, clinic.patient_id, noted.id)
