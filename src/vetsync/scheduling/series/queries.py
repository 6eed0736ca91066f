"""Reads about series."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vetsync.kit.changes import UNDO_WINDOW
from vetsync.kit.db.work import View
from vetsync.kit.errors import NotFound
from vetsync.scheduling.bookings.moving import IS_DOER
from vetsync.scheduling.bookings.queries import ROWS
from vetsync.scheduling.bookings.rules import require_reach
from vetsync.scheduling.bookings.schemas import AppointmentRow
from vetsync.scheduling.permissions import SCHEDULE_BOOK
from vetsync.scheduling.series.rules import TIMES_MAX, starts_of
from vetsync.scheduling.series.schemas import SeriesDate, SeriesPreview, SeriesView, SeriesWish
from vetsync.scheduling.slots.queries import bookable_type, nearest_slots, offered_slot
from vetsync.scheduling.slots.schemas import BookableType

ROWS_AMONG = ROWS + "where a.id = any($3::uuid[]) order by a.starts_at, a.id limit $4"


async def preview(view: View, wish: SeriesWish) -> SeriesPreview:
    """What each date would be, by the statement that booking holds itself against. Raises NotFound, Invalid."""
    view.require(SCHEDULE_BOOK)
    kind = await bookable_type(view, wish.type)
    if not kind.active:
        raise NotFound(field="type")
    if not await view.value(IS_DOER, wish.vet_id):
        raise NotFound(field="vet_id")
    starts = starts_of(wish.starts_at, wish.every, wish.unit, wish.times, ZoneInfo(view.tenant.zone))
    require_reach(starts[0], view.now)
    require_reach(starts[-1], view.now, field="times")
    return SeriesPreview(
        items=[await _date(view, kind, wish.vet_id, starts_at) for starts_at in starts], zone=view.tenant.zone
    )


async def _date(view: View, kind: BookableType, vet_id: UUID, starts_at: datetime) -> SeriesDate:
    ends_at = starts_at + timedelta(minutes=kind.minutes)
    if await offered_slot(view, kind.key, starts_at, vet_id, for_owner=False) is not None:
        return SeriesDate(starts_at, ends_at, "free", [])
    empty = await offered_slot(view, kind.key, starts_at, vet_id, for_owner=False, as_if_empty=True)
    nearest = await nearest_slots(view, kind.key, starts_at, vet_id, for_owner=False)
    return SeriesDate(starts_at, ends_at, "closed" if empty is None else "taken", nearest)


async def shown(view: View, series_id: UUID, appointment_ids: list[UUID]) -> SeriesView:
    rows = await view.rows(
        AppointmentRow, ROWS_AMONG, UNDO_WINDOW, view.tenant.zone, appointment_ids, TIMES_MAX
    )
    return SeriesView(series_id=series_id, items=rows)
