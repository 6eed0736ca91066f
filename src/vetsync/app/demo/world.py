"""Invents the demo's people, animals and visits: pure, from a seed and today's date, without a database."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from vetsync.app.demo import cast
from vetsync.app.demo.cast import Case, Clinic
from vetsync.scheduling.presets import TYPES

T = TypeVar("T")
ZONE = ZoneInfo("Europe/Amsterdam")
CLIENTS = 800
PATIENTS = 1_200
WEEKS_PAST = 26
WEEKS_AHEAD = 4
YOUNGEST = dt.timedelta(weeks=10)
"""Nobody comes before that age."""
OPENS, CLOSES = dt.time(8, 30), dt.time(17, 0)
LUNCH = (dt.time(12, 20), dt.time(13, 0))


@dataclass(frozen=True)
class Person:
    id: UUID
    first_name: str
    prefix: str
    last_name: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name_whole}"

    @property
    def last_name_whole(self) -> str:
        return f"{self.prefix} {self.last_name}".strip()


@dataclass(frozen=True)
class StaffMember:
    """`resource_id` is set for those who stand in the agenda."""

    person: Person
    clinic: str
    role: str
    resource_id: UUID | None
    licence: str | None = None


@dataclass(frozen=True)
class DemoClient:
    id: UUID
    clinic: str
    person: Person
    phone: str
    street: str
    postcode: str
    city: str
    user_id: UUID | None
    since: dt.datetime


@dataclass(frozen=True)
class DemoPatient:
    id: UUID
    client: DemoClient
    pet_id: UUID | None
    name: str
    species: str
    breed: str
    sex: str
    neutered: bool
    born_on: dt.date
    colour: str
    chip: str | None
    grown_grams: int
    """What it weighs as an adult; the young weigh less."""
    deceased_on: dt.date | None


@dataclass(frozen=True)
class Visit:
    id: UUID
    clinic: str
    patient: DemoPatient
    vet_id: UUID
    """Whose visit it is: of a paravet what is theirs to do."""
    signer_id: UUID
    """The vet in whose hours and room it falls, who signs what was written."""
    room_id: UUID
    type_key: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: str
    case: Case
    grams: int
    """What the scales say, should it come to that."""
    source: str


@dataclass
class World:
    """Everything the loader writes, in the order in which it must be written."""

    today: dt.date
    dice: random.Random = field(default_factory=lambda: random.Random(cast.SEED))  # noqa: S311 - a demo, no secret
    staff: list[StaffMember] = field(default_factory=list)
    rooms: dict[str, list[UUID]] = field(default_factory=dict)
    owners: list[Person] = field(default_factory=list)
    clients: list[DemoClient] = field(default_factory=list)
    patients: list[DemoPatient] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    def weighings(self) -> dict[UUID, tuple[dt.datetime, int]]:
        """When each patient was weighed last, and what it weighed then: who never came, when they were registered."""
        found = {
            one.id: (registered_at(one), weighed_grams(one, registered_at(one).date(), 0))
            for one in self.patients
        }
        for visit in sorted(self.visits, key=lambda one: one.starts_at):
            if visit.state == "completed":
                found[visit.patient.id] = (visit.starts_at, visit.grams)
        return found

    @classmethod
    def empty(cls) -> "World":
        return cls(dt.date(2026, 1, 1))

    def new_id(self) -> UUID:
        """UUIDv7 in form, the same in each load."""
        bits = self.dice.getrandbits(128)
        stamp = int(dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp() * 1000) + self.dice.randrange(10**9)
        return UUID(
            int=(stamp << 80)
            | (0x7 << 76)
            | ((bits >> 64 & 0xFFF) << 64)
            | (0b10 << 62)
            | (bits & (2**62 - 1))
        )


OFTEN = {"consult": 34, "vaccination": 30, "recheck": 16, "nurse": 8, "dental": 6, "surgery": 6}
REQUESTS_UNANSWERED = {"zwaluwhof": 0.013, "oudekade": 0.008, "lindedam": 0.025, "boomklever": 0.013}
"""The share of coming visits that are still requests, by clinic."""
PARAVET_DOES = ("nurse",)
KINDS = {kind.key: kind for kind in TYPES}


def invent(today: dt.date) -> World:
    world = World(today)
    hire(world)
    _register(world)
    _fill_agendas(world)
    return world


def _person(world: World, address: str | None = None) -> Person:
    dice = world.dice
    first = dice.choice(cast.FIRST_NAMES)
    prefix, last = dice.choice(cast.LAST_NAMES)
    if address is not None:
        first, (prefix, last) = _unused(world, first, (prefix, last))
    number = len(world.staff) + len(world.clients) + len(world.owners)
    email = address or f"person{number}@{cast.MAIL_DOMAIN}"
    return Person(world.new_id(), first, prefix, last, email)


def _unused(world: World, first: str, last: tuple[str, str]) -> tuple[str, tuple[str, str]]:
    """Colleagues are called by their first names, so no two of them have the same; nor are they family."""
    people = [member.person for member in world.staff]
    firsts, lasts = {one.first_name for one in people}, {one.last_name for one in people}
    return (
        next((name for name in _from(cast.FIRST_NAMES, first) if name not in firsts), first),
        next((name for name in _from(cast.LAST_NAMES, last) if name[1] not in lasts), last),
    )


def _from(names: Sequence[T], first: T) -> Sequence[T]:
    """All names, beginning with this one."""
    start = names.index(first)
    return [*names[start:], *names[:start]]


def hire(world: World) -> None:
    for clinic in cast.CLINICS:
        world.rooms[clinic.slug] = [world.new_id() for _ in range(clinic.vets)]
        roles = [
            ("clinic_admin", 1, False),
            ("vet", clinic.vets, True),
            ("paravet", clinic.paravets, True),
            ("receptionist", clinic.receptionists, False),
        ]  # fmt: skip
        for role, count, in_agenda in roles:
            for number in range(1, count + 1):
                suffix = "" if number == 1 else str(number)
                address = f"{role.replace('_', '-')}{suffix}.{clinic.slug}@{cast.MAIL_DOMAIN}"
                world.staff.append(
                    StaffMember(
                        person=_person(world, address),
                        clinic=clinic.slug,
                        role=role,
                        resource_id=world.new_id() if in_agenda else None,
                        licence=f"9{world.dice.randrange(10**7):07d}" if role == "vet" else None,
                    )
                )
    for role in ("franchise_admin", "regional_manager"):
        address = f"{role.replace('_', '-')}@{cast.MAIL_DOMAIN}"
        world.staff.append(StaffMember(_person(world, address), cast.FRANCHISE[0], role, None))


def _register(world: World) -> None:
    dice = world.dice
    for number, (first, last) in enumerate(cast.OWNER_NAMES, 1):
        address = f"owner{'' if number == 1 else number}@{cast.MAIL_DOMAIN}"
        world.owners.append(Person(world.new_id(), first, "", last, address))
    shares = [clinic.vets for clinic in cast.CLINICS]
    for number in range(CLIENTS):
        clinic = dice.choices(cast.CLINICS, shares)[0]
        owner = world.owners[number] if number < len(world.owners) else None
        if owner:
            clinic = cast.CLINICS[0]
        world.clients.append(_client(world, clinic, owner))
    extra = PATIENTS - CLIENTS
    owning = [
        *world.clients,
        *world.clients[: len(world.owners)],
        *dice.choices(world.clients[len(world.owners) :], k=extra - len(world.owners) - 1),
        world.clients[0],
    ]
    for client in owning:
        world.patients.append(_patient(world, client))


def _client(world: World, clinic: Clinic, owner: Person | None) -> DemoClient:
    dice = world.dice
    person = owner or _person(world)
    since = dt.datetime.combine(world.today, dt.time(9), dt.UTC) - dt.timedelta(days=dice.randrange(40, 1500))
    if dice.random() < 0.04:
        since = dt.datetime.combine(world.today, dt.time(9), dt.UTC) - dt.timedelta(
            days=dice.randrange(1, 40)
        )
    return DemoClient(
        id=world.new_id(),
        clinic=clinic.slug,
        person=person,
        # 06 0000 is a range that is handed out to nobody.
        phone=f"+3160000{dice.randrange(10**4):04d}",
        street=f"{dice.choice(cast.STREETS)} {dice.randrange(1, 180)}",
        postcode=f"{clinic.postcode[:4]} {dice.choice('ABCDEGHJ')}{dice.choice('KLMNPRST')}",
        city=clinic.city,
        user_id=owner.id if owner else None,
        since=since,
    )


def grown_share(species: str, born_on: dt.date, on: dt.date) -> float:
    """What part of its grown weight an animal has on a day: a third at birth, all of it once it is grown."""
    return min(1.0, 0.35 + 0.65 * max(0, (on - born_on).days) / cast.GROWN_AFTER_DAYS[species])


def weighed_grams(patient: DemoPatient, on: dt.date, number: int) -> int:
    """What the scales say on a day: nobody weighs exactly the same twice, and nobody leaves the range of the breed."""
    low, high = cast.GROWN_GRAMS[patient.species][patient.breed]
    grown = min(high, max(low, patient.grown_grams * (97 + number % 7) / 100))
    return round(grown * grown_share(patient.species, patient.born_on, on))


def registered_at(patient: DemoPatient) -> dt.datetime:
    """With its owner, or at ten weeks of age where it was born later."""
    grown = dt.datetime.combine(patient.born_on + YOUNGEST, dt.time(9), dt.UTC)
    return max(patient.client.since, grown)


def _patient(world: World, client: DemoClient) -> DemoPatient:
    dice = world.dice
    clinic = next(one for one in cast.CLINICS if one.slug == client.clinic)
    kinds = [kind for kind in cast.SPECIES_WEIGHTS if kind in clinic.species]
    mine = [patient for patient in world.patients if client.user_id and patient.client is client]
    sex = dice.choice(("male", "female"))
    if client.user_id:
        species, name, sex = cast.OWNED[len(mine) % len(cast.OWNED)]
    else:
        species = dice.choices(kinds, [cast.SPECIES_WEIGHTS[kind] for kind in kinds])[0]
        name = dice.choice(cast.PET_NAMES.get((species, sex)) or cast.PET_NAMES[species, ""])
    breed = dice.choice(cast.BREEDS[species])
    # Nobody comes before it is ten weeks old, not on the first day of the demo's past either.
    youngest = WEEKS_PAST * 7 + YOUNGEST.days
    born_on = world.today - dt.timedelta(days=dice.randrange(youngest, 365 * cast.LIVES_YEARS[species]))
    grown = dice.randint(*cast.GROWN_GRAMS[species][breed])
    is_dead = not client.user_id and dice.random() < 0.03
    return DemoPatient(
        id=world.new_id(),
        client=client,
        pet_id=world.new_id() if client.user_id else None,
        name=name,
        species=species,
        breed=breed,
        sex=sex,
        neutered=dice.random() < 0.6,
        born_on=born_on,
        colour=dice.choice(cast.COLOURS),
        # 528 is the Netherlands; 0999… is a range that no maker has.
        chip=f"5280999{dice.randrange(10**8):08d}" if species in {"dog", "cat"} else None,
        grown_grams=grown,
        deceased_on=world.today - dt.timedelta(days=dice.randrange(5, 150)) if is_dead else None,
    )


def _fill_agendas(world: World) -> None:
    first = world.today - dt.timedelta(weeks=WEEKS_PAST)
    for clinic in cast.CLINICS:
        patients = [patient for patient in world.patients if patient.client.clinic == clinic.slug]
        fitting = {key: [patient for patient in patients if cases_of(key, patient)] for key in cast.CASES}
        mine = [member for member in world.staff if member.clinic == clinic.slug]
        vets = [member for member in mine if member.role == "vet"]
        paravets = [member.resource_id for member in mine if member.role == "paravet" and member.resource_id]
        for day in range((WEEKS_PAST + WEEKS_AHEAD) * 7):
            on = first + dt.timedelta(days=day)
            if on.weekday() >= 5:
                continue
            seen: set[UUID] = set()
            taken: defaultdict[UUID, list[Visit]] = defaultdict(list)
            for vet, room in zip(vets, world.rooms[clinic.slug], strict=True):
                for visit in _day_of(world, clinic, fitting, seen, vet, room, on):
                    doer = (
                        _free_of(paravets, taken, visit) if visit.type_key in PARAVET_DOES else visit.vet_id
                    )
                    if doer is None:
                        continue
                    seen.add(visit.patient.id)
                    taken[doer].append(visit)
                    world.visits.append(replace(visit, vet_id=doer))


def _free_of(people: Sequence[UUID], taken: Mapping[UUID, Sequence[Visit]], visit: Visit) -> UUID | None:
    """The first who has nobody else at that time."""
    for one in people:
        if all(
            visit.starts_at >= other.ends_at or other.starts_at >= visit.ends_at
            for other in taken.get(one, ())
        ):
            return one
    return None


def cases_of(type_key: str, patient: DemoPatient) -> list[Case]:
    """Why an animal of this kind can come for such an appointment."""
    return [case for case in cast.CASES[type_key] if patient.species in case.species]


def _day_of(
    world: World, clinic: Clinic, fitting: Mapping[str, list[DemoPatient]], seen: Set[UUID], vet: StaffMember,
    room: UUID, on: dt.date,
) -> Iterator[Visit]:  # fmt: skip
    """One vet's visits on one day; the further ahead, the emptier. Whoever is `seen` that day comes no second time."""
    dice = world.dice
    ahead = (on - world.today).days
    fullness = max(0.12, 0.55 - ahead * 0.018) if ahead > 0 else 0.62 if ahead > -10 else 0.24
    clock = dt.datetime.combine(on, OPENS)
    closes = dt.datetime.combine(on, CLOSES)
    while clock < closes:
        kind = KINDS[dice.choices(list(OFTEN), list(OFTEN.values()))[0]]
        clock += dt.timedelta(minutes=kind.before_minutes)
        end = clock + dt.timedelta(minutes=kind.minutes)
        if clock.time() < LUNCH[1] and end.time() > LUNCH[0]:
            clock = dt.datetime.combine(on, LUNCH[1])
            continue
        patient = dice.choice(fitting[kind.key])
        fits = (
            end <= closes
            and patient.id not in seen
            and (patient.deceased_on is None or on < patient.deceased_on)
            and on > patient.born_on
        )
        if fits and dice.random() < fullness:
            yield _visit(world, clinic, patient, vet, room, kind.key, clock, end)
        clock = end + dt.timedelta(minutes=kind.after_minutes)


def _visit(
    world: World, clinic: Clinic, patient: DemoPatient, vet: StaffMember, room: UUID, key: str,
    starts: dt.datetime, ends: dt.datetime,
) -> Visit:  # fmt: skip
    dice = world.dice
    past = starts.date() < world.today
    fate = dice.random()
    if past:
        state = "no_show" if fate < 0.05 else "cancelled" if fate < 0.1 else "completed"
    else:
        is_request = starts.date() > world.today and fate < REQUESTS_UNANSWERED[clinic.slug]
        state = "pending" if is_request else "confirmed"
    assert vet.resource_id is not None
    return Visit(
        id=world.new_id(),
        clinic=clinic.slug,
        patient=patient,
        vet_id=vet.resource_id,
        signer_id=vet.resource_id,
        room_id=room,
        type_key=key,
        starts_at=starts.replace(tzinfo=ZONE).astimezone(dt.UTC),
        ends_at=ends.replace(tzinfo=ZONE).astimezone(dt.UTC),
        state=state,
        case=dice.choice(cases_of(key, patient)),
        grams=weighed_grams(patient, starts.date(), dice.randrange(7)),
        source="online" if state == "pending" or dice.random() < 0.35 else "desk",
    )
