"""Notes who has read a record, once per person, record and hour: a screen that fetches again is the same reading."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from vetsync.kit.db.work import View, Work

NOTED = "select true from record_reading where record_id = $1 and user_id = $2 and read_at > $3"
NOTE = """
insert into record_reading (record_id, user_id, read_at)
select $1, $2, $3 where not exists (
  select from record_reading where record_id = $1 and user_id = $2 and read_at > $4)
on conflict (record_id, user_id) do update set read_at = excluded.read_at where record_reading.read_at <= $4
returning (select patient_id from record where id = $1)
"""

AGAIN_AFTER = timedelta(hours=1)


async def is_noted(view: View, record_id: UUID) -> bool:
    """Whether this person's reading stands in the activity log already; under the portal's role too."""
    return await view.value(NOTED, record_id, view.actor.id, _since(view)) is not None


async def note_reading(work: Work, record_id: UUID, reader: Literal["practice", "owner"]) -> None:
    """Of rivals that read at the same moment one leaves the entry. Raises LookupError for a reader who is nobody."""
    if work.actor.id is None:
        raise LookupError("only people read records")
    patient_id = await work.value(NOTE, record_id, work.actor.id, work.now, _since(work))
    if patient_id is not None:
        work.audit("record.read", "record", record_id, after={"patient": patient_id, "reader": reader})


def _since(view: View) -> datetime:
    return view.now - AGAIN_AFTER
