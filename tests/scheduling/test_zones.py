"""Every zone, every change of the clock from 2024 to 2035: what is offered exists, and nothing valid is missing."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.scheduling.practice import SYSTEM, Practice
from tests.scheduling.reference import Case, Kind, Thing, free_starts
from tests.supplied import supplied_server
from vetsync.scheduling.slots.free import FREE_SLOTS

pytestmark = pytest.mark.anyio

WEEK = [
    (weekday, opens, closes)
    for weekday in range(1, 8)
    for opens, closes in (("00:00", "06:00"), ("22:00", "24:00"))
]
YEARS = range(2024, 2036)


@pytest.fixture
def current_zones() -> Iterator[None]:
    """The zones of the pinned tzdata package, as the server has them; the machine's own may be older."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(())
    ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(before)
    ZoneInfo.clear_cache()


def change_days(zone: ZoneInfo) -> list[date]:
    """Local dates on which the offset from UTC is another at the end than at the beginning."""
    days = []
    moment = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    before = moment.astimezone(zone).utcoffset()
    while moment.year in YEARS:
        moment += timedelta(days=1)
        after = moment.astimezone(zone).utcoffset()
        if after != before:
            days.append((moment - timedelta(hours=12)).astimezone(zone).date())
        before = after
    return days


def distinct_changes() -> list[tuple[str, date]]:
    """One zone of each set that keeps the same time; links and twins would only repeat it."""
    seen, found = set(), []
    for name in sorted(zoneinfo.available_timezones()):
        zone = ZoneInfo(name)
        for day in change_days(zone):
            around = tuple(
                (datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour))
                .astimezone(zone)
                .utcoffset()
                for hour in range(-24, 49)
            )
            if (day, around) not in seen:
                seen.add((day, around))
                found.append((name, day))
    return found


@pytest.mark.long
@pytest.mark.skipif(
    supplied_server() is not None, reason="its rules for zones may be of another year than ours"
)
@pytest.mark.usefixtures("current_zones")
async def test_every_change_of_the_clock_in_the_world_is_kept(practice: Practice) -> None:
    changes = distinct_changes()
    assert len(changes) > 300
    vet = Thing(id=practice.vets[0], kind="vet", does=True, hours=WEEK)
    wrong = []
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        for table, key in (("opening_hours", None), ("resource_hours", vet.id)):
            await work.execute(f"delete from {table}")
            for weekday, opens, closes in WEEK:
                more = {"resource_id": key} if key else {}
                columns = ", ".join(["id", "weekday", "opens", "closes", *more])
                values = "gen_random_uuid(), $1, $2::text::time, $3::text::time" + (", $4" if key else "")
                await work.execute(
                    f"insert into {table} ({columns}) values ({values})",
                    weekday,
                    opens,
                    closes,
                    *more.values(),
                )
        for zone, day in changes:
            first_on = day - timedelta(days=1)
            now = datetime(first_on.year, first_on.month, first_on.day, tzinfo=UTC) - timedelta(days=2)
            case = Case(zone, first_on, 3, now, Kind(20, grid=20), [vet], WEEK, [])
            rows = await work.records(
                FREE_SLOTS, "consult", first_on, first_on + timedelta(days=2), now, vet.id, zone, True, None, None,
                False, 5000, None,
            )  # fmt: skip
            if [row["starts_at"] for row in rows] != [start for start, _ in free_starts(case)]:
                wrong.append((zone, day))
    assert wrong == []
