"""Commands on what is learned: note, switch, forget."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vetsync.kit.db.work import Work
from vetsync.search.likely.queries import holders, local_now, teacher
from vetsync.search.likely.rules import FADED, HALF_LIFE_DAYS, WEIGHT_MAX, counted, situation_of
from vetsync.search.likely.schemas import Noted
from vetsync.tenancy.permissions import PRACTICE_MANAGE, PRACTICE_READ

TEACH = """
insert into likely_count (role, context, act, taught_by, weight, counted_on)
select $1, x.context, x.act, $2, x.times, $3
from unnest($4::text[], $5::text[], $6::float8[]) as x(context, act, times)
where not exists (select from likely_switch s where s.holder_id = any($7::uuid[]) and not s.is_on)
order by x.context, x.act
on conflict (role, context, act, taught_by) do update set
  weight = least($9::float8, excluded.weight
    + likely_count.weight * power(0.5, greatest(excluded.counted_on - likely_count.counted_on, 0) / $8::float8)),
  counted_on = greatest(excluded.counted_on, likely_count.counted_on)
"""
"""In the order of the key, so that two windows of one person wait for each other instead of locking up."""
TURN = """
insert into likely_switch (holder_id, is_on, changed_at) values ($1, $2, $3)
on conflict (holder_id) do update set is_on = excluded.is_on, changed_at = excluded.changed_at
where likely_switch.is_on <> excluded.is_on
"""
FORGET_MINE = "delete from likely_count where taught_by = $1"
FORGET_ALL = "delete from likely_count"
FORGET_FADED = (
    "delete from likely_count where weight * power(0.5, ($1::date - counted_on) / $2::float8) < $3::float8"
)


async def note_acts(work: Work, role: str, items: Iterable[Noted]) -> None:
    """Adds to what the role does; nothing at all where the person or the practice has switched it off."""
    work.require(PRACTICE_READ)
    here = local_now(work)
    counts = counted(
        (situation_of(one, (here - dt.timedelta(seconds=one.ago_seconds)).time()), one.act) for one in items
    )
    binds: tuple[Any, ...] = (
        role, teacher(work), here.date(), [context for context, _ in counts],
        [act for _, act in counts], [float(times) for times in counts.values()], holders(work), HALF_LIFE_DAYS,
        WEIGHT_MAX,
    )  # fmt: skip
    await work.execute(TEACH, *binds)


async def switch_mine(work: Work, is_on: bool) -> None:
    work.require(PRACTICE_READ)
    await _turn(work, holders(work)[0], "user_account", is_on)


async def switch_practice(work: Work, is_on: bool) -> None:
    work.require(PRACTICE_MANAGE)
    await _turn(work, work.tenant.id, "practice", is_on)


async def forget_mine(work: Work) -> None:
    """What the person taught, of whatever role."""
    work.require(PRACTICE_READ)
    gone = await work.execute(FORGET_MINE, teacher(work))
    work.audit("likely.forget_mine", "user_account", work.actor.id, after={"counts": gone})


async def forget_all(work: Work) -> None:
    """What everybody of the practice taught."""
    work.require(PRACTICE_MANAGE)
    gone = await work.execute(FORGET_ALL)
    work.audit("likely.forget_all", "practice", work.tenant.id, after={"counts": gone})


async def forget_faded(work: Work) -> int:
    """Nightly tidiness."""
    return await work.execute(FORGET_FADED, local_now(work).date(), HALF_LIFE_DAYS, FADED)


async def _turn(work: Work, holder_id: UUID, subject: str, is_on: bool) -> None:
    if await work.execute(TURN, holder_id, is_on, work.now):
        work.audit("likely.switch", subject, holder_id, after={"is_on": is_on})
