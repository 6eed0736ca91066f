"""What is remembered of opened things, for the person who opened them."""

from datetime import timedelta

from vetsync.kit.db.work import Work
from vetsync.search.finder.schemas import Opened
from vetsync.tenancy.permissions import PRACTICE_READ

KEPT_DAYS = 30
KEPT_OF_A_PERSON = 50
"""What somebody opened before these is hardly looked for because it was opened."""
NOTE = """
insert into recent_thing (user_id, kind, thing_id, used_at) values ($1, $2, $3, $4)
on conflict (user_id, kind, thing_id) do update set used_at = excluded.used_at
"""
KEEP_NEWEST = """
delete from recent_thing r where r.user_id = $1 and (r.kind, r.thing_id) not in (
  select x.kind, x.thing_id from recent_thing x where x.user_id = $1
  order by x.used_at desc, x.thing_id limit $2)
"""
FORGET = "delete from recent_thing where used_at < $1"
FORGET_ALL = "delete from recent_thing where user_id = $1"


async def note_opened(work: Work, opened: Opened) -> None:
    """That a thing was opened, so that it is found first. Nobody else sees it, and it
    is found only by whoever may see such a thing.
    """
    work.require(PRACTICE_READ)
    await work.execute(NOTE, work.actor.id, opened.kind, opened.id, work.now)
    await work.execute(KEEP_NEWEST, work.actor.id, KEPT_OF_A_PERSON)


async def forget_own(work: Work) -> None:
    """Everything that the person opened."""
    work.require(PRACTICE_READ)
    await work.execute(FORGET_ALL, work.actor.id)


async def forget_opened(work: Work) -> int:
    """Nightly tidiness."""
    return await work.execute(FORGET, work.now - timedelta(days=KEPT_DAYS))
