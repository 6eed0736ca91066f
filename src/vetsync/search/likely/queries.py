"""Reads of what is learned."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from vetsync.kit.db.work import View
from vetsync.search.likely.rules import HALF_LIFE_DAYS, likely, situation_of
from vetsync.search.likely.schemas import LikelyAnswer, LikelyAsk, LikelySettings
from vetsync.tenancy.permissions import PRACTICE_READ

LEARNED = """
select x.is_on, c.context, c.act, c.weight
from (select not exists (select from likely_switch s where s.holder_id = any($5::uuid[]) and not s.is_on) as is_on) x
left join lateral (
  select k.context, k.act, sum(k.weight * power(0.5, greatest($3::date - k.counted_on, 0) / $4::float8)) as weight
  from likely_count k where x.is_on and k.role = $1 and k.context = any($2::text[])
  group by k.context, k.act order by 3 desc limit 500) c on true
"""
"""Five contexts of some tens of acts each at most; one row without an act where nothing is known or it is off."""
STANDING = """
select
  not exists (select from likely_switch s where s.holder_id = $1 and not s.is_on) as is_on_for_me,
  not exists (select from likely_switch s where s.holder_id = $2 and not s.is_on) as is_on_for_practice,
  coalesce(sum(c.worth) filter (where c.taught_by = $3), 0)::float8 as mine, coalesce(sum(c.worth), 0)::float8 as all
from (
  select taught_by, weight * power(0.5, greatest($4::date - counted_on, 0) / $5::float8) as worth
  from likely_count where context = '') c
"""


class _Count(msgspec.Struct):
    is_on: bool
    context: str | None
    act: str | None
    weight: float | None


class _Standing(msgspec.Struct):
    is_on_for_me: bool
    is_on_for_practice: bool
    mine: float
    all: float


async def likely_next(view: View, role: str, ask: LikelyAsk) -> LikelyAnswer:
    """What people of the role usually do where the person is now."""
    view.require(PRACTICE_READ)
    here = local_now(view)
    situation = situation_of(ask, here.time())
    learned: dict[str, dict[str, float]] = {}
    counts = await view.rows(
        _Count, LEARNED, role, list(situation.contexts()), here.date(), HALF_LIFE_DAYS, holders(view)
    )
    for count in counts:
        if count.context is not None and count.act is not None and count.weight is not None:
            learned.setdefault(count.context, {})[count.act] = count.weight
    return LikelyAnswer(is_on=counts[0].is_on, items=likely(learned, situation, ask.possible))


async def settings(view: View) -> LikelySettings:
    view.require(PRACTICE_READ)
    person, practice = holders(view)
    here = local_now(view)
    found = await view.row(_Standing, STANDING, person, practice, teacher(view), here.date(), HALF_LIFE_DAYS)
    assert found is not None  # a sum without groups is one row
    return LikelySettings(
        is_on_for_me=found.is_on_for_me, is_on_for_practice=found.is_on_for_practice,
        mine_acts=round(found.mine), practice_acts=round(found.all),
    )  # fmt: skip


def local_now(view: View) -> dt.datetime:
    return view.now.astimezone(ZoneInfo(view.tenant.zone))


def teacher(view: View) -> bytes:
    """Equal for what one person taught, and telling nobody without the practice's key whose it is."""
    return view.cipher.blind("likely_teacher", str(view.actor.id))


def holders(view: View) -> list[UUID]:
    """Whose switches count: the person's and the practice's."""
    return [view.actor.id or view.tenant.id, view.tenant.id]
