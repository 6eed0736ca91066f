"""Reading a typed line as a command: what to do, with whom, when. Nothing is looked up here and nothing is done.

The names that remain (`who`) are for the finder; what was understood is shown as a filled form and confirmed there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from vetsync.kit.text import fold
from vetsync.search.commands.moments import Moment, read_moment
from vetsync.search.commands.words import (
    FILLERS,
    KINDS,
    PARTICLES,
    PLACES,
    SPECIES,
    SPLIT,
    SPLIT_TYPES,
    TITLES,
    TRIGGERS,
    Intent,
    Place,
)

LENGTH_MAX = 200
WEIGHT = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)(kg|kilo|kilos|g|gr|gram|grams)?")
WEIGHT_UNITS = {"kg": 1000, "kilo": 1000, "kilos": 1000, "g": 1, "gr": 1, "gram": 1, "grams": 1}
SPLIT_ANYWHERE = frozenset({("komt", "niet")})
LINKS = frozenset({"van", "of", "the"})
PHONE_DIGITS = range(9, 14)
GRAMS_MAX = 2_000_000
CLOSE = 0.8
"""How like a word must be to what it was meant for: one slip in six letters."""
CLOSE_PLACE = 0.9
"""Of a place's name: a whole line that is so like one is hardly anything else."""
PHRASES: list[tuple[tuple[str, ...], Intent]] = sorted(
    ((tuple(phrase.split()), intent) for intent, phrases in TRIGGERS.items() for phrase in phrases),
    key=lambda one: -len(one[0]),
)
_ONLY_IN_FRONT = (
    "new nieuwe nieuw open naar plan check show toon shift add app text sms push begin afspraak switch gaatje"
)
ONLY_IN_FRONT = frozenset(_ONLY_IN_FRONT.split())
"""Triggers that are ordinary words anywhere else."""


@dataclass(frozen=True)
class TypeName:
    """An appointment type of the practice, with what it is called."""

    key: str
    category: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """`who` is what is left to be found. `digits` is a telephone number as typed, without its spaces."""

    intent: Intent
    who: str = ""
    type_key: str | None = None
    when: Moment = field(default_factory=Moment)
    grams: int | None = None
    species: str | None = None
    place: Place | None = None
    digits: str | None = None


@dataclass
class _Line:
    """The words of a line, and which of them are still unread."""

    words: list[str]
    folded: list[str]
    free: list[bool]

    def take(self, at: int, size: int = 1) -> None:
        self.free[at : at + size] = [False] * size

    def places_of(self, phrase: Sequence[str]) -> Iterable[int]:
        size = len(phrase)
        for at in range(len(self.folded) - size + 1):
            if all(self.free[at : at + size]) and self.folded[at : at + size] == list(phrase):
                yield at

    def unread(self) -> list[str]:
        return [word for word, is_free in zip(self.folded, self.free, strict=True) if is_free]


def understand(text: str, types: Sequence[TypeName], today: date, locale: str) -> Understood:
    """What `text` (at most LENGTH_MAX characters count) asks for on `today`, the practice's own date."""
    line = _split(text[:LENGTH_MAX])
    whole = Understood("find", " ".join(line.words))
    if place := _place_alone(line.folded):
        return Understood("open", place=place)
    intent = _trigger(line)
    digits = _phone(line)
    grams = _weight(line, intent)
    if grams is not None and intent is None:
        intent = "weight"
    if intent in {None, "move"} and _lead_away(line, today, locale):
        intent = "move"
    when = Moment() if intent == "weight" and grams is not None else _moment(line, today, locale)
    type_key = _type(line, types, intent, when)
    species = _species(line) if intent == "new_patient" else None
    place = _place(line) if intent in {None, "open"} and (intent == "open" or when != Moment()) else None
    if intent == "message":
        _leave_out_what_to_say(line)
    who = _who(line, keeps_all=intent in {"new_client", "new_patient"})
    intent = _settled(intent, who, type_key, when, grams, place)
    if intent is None:
        return whole
    return Understood(
        intent, who, type_key, when, grams, species, place if intent == "open" else None, digits
    )


