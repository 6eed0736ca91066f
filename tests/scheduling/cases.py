"""Random practices around the nights on which the clock changes, and how to store them."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.scheduling.reference import Case, Kind, Thing, WeeklyHours
from vetsync.kit.db.work import Work

NIGHTS = [
    ("Europe/Amsterdam", date(2026, 3, 28)),
    ("Europe/Amsterdam", date(2026, 10, 24)),
    ("Australia/Lord_Howe", date(2026, 4, 4)),
    ("Australia/Lord_Howe", date(2026, 10, 3)),
    ("Africa/Cairo", date(2026, 4, 23)),
    ("Africa/Cairo", date(2026, 10, 29)),
    ("America/St_Johns", date(2026, 3, 7)),
    ("America/St_Johns", date(2026, 10, 31)),
    ("Asia/Kathmandu", date(2026, 5, 4)),
]
CLOCKS = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in (0, 15, 30)] + ["24:00"]
NIGHT_CLOCKS = [
    "00:00",
    "00:15",
    "00:30",
    "00:45",
    "01:00",
    "01:30",
    "02:00",
    "02:10",
    "02:15",
    "02:30",
    "02:45",
]
NIGHT_CLOCKS += ["03:00", "03:30", "23:00", "23:30", "24:00"]


def random_uuid(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128))


def some_hours(rng: random.Random, share: float) -> list[WeeklyHours]:
    rows: list[WeeklyHours] = []
    for weekday in range(1, 8):
        if rng.random() > share:
            continue
        way = rng.random() * 1.2
        if way < 0.42:
            rows.append((weekday, "00:00", "24:00"))
            continue
        pool = NIGHT_CLOCKS if way < 0.8 else CLOCKS
        bounds = sorted(rng.sample(pool, 4 if way < 0.95 else 2))
        rows += [(weekday, a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    return rows


def some_spans(
    rng: random.Random, around: datetime, count: int, longest: int
) -> list[tuple[datetime, datetime]]:
    """Spans at five-minute steps that do not overlap each other."""
    spans: list[tuple[datetime, datetime]] = []
    for _ in range(count):
        start = around + timedelta(minutes=5 * rng.randint(-300, 1000))
        end = start + timedelta(minutes=5 * rng.randint(1, longest))
        if all(end <= a or b <= start for a, b in spans):
            spans.append((start, end))
    return spans


def random_case(seed: int) -> Case:
    rng = random.Random(seed)
    zone, night = NIGHTS[seed % len(NIGHTS)]
    first_on = night + timedelta(days=rng.randint(-1, 1))
    around = datetime(first_on.year, first_on.month, first_on.day, tzinfo=UTC)
    now = around + timedelta(minutes=rng.randint(-2000, 600))
    kind = Kind(
        minutes=rng.choice([5, 10, 15, 20, 30, 45]),
        before=rng.choice([0, 0, 5, 10, 15]),
        after=rng.choice([0, 0, 5, 10, 20]),
        grid=rng.choice([5, 10, 15, 20, 30, 60]),
        lead=rng.choice([0, 0, 60, 600]),
        horizon=rng.choice([1, 3, 60, 60, 365, 365]),
        needs=tuple(rng.sample(["room", "device"], rng.choice([0, 1, 1, 2]))),
        daily_limit=rng.choice([None, None, 1, 2, 3]),
        species=rng.choice([(), (), ("dog", "cat")]),
        online=rng.random() < 0.97,
    )
    things = []
    for what in ["vet"] * rng.randint(1, 3) + ["paravet"] + ["room"] * rng.randint(1, 3) + ["device"]:
        taken = [
            (a, b, *rng.choice([("confirmed", None), ("pending", None), ("cancelled", None),
                                ("held", now + timedelta(minutes=5)), ("held", now - timedelta(minutes=5))]))
            for a, b in some_spans(rng, around, rng.randint(0, 8), 20)
        ]  # fmt: skip
        things.append(
            Thing(
                id=random_uuid(rng), kind=what, sort=rng.randint(0, 1), active=rng.random() < 0.95,
                does=(what == "vet" and rng.random() < 0.9) or (what == "paravet" and rng.random() < 0.3),
                hours=some_hours(rng, 0.9), leave=some_spans(rng, around, rng.choice([0, 0, 1, 2]), 100), taken=taken,
            )
        )  # fmt: skip
    exceptions: list[tuple[date, str | None, str | None]] = []
    for on in {first_on + timedelta(days=rng.randint(-1, 3)) for _ in range(rng.randint(0, 2))}:
        opens, closes = sorted(rng.sample(CLOCKS, 2))
        exceptions.append((on, None, None) if rng.random() < 0.4 else (on, opens, closes))
    return Case(
        zone=zone, first_on=first_on, days=rng.randint(1, 3), now=now, kind=kind, things=things,
        weekly=some_hours(rng, 1), exceptions=exceptions, for_owner=rng.random() < 0.8,
        species=rng.choice([None, "dog", "horse"]) if rng.random() < 0.3 else None,
        only=rng.choice(things).id if rng.random() < 0.1 else None,
        visits=[(around + timedelta(minutes=5 * rng.randint(0, 900)), rng.choice(["pending", "confirmed", "declined"]))
                for _ in range(rng.randint(0, 3))],
    )  # fmt: skip


ADD_TYPE = """
insert into appointment_type (id, key, name_nl, name_en, category, minutes, before_minutes, after_minutes,
  grid_minutes, lead_minutes, horizon_days, species, daily_limit, online)
