"""What crosses the door about a franchise's practices."""

from typing import Literal
from uuid import UUID

import msgspec

from vetsync.insights.practice.schemas import MonthComparison

Gap = Literal["closed", "late", "silent", "new"]
"""`closed`: suspended or leaving. `late`: gave no answer in time. `silent`: cannot be asked. `new`: no visit ever."""


class FranchisePractice(msgspec.Struct, kw_only=True):
    """One practice, counted as its own dashboard does: `visits_today` is the day's total. Where figures are empty or
    all nought, `gap` says why.
    """

    id: UUID
    slug: str
    name: str
    state: str
    visits_today: int | None
    requests_open: int | None
    month: MonthComparison | None
    gap: Gap | None
