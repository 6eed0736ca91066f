"""What the system admin sees of background work."""

from datetime import datetime
from typing import Annotated

import msgspec


class JobRow(msgspec.Struct):
    """`state` is todo, doing, succeeded, failed, cancelled or aborted; `attempts` counts finished ones.

    `is_made_up_for` when the clock has asked for the same again since, and that went well.
    """

    id: int
    queue: str
    task: str
    state: str
    attempts: int
    scheduled_at: datetime | None
    changed_at: datetime | None
    tenant_id: str
    is_made_up_for: bool


class JobCount(msgspec.Struct):
    state: str
    count: Annotated[int, msgspec.Meta(description="Jobs of the last three days; older ones are forgotten")]


class JobsPage(msgspec.Struct, kw_only=True):
    """The newest first. `next_cursor` is empty on the last page.

    `stuck` are failed jobs that nothing made up for: nobody tries them again but the system admin.
    """

    items: list[JobRow]
    counts: list[JobCount]
    stuck: int
    next_cursor: str | None = None