def _settled(
    intent: Intent | None,
    who: str,
    type_key: str | None,
    when: Moment,
    grams: int | None,
    place: Place | None,
) -> Intent | None:
    """What the parts make of a line that says no verb, or a verb that they contradict."""
    knows_when = when != Moment()
    if intent == "weight" and grams is None and knows_when:
        return "book"
    if intent == "open":
        return "open" if place else None
    if intent is not None:
        return intent
    if place and not who:
        return "open"
    if who and (knows_when or type_key):
        return "book"
    return "next_free" if type_key and knows_when else None


def _split(text: str) -> _Line:
    words = [word.strip(',;!?"()').rstrip(".:") for word in text.replace("’", "'").split()]
    words = [word for word in words if word]
    return _Line(words, [fold(word) for word in words], [True] * len(words))


def _trigger(line: _Line) -> Intent | None:
    for (first, last), intent in SPLIT.items():
        starts, ends = list(line.places_of((first,))), list(line.places_of((last,)))
        is_split = starts and ends and starts[0] < ends[-1]
        if is_split and (starts[0] == 0 or (first, last) in SPLIT_ANYWHERE):
            line.take(starts[0])
            line.take(ends[-1])
            return intent
    for phrase, intent in PHRASES:
        for at in line.places_of(phrase):
            if at == 0 or " ".join(phrase) not in ONLY_IN_FRONT:
                line.take(at, len(phrase))
                return intent
    return None


def _phone(line: _Line) -> str | None:
    """The longest run of words of digits that together are as long as a telephone number."""
    runs: list[tuple[int, int, str]] = []
    for start in range(len(line.folded)):
        digits = ""
        for end in range(start, len(line.folded)):
            word = line.folded[end]
            if not line.free[end] or not re.fullmatch(r"\+?[\d()/-]+", word):
                break
            digits += re.sub(r"[^\d+]", "", word)
            if len(digits.lstrip("+")) in PHONE_DIGITS and digits[0] in "+0":
                runs.append((start, end - start + 1, digits))
    if not runs:
        return None
    start, size, digits = max(runs, key=lambda run: len(run[2]))
    line.take(start, size)
    return digits


def _weight(line: _Line, intent: Intent | None) -> int | None:
    """In grams: a number with a unit, one with a fraction where no verb says otherwise, or any after "weight"."""
    if intent not in {None, "weight"}:
        return None
    for at, word in enumerate(line.folded):
        found = WEIGHT.fullmatch(word) if line.free[at] else None
        if found is None:
            continue
        after = line.folded[at + 1] if at + 1 < len(line.folded) else ""
        unit = found[2] or (after if after in WEIGHT_UNITS else "")
        is_clock = "." in found[1] and len(found[1].split(".")[1]) == 2 and int(found[1].split(".")[0]) < 24
        looks_like_one = re.search(r"[.,]", found[1]) and not is_clock
        if unit or intent == "weight" or (looks_like_one and at == len(line.folded) - 1):
            grams = round(float(found[1].replace(",", ".")) * WEIGHT_UNITS.get(unit, 1000))
            if 0 < grams <= GRAMS_MAX:
                line.take(at, 2 if unit and not found[2] else 1)
                return grams
    return None


def _moment(line: _Line, today: date, locale: str) -> Moment:
    # What was read already must not be read again, and must not be jumped over either.
    visible = [word if is_free else "|" for word, is_free in zip(line.folded, line.free, strict=True)]
    moment, taken = read_moment(visible, today, locale)
    for at, was_taken in enumerate(taken):
        if was_taken:
            line.take(at)
    return moment


def _leave_out_what_to_say(line: _Line) -> None:
    """ "text Terpstra that the tablets are ready": the words after "that" are no name."""
    for at, word in enumerate(line.folded):
        if word in {"dat", "that"} and line.free[at]:
            line.take(at, len(line.free) - at)


def _is_name(line: _Line, at: int) -> bool:
    """A capital inside a line is no slip of the pen."""
    return at > 0 and line.words[at][:1].isupper()


