"""Reading a typed line as a command: what to do, with whom, when. Nothing is looked up here and nothing is done.

The names that remain (`who`) are for the finder; what was understood is shown as a filled form and confirmed there.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vetsync.search.commands.closeness import closest
from vetsync.search.commands.kinds import TypeName, read_type
from vetsync.search.commands.line import Line
from vetsync.search.commands.moments import Moment, impossible_day, impossible_time, read_moment
from vetsync.search.commands.oneself import WISHES, Choice
from vetsync.search.commands.words import (
    FILLERS,
    PARTICLES,
    PLACES,
    SPECIES,
    SPLIT,
    TITLES,
    TRIGGERS,
    Intent,
    Place,
)

LENGTH_MAX = 200
WEIGHT = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)(kg|kilo|kilos|g|gr|gram|grams)?")
WEIGHT_UNITS = {"kg": 1000, "kilo": 1000, "kilos": 1000, "g": 1, "gr": 1, "gram": 1, "grams": 1}
WITH_A_TYPE = frozenset({None, "book", "move", "cancel", "next_free", "weight"})
SPLIT_ANYWHERE = frozenset({("komt", "niet"), ("kan", "niet")})
LINKS = frozenset({"van", "of", "the"})
PHONE_DIGITS = range(9, 14)
GRAMS_MAX = 2_000_000
PHRASES: list[tuple[tuple[str, ...], Intent]] = sorted(
    ((tuple(phrase.split()), intent) for intent, phrases in TRIGGERS.items() for phrase in phrases),
    key=lambda one: -len(one[0]),
)
TRIGGERING = frozenset(phrase for phrase, _ in PHRASES)
LONG_VERBS = {
    phrase[0]: intent
    for phrase, intent in PHRASES
    if len(phrase) == 1 and len(phrase[0]) > 5 and intent != "call"
}
"""Verbs that are known with a slip in them; not those of calling, because of them Belle would be one."""
CALLED_SO = frozenset({"bel", "ring"})
"""What asks for a call and is what animals are called, too."""
PLACE_CALLED = {name: place for place, names in PLACES.items() for name in names}
LONG_PLACES = tuple(name for name in PLACE_CALLED if len(name) > 6)
CLOSE_VERB = 0.83
CLOSE_PLACE = 0.9
"""Of a place's name: a whole line that is so like one is hardly anything else."""
_ONLY_IN_FRONT = (
    "new nieuwe nieuw open naar plan check show toon shift add app text sms push begin afspraak switch"
    " call phone ring telephone bel bellen"
)
ONLY_IN_FRONT = frozenset(_ONLY_IN_FRONT.split()) | {"gaatje", "appointment"}
"""Triggers that are ordinary words anywhere else."""


@dataclass(frozen=True)
class Understood:
    """`who` is what is left to be found. `digits` is a telephone number as typed, without its spaces. `choice` is the
    theme or language that is asked for, `no_day` a date as typed that does not exist, and `no_time` such a time.
    """

    intent: Intent
    who: str = ""
    type_key: str | None = None
    when: Moment = field(default_factory=Moment)
    grams: int | None = None
    species: str | None = None
    place: Place | None = None
    digits: str | None = None
    choice: Choice | None = None
    no_day: str | None = None
    no_time: str | None = None


def understand(text: str, types: Sequence[TypeName], today: date, locale: str) -> Understood:
    """What `text` (at most LENGTH_MAX characters count) asks for on `today`, the practice's own date."""
    line = Line.of(text[:LENGTH_MAX])
    whole = Understood("find", " ".join(text.split())[:LENGTH_MAX])
    if wish := WISHES.get(" ".join(line.folded)):
        # One word alone may be somebody's name.
        is_name = wish[0] == "theme" and len(line.words) == 1
        return Understood(wish[0], whole.who if is_name else "", choice=wish[1])
    if _is_a_name(line):
        return whole
    if place := _place_alone(line.folded):
        return Understood("open", place=place)
    intent = _trigger(line)
    if intent == "call" and _is_called_so(line, types):
        intent = None
    digits = _phone(line)
    grams = _weight(line, intent)
    if grams is not None and intent is None:
        intent = "weight"
    if intent in {None, "move"} and _lead_away(line, today, locale):
        intent = "move"
    no_day = _missing(line, impossible_day)
    no_time = _missing(line, impossible_time)
    when = Moment() if intent == "weight" and grams is not None else _moment(line, today, locale)
    type_key = read_type(line, types) if intent in WITH_A_TYPE else None
    species = _species(line) if intent == "new_patient" else None
    place = _place(line) if intent in {None, "open"} and (intent == "open" or when != Moment()) else None
    if intent == "message":
        _leave_out_what_to_say(line, {"dat", "that"})
    if intent == "call":
        _leave_out_the_matter(line, types)
    who = _who(line, keeps_all=intent in {"new_client", "new_patient"})
    intent = _settled(intent, who, type_key, when, grams, place, is_dated=bool(no_day or no_time))
    if intent == "call" and not who:
        return whole
    if intent is None:
        return replace(whole, who="" if no_day or no_time else whole.who, no_day=no_day, no_time=no_time)
    return Understood(
        intent, who, type_key, when, grams, species, place if intent == "open" else None, digits,
        no_day=no_day, no_time=no_time,
    )  # fmt: skip


def _settled(
    intent: Intent | None,
    who: str,
    type_key: str | None,
    when: Moment,
    grams: int | None,
    place: Place | None,
    *,
    is_dated: bool,
) -> Intent | None:
    """What the parts make of a line that says no verb, or a verb that they contradict."""
    knows_when = is_dated or when != Moment()
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


