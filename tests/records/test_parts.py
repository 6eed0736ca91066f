"""Two people write in the same part of one draft: whoever comes second is shown the first and decides."""

from datetime import date
from uuid import UUID, uuid4

import msgspec
import pytest

from tests.patients.web import browser
from tests.records.visits import EVA, NOOR, Clinic, drafted
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor
from vetsync.kit.ids import new_id
from vetsync.records import queries, service
from vetsync.records.details import routes as details
from vetsync.records.errors import FieldChangedMeanwhile
from vetsync.records.parts import (
    DEWORMING,
    DIAGNOSIS,
    LAB_RESULT,
    PRESCRIPTION,
    VACCINATION,
    PartKind,
)
from vetsync.records.schemas import (
    DewormingPut,
    DiagnosisPut,
    LabResultPut,
    PrescriptionPut,
    RecordView,
    VaccinationPut,
)

pytestmark = pytest.mark.anyio

ON = date(2026, 3, 2)
KINDS: list[tuple[PartKind, msgspec.Struct, msgspec.Struct, msgspec.Struct]] = [
    (DIAGNOSIS, DiagnosisPut(text="CKD"), DiagnosisPut(text="IRIS 2"), DiagnosisPut(text="IRIS 3")),
    (
        PRESCRIPTION,
        PrescriptionPut(product="Benakor", dose="1"),
        PrescriptionPut(product="Benakor", dose="2"),
        PrescriptionPut(product="Benakor", dose="½"),
    ),
    (
        VACCINATION,
        VaccinationPut(product="Nobivac", given_on=ON, batch="A"),
        VaccinationPut(product="Nobivac", given_on=ON, batch="B"),
        VaccinationPut(product="Nobivac", given_on=ON, batch="C"),
    ),
    (
        DEWORMING,
        DewormingPut(product="Milpro", given_on=ON),
        DewormingPut(product="Milbemax", given_on=ON),
        DewormingPut(product="Drontal", given_on=ON),
    ),
    (
        LAB_RESULT,
        LabResultPut(test="UPC", value="0.2"),
        LabResultPut(test="UPC", value="0.3"),
        LabResultPut(test="UPC", value="0.4"),
    ),
]
Order = tuple[Actor, Actor]


async def put(
    gate: Gate, clinic: Clinic, by: Actor, record_id: UUID, part_id: UUID, base: int, data: msgspec.Struct
) -> int:
    kind = next(kind for kind, *_ in KINDS if kind.put is type(data))
    async with gate.work(clinic.tenant, by) as work:
        return (await service.put_part(work, record_id, kind, part_id, base, data)).version


async def seen(gate: Gate, clinic: Clinic, record_id: UUID) -> RecordView:
    async with gate.view(clinic.tenant, NOOR) as view:
        return await queries.record(view, record_id)


@pytest.mark.parametrize("order", [(EVA, NOOR), (NOOR, EVA)], ids=["eva first", "noor first"])
@pytest.mark.parametrize(("kind", "old", "first", "second"), KINDS, ids=[kind.table for kind, *_ in KINDS])
async def test_a_part_is_not_overwritten_by_who_did_not_see_it(
    gate: Gate,
    clinic: Clinic,
    order: Order,
    kind: PartKind,
    old: msgspec.Struct,
    first: msgspec.Struct,
    second: msgspec.Struct,
) -> None:
    (early, late), draft, part_id = order, await drafted(gate, clinic), new_id()
    both_saw = await put(gate, clinic, early, draft.id, part_id, draft.version, old)
    won = await put(gate, clinic, early, draft.id, part_id, both_saw, first)
    with pytest.raises(FieldChangedMeanwhile) as refused:
        await put(gate, clinic, late, draft.id, part_id, both_saw, second)
    told = refused.value.data["fields"][str(part_id)]
    assert (refused.value.field, told["version"]) == (str(part_id), won)
    assert kind.put(**told["current"]) == first
    with pytest.raises(FieldChangedMeanwhile):
        async with gate.work(clinic.tenant, late) as work:
            await service.remove_part(work, draft.id, kind, part_id, both_saw)
    assert (await seen(gate, clinic, draft.id)).version == won
    chosen = await put(gate, clinic, late, draft.id, part_id, told["version"], second)
    async with gate.work(clinic.tenant, late) as work:
        gone = await service.remove_part(work, draft.id, kind, part_id, chosen)
    assert gone.removed == second


async def test_what_others_save_elsewhere_in_the_record_disturbs_no_part(gate: Gate, clinic: Clinic) -> None:
    draft, mine, theirs = await drafted(gate, clinic), new_id(), new_id()
    base = await put(gate, clinic, NOOR, draft.id, mine, draft.version, DiagnosisPut(text="CKD"))
    await put(gate, clinic, EVA, draft.id, theirs, base, DiagnosisPut(text="Otitis"))
    await put(gate, clinic, NOOR, draft.id, mine, base, DiagnosisPut(text="IRIS 2"))
    found = (await seen(gate, clinic, draft.id)).parts.diagnoses
    assert {one.text for one in found} == {"IRIS 2", "Otitis"}


async def test_the_same_words_from_two_people_are_no_conflict_and_one_save(
    gate: Gate, clinic: Clinic
) -> None:
    draft, part_id = await drafted(gate, clinic), new_id()
    base = await put(gate, clinic, NOOR, draft.id, part_id, draft.version, DiagnosisPut(text="CKD"))
    same = DiagnosisPut(text="CKD", kind="final")
    versions = [await put(gate, clinic, who, draft.id, part_id, base, same) for who in (EVA, NOOR)]
    assert versions == [base + 1, base + 1]


