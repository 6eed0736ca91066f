"""What is kept of a person's way, for that person alone."""

from datetime import timedelta

import msgspec

from vetsync.kit.db.work import Work
from vetsync.tenancy.arrangements.schemas import ArrangementChange
from vetsync.tenancy.permissions import PRACTICE_READ

KEPT = timedelta(days=30)
"""The way names patients; whoever comes back later has another day before them."""
KEEP = """
insert into arrangement (user_id, trail, kept_at) values ($1, $2, $3)
on conflict (user_id) do update set trail = excluded.trail, kept_at = excluded.kept_at
"""
FORGET = "delete from arrangement where kept_at < $1"


async def keep_arrangement(work: Work, change: ArrangementChange) -> None:
    """Nobody else ever sees it."""
    work.require(PRACTICE_READ)
    await work.execute(KEEP, work.actor.id, msgspec.to_builtins(change.trail), work.now)


async def forget_arrangements(work: Work) -> int:
    """Nightly tidiness."""
    return await work.execute(FORGET, work.now - KEPT)
