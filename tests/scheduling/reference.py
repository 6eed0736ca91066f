"""What is free, decided the slow way: minute by minute, in plain Python, knowing nothing of the statement."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
WeeklyHours = tuple[int, str, str]
"""ISO weekday, opens, closes; "24:00" is the end of the day."""


@dataclass
class Kind:
    """An appointment type as far as it decides about slots."""

    minutes: int
    before: int = 0
    after: int = 0
    grid: int = 10
    lead: int = 0
    horizon: int = 365
    needs: tuple[str, ...] = ()
    daily_limit: int | None = None
    species: tuple[str, ...] = ()
    online: bool = True


@dataclass
class Thing:
    """A resource: vet, paravet, room or device."""

    id: UUID
    kind: str
    sort: int = 0
    active: bool = True
    does: bool = False
    hours: list[WeeklyHours] = field(default_factory=list)
    leave: list[tuple[datetime, datetime]] = field(default_factory=list)
    taken: list[tuple[datetime, datetime, str, datetime | None]] = field(default_factory=list)


@dataclass
class Case:
    zone: str
    first_on: date
    days: int
    now: datetime
    kind: Kind
    things: list[Thing]
    weekly: list[WeeklyHours]
    exceptions: list[tuple[date, str | None, str | None]]
    for_owner: bool = True
    species: str | None = None
    only: UUID | None = None
    visits: list[tuple[datetime, str]] = field(default_factory=list)
    """Start and state of other appointments of the type, for the daily limit."""


def minutes_of(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def wall(on: date, clock: str) -> datetime:
    midnight = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a wall clock's time, before any zone
    return midnight + timedelta(minutes=minutes_of(clock))


def opening_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """In a gap later (the old offset), in a repeated hour the second time."""
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if second.astimezone(zone).replace(tzinfo=None, fold=0) == local:
        return second
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def closing_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """In a gap earlier (the new offset), in a repeated hour the second time; judged by the last minute."""
    return (local - MINUTE).replace(tzinfo=zone, fold=1).astimezone(UTC) + MINUTE


def covered(spans: list[tuple[datetime, datetime]], origin: datetime) -> set[int]:
    inside: set[int] = set()
    for start, end in spans:
        inside.update(range(int((start - origin) / MINUTE), int((end - origin) / MINUTE)))
    return inside


def hours_on(
    days: list[date], weekly: list[WeeklyHours], case: Case, exceptions: bool
) -> list[tuple[date, str, str]]:
    dated = {on for on, _, _ in case.exceptions} if exceptions else set()
    rows = [(on, o, c) for on in days if on not in dated for wd, o, c in weekly if wd == on.isoweekday()]
    if exceptions:
        rows += [(on, o, c) for on, o, c in case.exceptions if on in days and o is not None and c is not None]
    return rows


def free_starts(case: Case) -> list[tuple[datetime, list[UUID]]]:
    """Every free start with the vets who are free then, in the order of preference."""
    zone, kind = ZoneInfo(case.zone), case.kind
    if case.for_owner and not kind.online:
        return []
    if case.species and kind.species and case.species not in kind.species:
        return []
    last_on = case.first_on + timedelta(days=case.days - 1)
    span = [case.first_on + timedelta(days=n) for n in range(-2, case.days + 2)]
    origin = datetime(span[0].year, span[0].month, span[0].day, tzinfo=UTC) - timedelta(days=1)

    def there(weekly: list[WeeklyHours], exceptions: bool) -> set[int]:
        rows = hours_on(span, weekly, case, exceptions)
        return covered(
            [(opening_instant(wall(d, o), zone), closing_instant(wall(d, c), zone)) for d, o, c in rows],
            origin,
        )

    def blocked(thing: Thing, with_leave: bool) -> set[int]:
        spans = [(a, b) for a, b, state, expires in thing.taken
                 if state != "cancelled" and (expires is None or expires > case.now)]  # fmt: skip
        return covered(spans + (thing.leave if with_leave else []), origin)

    opened = there(case.weekly, True)
    doers = [t for t in case.things if t.does and t.active and (case.only is None or t.id == case.only)]
    doers = sorted((t for t in doers if t.kind in {"vet", "paravet"}), key=lambda t: (t.sort, t.id))
    present = {t.id: (there(t.hours, False) & opened) - covered(t.leave, origin) for t in doers}
    taken = {t.id: blocked(t, False) for t in doers}
    needs = [[blocked(t, True) for t in case.things if t.kind == need and t.active] for need in kind.needs]
    count: dict[date, int] = {}
    for start, state in case.visits:
        if state in {"pending", "confirmed", "completed"}:
            day = start.astimezone(zone).date()
            count[day] = count.get(day, 0) + 1
    found = []
    for minute in range((case.days + 5) * 1440):
        start = origin + minute * MINUTE
        local = start.astimezone(zone)
        if not case.first_on <= local.date() <= last_on or (local.hour * 60 + local.minute) % kind.grid:
            continue
        if case.for_owner:
            soonest = case.now + timedelta(minutes=kind.lead)
            if not soonest <= start < case.now + timedelta(days=kind.horizon):
                continue
            if kind.daily_limit is not None and count.get(local.date(), 0) >= kind.daily_limit:
                continue
        visit = range(minute, minute + kind.minutes)
        buffered = range(minute - kind.before, minute + kind.minutes + kind.after)
        if any(all(not room.isdisjoint(buffered) for room in rooms) for rooms in needs):
            continue
        vets = [t.id for t in doers if present[t.id].issuperset(visit) and taken[t.id].isdisjoint(buffered)]
        if vets:
            found.append((start, vets))
    return found