@pytest.mark.parametrize(("kind", "old", "_first", "second"), KINDS, ids=[kind.table for kind, *_ in KINDS])
async def test_a_part_that_a_colleague_took_out_does_not_come_back_from_a_form_that_was_read_before(
    gate: Gate,
    clinic: Clinic,
    kind: PartKind,
    old: msgspec.Struct,
    _first: msgspec.Struct,
    second: msgspec.Struct,
) -> None:
    draft, part_id = await drafted(gate, clinic), new_id()
    both_saw = await put(gate, clinic, EVA, draft.id, part_id, draft.version, old)
    async with gate.work(clinic.tenant, EVA) as work:
        gone = await service.remove_part(work, draft.id, kind, part_id, both_saw)
    for said in (second, old):
        with pytest.raises(FieldChangedMeanwhile) as refused:
            await put(gate, clinic, NOOR, draft.id, part_id, both_saw, said)
        told = {"current": None, "version": gone.version}
        assert refused.value.data == {"fields": {str(part_id): told}, **told}
    left = await seen(gate, clinic, draft.id)
    assert (left.version, left.parts) == (gone.version, draft.parts)
    chosen = await put(gate, clinic, NOOR, draft.id, part_id, gone.version, second)
    assert (await seen(gate, clinic, draft.id)).version == chosen == gone.version + 1


async def test_who_took_a_part_out_puts_it_back_with_what_was_answered(gate: Gate, clinic: Clinic) -> None:
    draft, part_id = await drafted(gate, clinic), new_id()
    base = await put(gate, clinic, EVA, draft.id, part_id, draft.version, DiagnosisPut(text="CKD"))
    async with gate.work(clinic.tenant, EVA) as work:
        gone = await service.remove_part(work, draft.id, DIAGNOSIS, part_id, base)
    assert gone.removed is not None
    await put(gate, clinic, EVA, draft.id, part_id, gone.version, gone.removed)
    assert [one.text for one in (await seen(gate, clinic, draft.id)).parts.diagnoses] == ["CKD"]


async def test_a_repeated_put_is_one_effect_even_after_somebody_elses(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    place = f"/api/staff/zwaluwhof/records/{draft.id}/diagnoses/{uuid4()}"
    sent = {"if-match": f'"{draft.version}"', "idempotency-key": "once"}
    async with browser(gate, NOOR, clinic.tenant, details.ROUTES) as client:
        first = await client.put(place, json={"text": "CKD"}, headers=sent)
        change = {"if-match": f'"{first.json()["version"]}"'}
        later = await client.put(place, json={"text": "IRIS 2"}, headers=change)
        again = await client.put(place, json={"text": "CKD"}, headers=sent)
    assert (first.status_code, again.json()) == (200, first.json())
    found = await seen(gate, clinic, draft.id)
    assert (found.version, found.parts.diagnoses[0].text) == (later.json()["version"], "IRIS 2")


async def test_what_somebody_else_made_of_a_part_comes_with_the_refusal(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    part_id = str(uuid4())
    place = f"/api/staff/zwaluwhof/records/{draft.id}/vaccinations/{part_id}"
    seen, shot = {"if-match": f'"{draft.version}"'}, {"product": "Nobivac", "given_on": "2026-03-02"}
    async with browser(gate, NOOR, clinic.tenant, details.ROUTES) as client:
        assert (await client.put(place, json=shot)).json()["code"] == "invalid"
        saved = (await client.put(place, json=shot, headers=seen)).json()
        other = await client.put(place, json={**shot, "batch": "B"}, headers=seen)
        gone = await client.delete(place, headers=seen)
        away = await client.delete(place, headers={"if-match": f'"{saved["version"]}"'})
        back = await client.put(place, json=shot, headers={"if-match": f'"{saved["version"]}"'})
    told = back.json()["fields"][part_id]
    assert (back.status_code, told) == (409, {"current": None, "version": away.json()["version"]})
    for refused in (other, gone):
        assert (refused.status_code, refused.json()["code"]) == (409, "field_changed_meanwhile")
        told = refused.json()["fields"][part_id]
        assert shot.items() <= told["current"].items()
        assert told["version"] == saved["version"]


async def test_a_part_that_a_colleague_put_back_knowingly_is_put_back_neither_over_it_nor_beside_it(
    gate: Gate, clinic: Clinic
) -> None:
    draft, part = await drafted(gate, clinic), new_id()
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, part, 1, DiagnosisPut(text="CKD"))
    async with gate.work(clinic.tenant, NOOR) as work:
        seen = (await queries.record(work, draft.id)).version
        gone = await service.remove_part(work, draft.id, DIAGNOSIS, part, seen)
    async with gate.work(clinic.tenant, EVA) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, part, gone.version, DiagnosisPut(text="IRIS 2"))
    with pytest.raises(FieldChangedMeanwhile):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.put_part(work, draft.id, DIAGNOSIS, part, gone.version, DiagnosisPut(text="CKD"))
    async with gate.work(clinic.tenant, NOOR) as work:
        left = (await queries.record(work, draft.id)).parts.diagnoses
    assert [one.text for one in left] == ["IRIS 2"]
