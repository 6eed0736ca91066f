"""What fits what is typed, and in which order it is shown: no database, clock or network here."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from vetsync.identity.access.schemas import Colleague, Membership
from vetsync.kit.sought import Sought
from vetsync.kit.text import fold
from vetsync.search.commands.understand import Understood
from vetsync.search.commands.words import PLACES, Place
from vetsync.search.finder.around import Heard, TypeFound
from vetsync.search.finder.schemas import KINDS, Command, Found, Group, Kind, Matched

NEEDED: Mapping[Kind, str] = {
    "patient": "patients.read", "client": "patients.read", "appointment": "schedule.read", "staff": "staff.read",
    "type": "schedule.read", "place": "practice.read", "practice": "practice.read",
}  # fmt: skip
"""What somebody must hold to find things of a kind."""
NEEDED_IN: Mapping[Place, str] = {
    "schedule": "schedule.read", "desk": "schedule.read", "requests": "schedule.read", "types": "schedule.read",
    "patients": "patients.read", "messages": "messages.read", "insights": "reports.read", "team": "staff.read",
    "log": "audit.read",
}  # fmt: skip
"""What a screen asks of whoever opens it, beside `practice.read`."""
STILL_SOUGHT = dt.timedelta(hours=1)
"""Who was to come so long ago may still be on the way or in the room: their appointment is one to come."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the words, or nothing, which asks for what was opened lately."""

    text: str
    sought: Sought | None
    type_key: str | None
    locale: str


def how_it_fits(sought: Sought, names: Heard) -> Matched | None:
    """Whether every word begins one of the names, or sounds like one; None when it does not."""
    if all(pattern.strip("%") in names.folded for pattern in sought.beginnings):
        return "name"
    if not sought.guessed or not all(pattern.strip("%") in names.folded for pattern in sought.certain):
        return None
    fits = (
        f" {word}" in names.folded or sound.strip("%") in names.sounds
        for word, sound in zip(sought.guessed, sought.sounds, strict=True)
    )
    return "sound" if all(fits) else None


def people(
    asked: Asked, all_of_them: Iterable[tuple[Colleague, Heard]], used: Mapping[UUID, dt.datetime]
) -> list[Found]:
    """Staff whose names fit; without words those who were opened lately."""
    found = []
    for one, names in all_of_them:
        fits: Matched | None = how_it_fits(asked.sought, names) if asked.sought else None
        if one.id in used and (fits or asked.sought is None):
            fits = "recent"
        if fits:
            found.append(
                Found(
                    id=str(one.id), kind="staff", title=one.name, subtitle=one.role_name or one.role, matched=fits,
                    is_recent=one.id in used,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_recent, one.matched == "sound", fold(one.title)))


def types(asked: Asked, all_of_them: Iterable[TypeFound]) -> list[Found]:
    """Appointment types that the words name, in either language, or that the whole line speaks of."""
    found = []
    for one in all_of_them:
        fits = how_it_fits(asked.sought, one.heard) if asked.sought else None
        if fits is None and asked.type_key == one.key:
            fits = "type"
        if fits:
            found.append(Found(id=one.key, kind="type", title=one.name(asked.locale), matched=fits))
    return sorted(found, key=lambda one: (one.matched != "type", one.matched == "sound", one.title))


def places(asked: Asked, permissions: frozenset[str] | None, opened: Place | None) -> list[Found]:
    """Screens that are called so in either language; `permissions` of None may open them all."""
    found = []
    for place, names in PLACES.items():
        needed = NEEDED_IN.get(place, "practice.read")
        name = names[0] if place == opened else _called(asked.text, names)
        if name and (permissions is None or needed in permissions):
            found.append(Found(id=place, kind="place", title=name, matched="name"))
    return found


def _called(text: str, names: Sequence[str]) -> str | None:
    words = fold(text)
    return next((name for name in names if words and name.startswith(words)), None)


def practices(asked: Asked, all_of_them: Sequence[tuple[Membership, Heard]], here: str) -> list[Found]:
    """Other practices of somebody who works in several."""
    found = []
    for one, names in all_of_them:
        fits = how_it_fits(asked.sought, names) if asked.sought and one.practice_slug != here else None
        if fits:
            found.append(
                Found(
                    id=one.practice_slug,
                    kind="practice",
                    title=one.practice_name,
                    subtitle=one.role,
                    matched=fits,
                )
            )
    return found


def fit(asked: Asked, one: Found) -> int:
    """0 is called as was typed or bears that number, 1 begins so, 2 was found because it sounds or looks so."""
    if asked.sought is None or one.matched in {"number", "type"}:
        return 0
    whose = one.subtitle if one.kind in {"patient", "appointment"} else ""
    names = f" {fold(one.title)} {fold(whose)} "
    if all(pattern.replace("%", " ").strip() in names.split() for pattern in asked.sought.beginnings):
        return 0
    if one.matched == "recent":
        return 1 if all(pattern.strip("%") in names for pattern in asked.sought.beginnings) else 2
    return 2 if one.matched in {"sound", "letters"} else 1


def as_groups(asked: Asked, found: Mapping[Kind, Sequence[Found]], limit: int) -> list[Group]:
    """At most `limit` of each kind, nothing twice, kinds in their fixed order; what fits best first, and of what fits
    as well what was opened lately.
    """
    groups = []
    for kind in KINDS:
        best_first = sorted(found.get(kind, ()), key=lambda one: (fit(asked, one), not one.is_recent))
        once: dict[str, Found] = {}
        for one in best_first:
            once.setdefault(one.id, one)
        items = list(once.values())
        if items:
            groups.append(Group(kind=kind, items=items[:limit], has_more=len(items) > limit))
    return groups


def as_command(read: Understood) -> Command | None:
    """What a line asks to be done; nothing where it only looks for something."""
    if read.intent == "find" and not (read.no_day or read.no_time):
        return None
    return Command(
        intent=read.intent, who=read.who, type_key=read.type_key, on=read.when.on, at=read.when.at,
        part=read.when.part, grams=read.grams, species=read.species, place=read.place, digits=read.digits,
        choice=read.choice, no_day=read.no_day, no_time=read.no_time,
    )  # fmt: skip
