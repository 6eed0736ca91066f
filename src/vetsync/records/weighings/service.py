"""A weighing that was written down wrongly: what it said stays beside what it says now, like an addendum."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View, Work
from vetsync.patients.clients.queries import require_patient
from vetsync.patients.clients.schemas import Changed, WeighingMend
from vetsync.patients.clients.service import correct_weighing as correct
from vetsync.records.errors import RecordNotSigned
from vetsync.records.events import RecordChanged
from vetsync.records.permissions import RECORDS_READ, RECORDS_WRITE
from vetsync.records.weighings.schemas import CorrectionView, WeighingView

RECORD_OF = """
select r.id, r.version, r.signed_at is null as is_open from patient_weight w join record r on r.id = w.source_id
where w.id = $1 and w.patient_id = $2 limit 1
"""
WEIGHINGS = """
select w.id, w.measured_at, w.grams, r.id as record_id, r.id is not null and r.signed_at is null as is_open
from patient_weight w left join record r on r.id = w.source_id
where w.patient_id = $1 order by w.measured_at desc, w.id desc limit 200
"""
CORRECTIONS = """
select c.weighing_id, c.id, c.grams_before, c.grams, c.reason, coalesce(g.name, '') as by_name, c.corrected_at
from weighing_correction c left join resource g on g.user_id = c.by_user_id
where c.weighing_id = any($1::uuid[]) order by c.corrected_at, c.id limit 500
"""


class WeighingRow(msgspec.Struct):
    id: UUID
    measured_at: datetime
    grams: int
    record_id: UUID | None
    is_open: bool


async def weighings(view: View, patient_id: UUID) -> list[WeighingView]:
    """Newest first; raises PatientNotFound."""
    view.require(RECORDS_READ)
    await require_patient(view, patient_id)
    rows = await view.rows(WeighingRow, WEIGHINGS, patient_id)
    mended: defaultdict[UUID, list[CorrectionView]] = defaultdict(list)
    for one in await view.records(CORRECTIONS, [row.id for row in rows]):
        mended[one["weighing_id"]].append(
            CorrectionView(
                grams_before=one["grams_before"],
                grams=one["grams"],
                reason=view.cipher.open("weighing_correction", "reason", one["id"], one["reason"]),
                by_name=one["by_name"],
                corrected_at=one["corrected_at"],
            )
        )
    return [WeighingView(**msgspec.structs.asdict(row), corrections=mended[row.id]) for row in rows]


async def correct_weighing(work: Work, patient_id: UUID, weighing_id: UUID, data: WeighingMend) -> Changed:
    """Raises RecordNotSigned for one of a visit that is still written up, where the number itself is changed; what
    `correct_weighing` of the patients raises.
    """
    work.require(RECORDS_WRITE)
    found = await work.records(RECORD_OF, weighing_id, patient_id)
    if found and found[0]["is_open"]:
        raise RecordNotSigned
    changed = await correct(work, patient_id, weighing_id, data)
    for one in found:
        work.emit(RecordChanged(record_id=one["id"], patient_id=patient_id, version=one["version"]))
    return changed
