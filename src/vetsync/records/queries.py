"""Reads of medical records. Under the portal's role the same statements give only what is shared with the owner."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.records.errors import RecordNotFound
from vetsync.records.parts import DIAGNOSIS, LAB_RESULT, PARTS_MAX, PRESCRIPTION, plain_part
from vetsync.records.schemas import (
    Addendum,
    Deworming,
    Diagnosis,
    LabResult,
    Parts,
    Prescription,
    RecordFile,
    RecordState,
    RecordView,
    Vaccination,
    Vitals,
)

_records = """
select r.id, p.id as patient_id, p.name as patient_name, p.client_id, r.appointment_id, r.vet_id,
       coalesce(v.name, '') as vet_name, r.visited_at, coalesce(a.reason, '') as reason,
       coalesce(nullif(h.note, ''), a.note, '') as note, t.name_nl as type_name_nl, t.name_en as type_name_en,
       r.subjective, r.objective, r.assessment, r.plan, r.summary_for_owner, r.state, r.signed_at,
       coalesce(g.name, '') as signed_by_name, r.saved_at, s.shared_at, r.version
from record r
join patient o on o.id = r.patient_id
join patient p on p.id = coalesce(o.merged_into, o.id)
left join resource v on v.id = r.vet_id
left join resource g on g.user_id = r.signed_by
left join record_share s on s.record_id = r.id and s.ended_at is null
left join appointment a on a.id = r.appointment_id
left join visit h on (h.appointment_id = r.appointment_id or h.id = r.visit_id) and h.stage <> 'withdrawn'
left join appointment_type t on t.id = coalesce(a.type_id, h.type_id)
"""
"""Of whom a record is, is asked of the patient `o` that it was written for: `p`, where that was merged with another."""
RECORD = _records + "where r.id = $1"
RECORDS_TO_PRINT = _records + "where p.id = $1 order by r.visited_at desc, r.id desc limit $2"
VITALS = """
select record_id, weight_grams, temperature_tenths, pulse_per_minute, respiration_per_minute, body_condition, mucosa,
       capillary_refill_tenths
from record_vitals where record_id = any($1::uuid[]) limit $2
"""
DIAGNOSES = """
select record_id, id, body, kind, code from diagnosis where record_id = any($1::uuid[]) order by created_at, id limit $2
"""
PRESCRIPTIONS = """
select record_id, id, product, dose, instruction, quantity_hundredths, unit, days, repeats, supply_class
from prescription where record_id = any($1::uuid[]) order by created_at, id limit $2
"""
VACCINATIONS = """
select record_id, id, product, batch, diseases, given_on, valid_until_on
from vaccination where record_id = any($1::uuid[]) order by created_at, id limit $2
"""
DEWORMINGS = """
select record_id, id, product, given_on, next_on
from deworming where record_id = any($1::uuid[]) order by created_at, id limit $2
"""
LAB_RESULTS = """
select record_id, id, test, value, unit, low, high, remark
from lab_result where record_id = any($1::uuid[]) order by created_at, id limit $2
"""
FILES = """
select record_id, id, name, media_type, size_bytes, created_at
from record_file where record_id = any($1::uuid[]) order by created_at, id limit $2
"""
ADDENDA = """
select a.record_id, a.id, a.body, coalesce(g.name, '') as author_name, a.written_at
from record_addendum a left join resource g on g.user_id = a.author_user_id
where a.record_id = any($1::uuid[]) order by a.written_at, a.id limit $2
"""
FAR = datetime(9999, 1, 1, tzinfo=UTC)
ALL_BITS = UUID(int=2**128 - 1)
"""What the first page of a list comes before."""
NOTE_COLUMNS = ("subjective", "objective", "assessment", "plan", "summary_for_owner")

T = TypeVar("T")


class RecordRow(msgspec.Struct):
    """A record's row with the names around it; texts are sealed still."""

    id: UUID
    patient_id: UUID
    patient_name: str
    client_id: UUID
    appointment_id: UUID | None
    vet_id: UUID | None
    vet_name: str
    visited_at: datetime
    reason: str
    note: str
    type_name_nl: str | None
    type_name_en: str | None
    subjective: bytes | None
    objective: bytes | None
    assessment: bytes | None
    plan: bytes | None
    summary_for_owner: bytes | None
    state: RecordState
    signed_at: datetime | None
    signed_by_name: str
    saved_at: datetime
    shared_at: datetime | None
    version: int


