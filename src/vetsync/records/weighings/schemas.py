"""Weighings as the record knows them: at which visit, and what was mended since."""

from datetime import datetime
from uuid import UUID

import msgspec


class CorrectionView(msgspec.Struct, kw_only=True):
    """What a weighing said before, who mended it and why."""

    grams_before: int
    grams: int
    reason: str
    by_name: str
    corrected_at: datetime


class WeighingView(msgspec.Struct, kw_only=True):
    """`record_id` is of its visit; while that `is_open`, the number is changed there. Corrections: newest first."""

    id: UUID
    measured_at: datetime
    grams: int
    record_id: UUID | None
    is_open: bool
    corrections: list[CorrectionView]


class WeighingList(msgspec.Struct, kw_only=True):
    items: list[WeighingView]
