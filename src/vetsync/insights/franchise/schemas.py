"""What crosses the door about a franchise's practices."""

from uuid import UUID

import msgspec

from vetsync.insights.practice.schemas import MonthComparison


class FranchisePractice(msgspec.Struct, kw_only=True):
    """One practice. Figures are empty while it is suspended, not ready or not answering; `requests_open` wait for its
    own staff.
    """

    id: UUID
    slug: str
    name: str
    state: str
    visits_today: int | None
    requests_open: int | None
    month: MonthComparison | None
