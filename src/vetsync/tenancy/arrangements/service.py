"""What is kept of a person's screens, for that person alone."""

from datetime import timedelta
from typing import Any

import msgspec
from msgspec import UNSET

from vetsync.kit.db.work import Work
from vetsync.tenancy.arrangements.schemas import ArrangementChange
from vetsync.tenancy.permissions import PRACTICE_READ

WAY_KEPT_DAYS = 30
"""The way names patients; whoever comes back later has another day before them."""
KEPT_DAYS = 400
KEEP = """
insert into arrangement as a (user_id, trail, panels, places, quick, kept_at)
values ($1, coalesce($2::jsonb, '[]'), jsonb_strip_nulls(coalesce($3::jsonb, '{}')), coalesce($4::jsonb, '{}'),
        coalesce($5::text[], '{}'), $6)
on conflict (user_id) do update set
  trail = coalesce($2::jsonb, a.trail), panels = jsonb_strip_nulls(a.panels || coalesce($3::jsonb, '{}')),
  places = coalesce($4::jsonb, a.places), quick = coalesce($5::text[], a.quick), kept_at = $6
"""
FORGET_OWN = "delete from arrangement where user_id = $1"
FORGET_WAYS = "update arrangement set trail = '[]' where kept_at < $1 and trail <> '[]'"
FORGET = "delete from arrangement where kept_at < $1"


async def keep_arrangement(work: Work, change: ArrangementChange) -> None:
    """Nobody else ever sees it."""
    work.require(PRACTICE_READ)
    parts = [_plain(part) for part in (change.trail, change.panels, change.places, change.quick)]
    await work.execute(KEEP, work.actor.id, *parts, work.now)


def _plain(part: Any) -> Any:
    return None if part is UNSET else msgspec.to_builtins(part)


async def forget_own_arrangement(work: Work) -> None:
    """Everything back to where it stands for everybody."""
    work.require(PRACTICE_READ)
    await work.execute(FORGET_OWN, work.actor.id)


async def forget_arrangements(work: Work) -> int:
    """Nightly tidiness."""
    ways = await work.execute(FORGET_WAYS, work.now - timedelta(days=WAY_KEPT_DAYS))
    return ways + await work.execute(FORGET, work.now - timedelta(days=KEPT_DAYS))