def _lead_away(line: _Line, today: date, locale: str) -> bool:
    """ "from tomorrow to Friday": the first of two days is where the visit is now, and is read over."""
    for at, word in enumerate(line.folded):
        if word in {"naar", "to"} and line.free[at] and at > 0:
            before, taken = read_moment(line.folded[:at], today, locale)
            after, _ = read_moment(line.folded[at + 1 :], today, locale)
            if before.on and after.on:
                for place, was_taken in enumerate(taken):
                    if was_taken:
                        line.take(place)
                return True
    return False


def _type(line: _Line, types: Sequence[TypeName], intent: Intent | None, when: Moment) -> str | None:
    """The practice's own names first, then what people call its categories; a slip of the pen is forgiven."""
    if intent not in {None, "book", "move", "cancel", "next_free", "weight"}:
        return None
    for (first, last), category in SPLIT_TYPES.items():
        starts = list(line.places_of((first,)))
        ends = list(line.places_of(tuple(last.split())))
        fit = next((one.key for one in types if one.category == category), None)
        if starts and ends and fit:
            line.take(starts[0])
            line.take(ends[-1], len(last.split()))
            return fit
    names = {tuple(fold(name).split()): one.key for one in types for name in (*one.names, one.key)}
    by_category: dict[str, str] = {}
    for one in types:
        by_category.setdefault(one.category, one.key)
    for category, words in KINDS.items():
        if category in by_category:
            for word in words:
                names.setdefault(tuple(word.split()), by_category[category])
    for phrase in sorted(names, key=len, reverse=True):
        for at in line.places_of(phrase):
            line.take(at, len(phrase))
            return names[phrase]
    single = [phrase[0] for phrase in names if len(phrase) == 1 and len(phrase[0]) > 4]
    for at, word in enumerate(line.folded):
        if (
            line.free[at]
            and len(word) > 4
            and not _is_name(line, at)
            and (close := get_close_matches(word, single, 1, CLOSE))
        ):
            line.take(at)
            return names[(close[0],)]
    return None


def _species(line: _Line) -> str | None:
    for species, words in SPECIES.items():
        for word in words:
            for at in line.places_of(word.split()):
                line.take(at, len(word.split()))
                return species
    return None


def _place_alone(folded: Sequence[str]) -> Place | None:
    said = " ".join(folded)
    by_name = {name: place for place, names in PLACES.items() for name in names}
    if said in by_name:
        return by_name[said]
    close = get_close_matches(said, [name for name in by_name if len(name) > 6], 1, CLOSE_PLACE)
    return by_name[close[0]] if close else None


def _place(line: _Line) -> Place | None:
    for place, names in PLACES.items():
        for name in sorted(names, key=len, reverse=True):
            for at in line.places_of(name.split()):
                line.take(at, len(name.split()))
                return place
    return None


def _who(line: _Line, *, keeps_all: bool) -> str:
    """What nobody else has read, without the words that carry nothing."""
    left = [
        (at, word)
        for at, word in enumerate(line.words)
        if line.free[at] and line.folded[at] not in FILLERS | TITLES and not word.isdecimal()
    ]
    capital = [at for at, word in left if word[:1].isupper()]
    if capital:
        # Somebody who writes capitals writes names with them; the rest is about the visit.
        left = [(at, word) for at, word in left if at in capital or _belongs_to_a_name(line, at, capital)]
    while (
        len(left) > 1 and not keeps_all and line.folded[left[0][0]] in LINKS and _is_linked(line, left[0][0])
    ):
        del left[0]
    while left and line.folded[left[-1][0]] in PARTICLES | LINKS:
        del left[-1]
    return " ".join(re.sub(r"'s$", "", word) for _, word in left)


def _belongs_to_a_name(line: _Line, at: int, capital: Sequence[int]) -> bool:
    """A particle that leads, over other particles only, to a word with a capital."""
    if line.folded[at] not in PARTICLES:
        return False
    after = at + 1
    while after < len(line.words) and line.folded[after] in PARTICLES:
        after += 1
    return after in capital


def _is_linked(line: _Line, at: int) -> bool:
    """ "the surgery of Siep": the small word ties the name to what stands before it and isn't part of it."""
    is_last_name = at + 1 < len(line.words) and line.folded[at + 1] in PARTICLES
    was_title = at > 0 and line.folded[at - 1] in TITLES
    return at > 0 and not is_last_name and not was_title and not line.free[at - 1]