values ($1, 'visit', 'Bezoek', 'Visit', 'consult', $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
ADD_NEED = "insert into type_need (type_id, kind) select $1, * from unnest($2::text[])"
ADD_RESOURCE = "insert into resource (id, kind, name, sort, active) values ($1, $2, 'R', $3, $4)"
ADD_DOER = "insert into type_resource (type_id, resource_id) values ($1, $2)"
ADD_RESOURCE_HOURS = """
insert into resource_hours (id, resource_id, weekday, opens, closes)
select gen_random_uuid(), $1, w, o::time, c::time from unnest($2::int[], $3::text[], $4::text[]) x(w, o, c)
"""
ADD_OPENING_HOURS = """
insert into opening_hours (id, weekday, opens, closes)
select gen_random_uuid(), w, o::time, c::time from unnest($1::int[], $2::text[], $3::text[]) x(w, o, c)
"""
ADD_EXCEPTION = """
insert into hours_exception (id, on_date, opens, closes)
values (gen_random_uuid(), $1, $2::text::time, $3::text::time)
"""
ADD_LEAVE = """
insert into leave (id, resource_id, during)
select gen_random_uuid(), $1, tstzrange(a, b) from unnest($2::timestamptz[], $3::timestamptz[]) x(a, b)
"""
ADD_TAKEN = """
insert into booking_resource (id, appointment_id, resource_id, during, state, expires_at)
select gen_random_uuid(), gen_random_uuid(), $1, tstzrange(a, b), s, e
from unnest($2::timestamptz[], $3::timestamptz[], $4::text[], $5::timestamptz[]) x(a, b, s, e)
"""
ADD_VISIT = """
insert into appointment (id, type_id, client_id, patient_id, state, starts_at, ends_at, vet_id, created_at, source)
values (gen_random_uuid(), $1, $2, $3, $4, $5::timestamptz, $5 + interval '10 min', $6, now(), 'desk')
"""


async def store(work: Work, case: Case, client_id: UUID, patient_id: UUID) -> None:
    """Writes the case into the practice; the caller's transaction is thrown away afterwards."""
    kind, type_id = case.kind, UUID(int=1)
    await work.execute(
        ADD_TYPE, type_id, kind.minutes, kind.before, kind.after, kind.grid, kind.lead, kind.horizon,
        list(kind.species), kind.daily_limit, kind.online,
    )  # fmt: skip
    await work.execute(ADD_NEED, type_id, list(kind.needs))
    await work.execute(ADD_OPENING_HOURS, *columns(case.weekly, 3))
    for exception in case.exceptions:
        await work.execute(ADD_EXCEPTION, *exception)
    for thing in case.things:
        await work.execute(ADD_RESOURCE, thing.id, thing.kind, thing.sort, thing.active)
        await work.execute(ADD_RESOURCE_HOURS, thing.id, *columns(thing.hours, 3))
        await work.execute(ADD_LEAVE, thing.id, *columns(thing.leave, 2))
        await work.execute(ADD_TAKEN, thing.id, *columns(thing.taken, 4))
        if thing.does:
            await work.execute(ADD_DOER, type_id, thing.id)
    for starts_at, state in case.visits:
        await work.execute(ADD_VISIT, type_id, client_id, patient_id, state, starts_at, case.things[0].id)


def columns(rows: list[tuple[object, ...]] | list[WeeklyHours], width: int) -> list[list[object]]:
    return [[row[n] for row in rows] for n in range(width)]
