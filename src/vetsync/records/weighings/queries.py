"""A patient's weighings, each with what it said before it was mended."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.patients.clients.queries import require_patient
from vetsync.records.permissions import RECORDS_READ
from vetsync.records.weighings.schemas import CorrectionView, WeighingView

WEIGHINGS = """
select w.id, w.measured_at, w.grams, r.id as record_id, r.id is not null and r.signed_at is null as is_open
from patient_weight w left join record r on r.id = w.source_id
where w.patient_id = $1 and ($2::uuid is null or w.source_id = $2) order by w.measured_at desc, w.id desc limit 200
"""
CORRECTIONS = """
select c.weighing_id, c.id, c.grams_before, c.grams, c.reason, coalesce(g.name, '') as by_name, c.corrected_at
from weighing_correction c left join resource g on g.user_id = c.by_user_id
where c.weighing_id = any($1::uuid[]) order by c.corrected_at desc, c.id desc limit 500
"""


class WeighingRow(msgspec.Struct):
    id: UUID
    measured_at: datetime
    grams: int
    record_id: UUID | None
    is_open: bool


async def weighings(view: View, patient_id: UUID, record_id: UUID | None = None) -> list[WeighingView]:
    """Newest first, 200 at most; or that of one visit, however long ago. Raises PatientNotFound."""
    view.require(RECORDS_READ)
    await require_patient(view, patient_id)
    rows = await view.rows(WeighingRow, WEIGHINGS, patient_id, record_id)
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