def _trigger(line: Line) -> Intent | None:
    """What stands whole in front comes first: "next free slot" is no "next … slot" about somebody called Free."""
    words = set(line.folded)
    for phrase, intent in PHRASES:
        if len(phrase) > 2 and phrase[0] in words and 0 in line.places_of(phrase):
            line.take(0, len(phrase))
            return intent
    for (first, last), intent in SPLIT.items():
        starts, ends = list(line.places_of((first,))), list(line.places_of((last,)))
        is_split = starts and ends and starts[0] < ends[-1]
        if is_split and (starts[0] == 0 or (first, last) in SPLIT_ANYWHERE):
            line.take(starts[0])
            line.take(ends[-1])
            return intent
    for phrase, intent in PHRASES:
        if phrase[0] not in words:
            continue
        for at in line.places_of(phrase):
            if at == 0 or " ".join(phrase) not in ONLY_IN_FRONT:
                line.take(at, len(phrase))
                return intent
    return _misspelt_trigger(line)


def _misspelt_trigger(line: Line) -> Intent | None:
    """A verb with a slip in it, where verbs stand: in front."""
    if not line.folded:
        return None
    word = line.folded[0]
    close = None if word in PLACE_CALLED else closest(word, tuple(LONG_VERBS), CLOSE_VERB)
    if close is None or abs(len(close) - len(word)) > 1:
        return None
    line.take(0)
    return LONG_VERBS[close]


def _is_called_so(line: Line, types: Sequence[TypeName]) -> bool:
    """ "bel 23 kg", "ring vaccinatie": what is said of an animal, not of a call, where it follows at once; the word is
    given back. Anything in between ("bel jansen vaccinatie") is who is to be called.
    """
    if line.folded[0] not in CALLED_SO or line.free.count(False) > 1 or len(line.free) == 1:
        return False
    read = replace(line, free=[*line.free])
    says_more = _weight(read, None) is not None or read_type(read, types) is not None
    line.free[0] = says_more and not read.free[1]
    return line.free[0]


def _is_a_name(line: Line) -> bool:
    """ "Sunny Monday", "Penny Weight": two words with capitals and nothing else."""
    return len(line.words) == 2 and all(word.istitle() and word.isalpha() for word in line.words)


def _phone(line: Line) -> str | None:
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


def _weight(line: Line, intent: Intent | None) -> int | None:
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


def _moment(line: Line, today: date, locale: str) -> Moment:
    # What was read already must not be read again, and must not be jumped over either.
    visible = [word if is_free else "|" for word, is_free in zip(line.folded, line.free, strict=True)]
    moment, taken = read_moment(visible, today, locale)
    for at, was_taken in enumerate(taken):
        if was_taken:
            line.take(at)
    return moment


def _missing(line: Line, find: Callable[[Sequence[str]], tuple[int, int] | None]) -> str | None:
    """A date or a time that does not exist, as typed; nobody is called so."""
    visible = [word if is_free else "|" for word, is_free in zip(line.folded, line.free, strict=True)]
    found = find(visible)
    if found is None:
        return None
    at, size = found
    line.take(at, size)
    return " ".join(line.words[at : at + size])


def _leave_out_what_to_say(line: Line, led_by: set[str]) -> None:
    """ "text Terpstra that the tablets are ready": the words after "that" are no name."""
    for at, word in enumerate(line.folded):
        if word in led_by and line.free[at]:
            line.take(at, len(line.free) - at)


def _leave_out_the_matter(line: Line, types: Sequence[TypeName]) -> None:
    """ "bel jansen vaccinatie": what a call is about is no name, where a name is left without it."""
    read = replace(line, free=[*line.free])
    _leave_out_what_to_say(read, {"over", "about"})
    read_type(read, types)
    _weight(read, None)
    if _who(read, keeps_all=False):
        line.free[:] = read.free


def _lead_away(line: Line, today: date, locale: str) -> bool:
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


def _species(line: Line) -> str | None:
    for species, words in SPECIES.items():
        for word in words:
            for at in line.places_of(word.split()):
                line.take(at, len(word.split()))
                return species
    return None


def _place_alone(folded: Sequence[str]) -> Place | None:
    said = " ".join(folded)
    if said in PLACE_CALLED:
        return PLACE_CALLED[said]
    if tuple(folded) in TRIGGERING:
        return None
    close = closest(said, LONG_PLACES, CLOSE_PLACE)
    return PLACE_CALLED[close] if close else None


def _place(line: Line) -> Place | None:
    for place, names in PLACES.items():
        for name in sorted(names, key=len, reverse=True):
            for at in line.places_of(name.split()):
                line.take(at, len(name.split()))
                return place
    return None


def _who(line: Line, *, keeps_all: bool) -> str:
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


def _belongs_to_a_name(line: Line, at: int, capital: Sequence[int]) -> bool:
    """A particle that leads, over other particles only, to a word with a capital."""
    if line.folded[at] not in PARTICLES:
        return False
    after = at + 1
    while after < len(line.words) and line.folded[after] in PARTICLES:
        after += 1
    return after in capital


def _is_linked(line: Line, at: int) -> bool:
    """ "the surgery of Siep": the small word ties the name to what stands before it and isn't part of it."""
    is_last_name = at + 1 < len(line.words) and line.folded[at + 1] in PARTICLES
    was_title = at > 0 and line.folded[at - 1] in TITLES
    return at > 0 and not is_last_name and not was_title and not line.free[at - 1]
