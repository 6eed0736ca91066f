"""What is kept of a person's arranged screens, for that person in that role alone."""

import msgspec

from vetsync.kit.db.work import Work
from vetsync.tenancy.layouts.schemas import Arranged, LayoutChange, LayoutView
from vetsync.tenancy.permissions import PRACTICE_READ

KEEP = """
insert into layout as l (user_id, role_key, workspace, parts, kept_at, version)
values ($1, $2, $3, jsonb_strip_nulls($4::jsonb), $5, 1)
on conflict (user_id, role_key, workspace) do update set
  parts = jsonb_strip_nulls(l.parts || $4::jsonb), kept_at = $5, version = l.version + 1
returning workspace, parts, version
"""
RESET = "delete from layout where user_id = $1 and role_key = $2 and workspace = $3"


async def keep_layout(work: Work, role: str, workspace: Arranged, change: LayoutChange) -> LayoutView:
    """Nobody else ever sees it."""
    work.require(PRACTICE_READ)
    kept = await work.records(KEEP, work.actor.id, role, workspace, change.plain(), work.now)
    return msgspec.convert(dict(kept[0]), LayoutView)


async def reset_layout(work: Work, role: str, workspace: Arranged) -> None:
    """Everything back to where it stands for everybody."""
    work.require(PRACTICE_READ)
    await work.execute(RESET, work.actor.id, role, workspace)
