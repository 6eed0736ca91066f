"""A weighing that was written down wrongly: what it said stays beside what it says now, like an addendum."""

from uuid import UUID

from vetsync.kit.db.work import Work
from vetsync.patients.clients.queries import doubtful_after
from vetsync.patients.clients.schemas import Changed, WeighingMend
from vetsync.patients.clients.service import correct_weighing as correct
from vetsync.patients.clients.service import lock_patient
from vetsync.records.errors import RecordNotSigned
from vetsync.records.events import RecordChanged
from vetsync.records.permissions import RECORDS_WRITE
from vetsync.records.rules import require_sure

RECORD_OF = """
select r.id, r.version, r.signed_at is null as is_open from patient_weight w join record r on r.id = w.source_id
where w.id = $1 and w.patient_id = $2 limit 1
"""


async def correct_weighing(work: Work, patient_id: UUID, weighing_id: UUID, data: WeighingMend) -> Changed:
    """Raises RecordNotSigned for one of a visit that is still written up, where the number itself is changed;
    WeightDoubtful as a signature does; what `correct_weighing` of the patients raises.
    """
    work.require(RECORDS_WRITE)
    found = await work.records(RECORD_OF, weighing_id, patient_id)
    if found and found[0]["is_open"]:
        raise RecordNotSigned
    await lock_patient(work, patient_id)
    before = await doubtful_after(work, patient_id, weighing_id, data.grams)
    require_sure(data.grams, data.sure_of_grams, before)
    changed = await correct(work, patient_id, weighing_id, data)
    for one in found:
        work.emit(RecordChanged(record_id=one["id"], patient_id=patient_id, version=one["version"]))
    return changed
