"""A record has room for more than any visit needs, and a bound all the same."""

import asyncio
from datetime import date
from pathlib import Path

import msgspec
import pytest

from tests.isolation.world import PDF
from tests.records.visits import NOOR, Clinic, drafted, sign, signed
from vetsync.kit.db.gate import Gate
from vetsync.kit.ids import new_id
from vetsync.kit.storage import local_storage
from vetsync.records import parts, queries, service
from vetsync.records.errors import RecordFull
from vetsync.records.files.service import put_file
from vetsync.records.parts import DEWORMING, DIAGNOSIS, LAB_RESULT, PRESCRIPTION, VACCINATION, PartKind
from vetsync.records.schemas import (
    AddendumWrite,
    DewormingPut,
    DiagnosisPut,
    LabResultPut,
    PrescriptionPut,
    VaccinationPut,
)

pytestmark = pytest.mark.anyio

FULL: list[tuple[PartKind, msgspec.Struct]] = [
    (DIAGNOSIS, DiagnosisPut(text="CKD")),
    (PRESCRIPTION, PrescriptionPut(product="Metacam", dose="1 ml", instruction="Daily")),
    (
        VACCINATION,
        VaccinationPut(product="Nobivac", batch="K", given_on=date(2026, 3, 2), diseases=["rabies"]),
    ),
    (DEWORMING, DewormingPut(product="Milbemax", given_on=date(2026, 3, 2))),
    (LAB_RESULT, LabResultPut(test="Crea", value="120")),
]


@pytest.mark.parametrize(("kind", "data"), FULL, ids=[kind.table for kind, _ in FULL])
async def test_a_record_has_room_for_so_many_parts_of_a_kind_and_shows_them_all(
    gate: Gate, clinic: Clinic, monkeypatch: pytest.MonkeyPatch, kind: PartKind, data: msgspec.Struct
) -> None:
    monkeypatch.setattr(parts, "PARTS_MAX", 3)
    draft, other = await drafted(gate, clinic), await drafted(gate, clinic)
    ids = [new_id() for _ in range(3)]
    async with gate.work(clinic.tenant, NOOR) as work:
        for part_id in (*ids, *ids):
            await service.put_part(work, draft.id, kind, part_id, 1, data)
        await service.put_part(work, other.id, kind, new_id(), 1, data)
    with pytest.raises(RecordFull):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.put_part(work, draft.id, kind, new_id(), 1, data)
    async with gate.view(clinic.tenant, NOOR) as view:
        assert await view.value(f"select count(*) from {kind.table} where record_id = $1", draft.id) == 3
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.remove_part(work, draft.id, kind, ids[0], 1000)
        await service.put_part(work, draft.id, kind, new_id(), 1, data)


async def test_a_draft_has_no_room_for_parts_that_are_put_in_and_taken_out_for_ever(
    gate: Gate, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PARTS_EVER_MAX", 4)
    draft, ids = await drafted(gate, clinic, plan="Diet"), [new_id() for _ in range(4)]
    async with gate.work(clinic.tenant, NOOR) as work:
        for part_id, (kind, data) in zip(ids, FULL, strict=False):
            await service.put_part(work, draft.id, kind, part_id, 1000, data)
            await service.remove_part(work, draft.id, kind, part_id, 1000)
    with pytest.raises(RecordFull):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.put_part(work, draft.id, DIAGNOSIS, new_id(), 1000, DiagnosisPut(text="CKD"))
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, ids[0], 1000, DiagnosisPut(text="CKD"))
    await sign(gate, clinic, draft.id)
    async with gate.view(clinic.tenant, NOOR) as view:
        assert await view.value("select taken_out from record where id = $1", draft.id) == {}


async def test_a_signed_record_has_room_for_so_many_addenda_and_no_more_by_hurrying(
    gate: Gate, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PARTS_MAX", 3)
    record = await signed(gate, clinic)

    async def add(number: int) -> bool:
        try:
            async with gate.work(clinic.tenant, NOOR) as work:
                await service.add_addendum(work, record.id, AddendumWrite(text=f"More {number}"))
        except RecordFull:
            return False
        return True

    assert sum(await asyncio.gather(*(add(number) for number in range(6)))) == 3
    async with gate.view(clinic.tenant, NOOR) as view:
        assert len((await queries.record(view, record.id)).addenda) == 3


async def test_a_draft_has_room_for_so_many_files(
    gate: Gate, clinic: Clinic, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(parts, "PARTS_MAX", 2)
    draft, storage = await drafted(gate, clinic), local_storage(tmp_path)
    ids = [new_id(), new_id()]
    async with gate.work(clinic.tenant, NOOR) as work:
        for file_id in (*ids, *ids):
            await put_file(work, draft.id, file_id, "a.pdf", PDF, storage)
    with pytest.raises(RecordFull):
        async with gate.work(clinic.tenant, NOOR) as work:
            await put_file(work, draft.id, new_id(), "a.pdf", PDF, storage)
