"""What crosses the door about appointments that come back."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from vetsync.scheduling.bookings.schemas import AppointmentRow, Moment, Reason
from vetsync.scheduling.series.rules import TIMES_MAX, Unit
from vetsync.scheduling.slots.schemas import Slot, TypeKey


class SeriesWish(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Every so many weeks or months from the first start, which counts as one of `times`."""

    type: TypeKey
    starts_at: Moment
    vet_id: UUID
    every: Annotated[int, msgspec.Meta(ge=1, le=52)]
    unit: Unit
    times: Annotated[int, msgspec.Meta(ge=2, le=TIMES_MAX)]


class SeriesDate(msgspec.Struct):
    """One of the dates. `closed` is nobody there, or the practice closed; `alternatives` are the nearest free starts of
    the days around, and empty where it is free.
    """

    starts_at: datetime
    ends_at: datetime
    state: Literal["free", "taken", "closed"]
    alternatives: list[Slot]


class SeriesPreview(msgspec.Struct, kw_only=True):
    """Every date of the series, at most 26, without pages; `zone` is the practice's."""

    items: list[SeriesDate]
    zone: str


class SeriesBook(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The dates as somebody settled them; `reason` is read by the owner, `note` by the practice alone."""

    type: TypeKey
    patient_id: UUID
    vet_id: UUID
    starts: Annotated[list[Moment], msgspec.Meta(min_length=2, max_length=TIMES_MAX)]
    reason: Reason = ""
    note: Reason = ""


class SeriesView(msgspec.Struct, kw_only=True):
    """The appointments of a series that a step was about, at most 26, in order of time, without pages."""

    series_id: UUID
    items: list[AppointmentRow]
