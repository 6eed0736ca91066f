"""Notes who has read a record, once per person, record and hour: a screen that fetches again is the same reading."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from vetsync.kit.db.work import View, Work

NOTED = "select true from record_reading where record_id = $1 and user_id = $2 and read_at > $3"
NOTE = """
insert into record_reading (record_id, user_id, read_at)
select one, $2, $3 from unnest($1::uuid[]) one where not exists (
  select from record_reading x where x.record_id = one and x.user_id = $2 and x.read_at > $4)
order by one limit cardinality($1::uuid[])
on conflict (record_id, user_id) do update set read_at = excluded.read_at where record_reading.read_at <= $4
returning record_id, (select r.patient_id from record r where r.id = record_id) as patient_id
"""
"""In the order of the ids, so that two who print the same file wait for each other and never for ever."""

AGAIN_AFTER = timedelta(hours=1)


async def is_noted(view: View, record_id: UUID) -> bool:
    """Whether this person's reading stands in the activity log already; under the portal's role too."""
    return await view.value(NOTED, record_id, view.actor.id, _since(view)) is not None


async def note_readings(work: Work, record_ids: Sequence[UUID], reader: Literal["practice", "owner"]) -> None:
    """Of rivals that read at the same moment one leaves the entry. Raises LookupError for a reader who is nobody."""
    if work.actor.id is None:
        raise LookupError("only people read records")
    for row in await work.records(NOTE, list(record_ids), work.actor.id, work.now, _since(work)):
        after = {"patient": row["patient_id"], "reader": reader}
        work.audit("record.read", "record", row["record_id"], after=after)


def _since(view: View) -> datetime:
    return view.now - AGAIN_AFTER
