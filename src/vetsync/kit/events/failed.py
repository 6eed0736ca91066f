"""Events that were given up: what the system admin sees of them, and starting them anew."""

from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View, Work
from vetsync.kit.events.relay import ATTEMPTS_MAX

# A row whose last attempt is under way is leased: its time is to come yet.
GIVEN_UP = """
select id, topic, attempts, fault, created_at, due_at from outbox
where done_at is null and attempts >= $1 and due_at <= now() and ($2::uuid is null or id > $2)
order by id limit $3
"""
TOPIC = "select topic from outbox where id = $1 and done_at is null and attempts >= $2 and due_at <= now()"
AGAIN = """
with again as (
  update outbox set attempts = 0, fault = null, due_at = now()
  where id = $1 and done_at is null and attempts >= $2 and due_at <= now() returning topic)
select topic, pg_notify('outbox', $3) from again
"""


class GivenUp(msgspec.Struct):
    """`fault` is the kind of the last error, never its text; empty when the node was killed at its last attempt."""

    id: UUID
    topic: str
    attempts: int
    fault: str | None
    created_at: datetime
    failed_at: datetime


async def given_up(view: View, after: UUID | None, limit: int) -> list[GivenUp]:
    """Of one schema, the oldest first."""
    return [GivenUp(*record) for record in await view.records(GIVEN_UP, ATTEMPTS_MAX, after, limit)]


async def topic_given_up(view: View, event_id: UUID) -> str | None:
    """The topic of an event that was given up; None for any other."""
    topic: str | None = await view.value(TOPIC, event_id, ATTEMPTS_MAX)
    return topic


async def try_again(work: Work, event_id: UUID) -> None:
    """Gives the event all its attempts again, at once; any that was not given up stays as it is."""
    await work.value(AGAIN, event_id, ATTEMPTS_MAX, str(work.tenant.id))