async def record(view: View, record_id: UUID) -> RecordView:
    """The record whole; raises RecordNotFound."""
    row = await view.row(RecordRow, RECORD, record_id)
    if row is None:
        raise RecordNotFound
    return (await _whole(view, [row]))[0]


async def records_whole(view: View, patient_id: UUID, limit: int) -> list[RecordView]:
    """A patient's newest records whole, for printing."""
    return await _whole(view, await view.rows(RecordRow, RECORDS_TO_PRINT, patient_id, limit))


async def parts_of(view: View, record_ids: list[UUID]) -> dict[UUID, Parts]:
    """Everything beside the notes, for each of the records; seven statements however many there are."""
    open_part, limit = plain_part, len(record_ids) * PARTS_MAX
    vitals = {
        row["record_id"]: Vitals(**_without(row, "record_id"))
        for row in await view.records(VITALS, record_ids, len(record_ids))
    }
    diagnoses = _grouped(
        (row["record_id"], Diagnosis(id=row["id"], **open_part(view, DIAGNOSIS, row["id"], _fields(row))))
        for row in await view.records(DIAGNOSES, record_ids, limit)
    )
    prescriptions = _grouped(
        (
            row["record_id"],
            Prescription(id=row["id"], **open_part(view, PRESCRIPTION, row["id"], _fields(row))),
        )
        for row in await view.records(PRESCRIPTIONS, record_ids, limit)
    )
    vaccinations = _grouped(
        (row["record_id"], Vaccination(id=row["id"], **_fields(row)))
        for row in await view.records(VACCINATIONS, record_ids, limit)
    )
    dewormings = _grouped(
        (row["record_id"], Deworming(id=row["id"], **_fields(row)))
        for row in await view.records(DEWORMINGS, record_ids, limit)
    )
    lab_results = _grouped(
        (row["record_id"], LabResult(id=row["id"], **open_part(view, LAB_RESULT, row["id"], _fields(row))))
        for row in await view.records(LAB_RESULTS, record_ids, limit)
    )
    files = _grouped(
        (row["record_id"], _file(view, row)) for row in await view.records(FILES, record_ids, limit)
    )
    return {
        record_id: Parts(
            vitals=vitals.get(record_id),
            diagnoses=diagnoses[record_id],
            prescriptions=prescriptions[record_id],
            vaccinations=vaccinations[record_id],
            dewormings=dewormings[record_id],
            lab_results=lab_results[record_id],
            files=files[record_id],
        )
        for record_id in record_ids
    }


def opened_note(view: View, column: str, record_id: UUID, blob: bytes | None) -> str:
    return view.cipher.open("record", column, record_id, blob) if blob else ""


async def _whole(view: View, rows: list[RecordRow]) -> list[RecordView]:
    ids = [row.id for row in rows]
    parts = await parts_of(view, ids)
    addenda = _grouped(
        (
            row["record_id"],
            Addendum(
                id=row["id"],
                text=view.cipher.open("record_addendum", "body", row["id"], row["body"]),
                author_name=row["author_name"],
                written_at=row["written_at"],
            ),
        )
        for row in await view.records(ADDENDA, ids, len(ids) * PARTS_MAX)
    )
    return [
        RecordView(
            **msgspec.structs.asdict(row)
            | {column: opened_note(view, column, row.id, getattr(row, column)) for column in NOTE_COLUMNS},
            parts=parts[row.id],
            addenda=addenda[row.id],
        )
        for row in rows
    ]


def _file(view: View, row: Any) -> RecordFile:
    name = view.cipher.open("record_file", "name", row["id"], row["name"])
    return RecordFile(
        id=row["id"],
        name=name,
        media_type=row["media_type"],
        size_bytes=row["size_bytes"],
        created_at=row["created_at"],
    )


def _without(row: Any, *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _fields(row: Any) -> dict[str, Any]:
    return _without(row, "record_id", "id")


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> defaultdict[UUID, list[T]]:
    grouped: defaultdict[UUID, list[T]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped
