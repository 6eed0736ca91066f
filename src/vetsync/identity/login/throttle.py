"""The brakes on guessing. A try is counted before the password is looked at, or rivals would all pass the check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from vetsync.identity.login.rules import DOUBLINGS_MAX, Brake, GrowingBrake, seconds_left
from vetsync.kit.db.work import Work
from vetsync.kit.errors import VetSyncError

RESERVE = """
insert into login_throttle as t (kind, key, tries, refusals, window_started_at) values ($1, $2, 1, 0, $3)
on conflict (kind, key) do update set
  tries = case when t.window_started_at <= $4 then 1 else t.tries + 1 end,
  refusals = case when t.window_started_at <= $4 then 0 else t.refusals end,
  window_started_at = case when t.window_started_at <= $4 then $3 else t.window_started_at end
where t.window_started_at <= $4 or t.tries < $5
returning t.tries
"""
RESERVE_GROWING = """
insert into login_throttle as t (kind, key, tries, refusals, window_started_at) values ($1, $2, 1, 0, $3)
on conflict (kind, key) do update set
  tries = case when t.window_started_at <= $4 then 1 else t.tries + 1 end, refusals = 0, window_started_at = $3
where t.window_started_at <= $4 or t.tries < $5
  or t.window_started_at + least($6::interval * power(2, least(t.tries - $5, $8)), $7::interval) <= $3
returning t.tries
"""
REFUSE = """
update login_throttle set refusals = refusals + 1 where kind = $1 and key = $2
returning refusals, tries, window_started_at
"""
GIVE_BACK = "update login_throttle set tries = greatest(tries - 1, 0) where kind = $1 and key = $2"
CLEAR = "delete from login_throttle where kind = $1 and key = $2"
FORGET = "delete from login_throttle where window_started_at < $1"

Place = tuple[Brake | GrowingBrake, bytes]

OWN = frozenset({"account", "device", "pair"})
"""What stands for one account; the others are shared by everybody at an address."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Which brake holds, for how long, and whether this is the first try it refuses in its window."""

    brake: Brake | GrowingBrake
    retry_after_seconds: int
    is_first: bool


class _Held(VetSyncError):
    """Takes back the places that were reserved before the one that refused."""

    def __init__(self, place: Place):
        super().__init__()
        self.place = place


async def reserve(work: Work, places: Sequence[Place]) -> Refusal | None:
    """Counts one try at every place, or at none and says which refused.

    Always in the order given, so that rivals cannot deadlock. A refused try is counted nowhere: hammering at one
    account does not brake everybody else.
    """
    try:
        async with work.attempt():
            for brake, key in places:
                if not await _count(work, brake, key):
                    raise _Held((brake, key))
    except _Held as held:
        brake, key = held.place
        refused = await work.records(REFUSE, brake.kind, key)
        refusals, tries, since = refused[0] if refused else (1, brake.tries_max, work.now)
        return Refusal(brake, seconds_left(brake, tries, since, work.now), refusals == 1)
    return None


async def _count(work: Work, brake: Brake | GrowingBrake, key: bytes) -> bool:
    binds = (brake.kind, key, work.now, work.now - brake.length, brake.tries_max)
    if isinstance(brake, Brake):
        return await work.value(RESERVE, *binds) is not None
    return await work.value(RESERVE_GROWING, *binds, brake.wait, brake.wait_max, DOUBLINGS_MAX) is not None


async def give_back(work: Work, places: Sequence[Place]) -> None:
    """After a right password: the account begins anew, and the shared brakes forget this try."""
    for brake, key in places:
        await work.execute(CLEAR if brake.kind in OWN else GIVE_BACK, brake.kind, key)


async def forget_windows(work: Work) -> int:
    """Daily tidiness."""
    return await work.execute(FORGET, work.now - timedelta(days=1))
