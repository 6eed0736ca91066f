"""Commands on series: all of its appointments in one transaction, or none, each judged as if it were booked alone."""

from typing import Any
from uuid import UUID

from vetsync.kit.db.work import Work
from vetsync.kit.errors import Invalid
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.lifecycle import cancel_appointment, lock_appointment
from vetsync.scheduling.bookings.moving import undo_last_step
from vetsync.scheduling.bookings.rules import LIVING
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk
from vetsync.scheduling.bookings.service import book_at_desk
from vetsync.scheduling.errors import NothingToUndo, SlotTaken, WrongState
from vetsync.scheduling.permissions import SCHEDULE_BOOK
from vetsync.scheduling.series.rules import TIMES_MAX
from vetsync.scheduling.series.schemas import SeriesBook

SERIES_OF = "select series_id from appointment where id = $1"
FOLLOWING = """
select id from appointment
where series_id = $1 and starts_at >= $2 and state in ('pending', 'confirmed') order by id limit $3
"""
CALLED_OFF_WITH = """
select id from appointment
where series_id = $1 and state = 'cancelled' and previous ->> 'step' = 'cancel' and previous ->> 'at' = $2
  and previous ->> 'by' is not distinct from $3
order by id limit $4
"""


async def book_series(work: Work, wanted: SeriesBook) -> tuple[UUID, list[UUID]]:
    """The series' id and its appointments'. Raises SlotTaken, which says for which `starts_at`, and all that
    book_at_desk raises; then nothing is booked.
    """
    work.require(SCHEDULE_BOOK)
    starts = sorted(set(wanted.starts))
    if len(starts) < len(wanted.starts):
        raise Invalid(code="date_twice", field="starts")
    series_id, booked = new_id(), []
    for starts_at in starts:
        booking = AppointmentBookAtDesk(
            type=wanted.type, starts_at=starts_at, patient_id=wanted.patient_id, vet_id=wanted.vet_id,
            reason=wanted.reason, note=wanted.note,
        )  # fmt: skip
        try:
            booked.append(await book_at_desk(work, booking, series_id=series_id))
        except SlotTaken as taken:
            raise SlotTaken(**taken.data, starts_at=starts_at) from None
    return series_id, booked


async def cancel_following(
    work: Work, appointment_id: UUID, reason: str | None = None, *, seen: int
) -> tuple[UUID, list[UUID]]:
    """This one and those of its series that come after it. One who is in the house keeps all of it from being called
    off. Raises NotFound, Stale, WrongState, InTheHouse.
    """
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    series_id = await work.value(SERIES_OF, appointment_id)
    if series_id is None or booked.state not in LIVING:
        raise WrongState(state=booked.state, step="cancel")
    following = await _ids(work, FOLLOWING, series_id, booked.starts_at, TIMES_MAX)
    for one in following:
        await cancel_appointment(work, one, reason)
    return series_id, following


async def undo_following(work: Work, appointment_id: UUID, *, seen: int) -> tuple[UUID, list[UUID]]:
    """Brings back all that was called off together with this one, or none of it where a place is gone meanwhile.

    Raises NotFound, Stale, NothingToUndo, SlotTaken, NobodyThere.
    """
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    series_id = await work.value(SERIES_OF, appointment_id)
    if series_id is None or booked.state != "cancelled" or booked.previous is None:
        raise NothingToUndo
    last = booked.previous
    together = await _ids(work, CALLED_OFF_WITH, series_id, last["at"], last["by"], TIMES_MAX)
    for one in together:
        await undo_last_step(work, one)
    return series_id, together


async def _ids(work: Work, sql: str, *args: Any) -> list[UUID]:
    return [row["id"] for row in await work.records(sql, *args)]
