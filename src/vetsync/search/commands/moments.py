"""Dates and times as people type them: "morgenmiddag", "next friday half past two", "half 3", "24-12 9u30".

Everything is read in the practice's zone. A day that is named by its weekday lies after today; a day of the year that
is past means next year's. An hour from 1 to 6 is one of the afternoon, since no practice opens before 7.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from difflib import get_close_matches

from vetsync.search.commands.words import (
    DAYS,
    MONTHS,
    NEXT,
    NUMBERS,
    NUMBERS_IN_ENGLISH,
    PARTICLES,
    PARTS,
    SHORT_DAYS,
    THIS,
    UNITS,
    Part,
)

CLOCK = re.compile(r"(\d{1,2})[:.u](\d{2})(am|pm|u|uur)?")
PLAIN_CLOCK = re.compile(r"([01]\d|2[0-3])([0-5][05])")
"""Four digits with nothing between them, to five minutes: 1430."""
HOUR = re.compile(r"(\d{1,2})(am|pm|u|uur|h)")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMERIC = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?")
ORDINAL = re.compile(r"(\d{1,2})(?:e|ste|de|st|nd|rd|th)")
CLOSE_DAY = 0.85
LEAP_YEAR, LEAP_YEARS_APART_MAX = 2000, 8
BEFORE_A_TIME = frozenset({"om", "at", "@", "rond", "around", "vanaf", "from", "after", "na"})
AFTER_AN_HOUR = frozenset({"uur", "u", "o'clock", "oclock", "hours"})
RELATIVE = {
    "vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "tmrw": 1, "tomorow": 1, "overmorgen": 2,
    "gisteren": -1, "gister": -1, "yesterday": -1, "eergisteren": -2,
}  # fmt: skip
THIS_PART = {
    "vanochtend": "morning", "vanmorgen": "morning", "vanmiddag": "afternoon", "vanavond": "evening",
    "tonight": "evening",
}  # fmt: skip
GLUED: dict[str, Part] = {
    "ochtend": "morning", "morgen": "morning", "vroeg": "morning",
    "middag": "afternoon", "namiddag": "afternoon", "avond": "evening",
}  # fmt: skip
"""Ends of Dutch words such as "maandagmiddag"."""

ENGLISH = frozenset(NUMBERS_IN_ENGLISH.split())


@dataclass(frozen=True)
class Moment:
    """What is known of when: a day, an hour, a part of the day, any of them or none."""

    on: date | None = None
    at: time | None = None
    part: Part | None = None


Found = tuple[int, Moment]
"""How many words it took, and what they said."""


def read_moment(words: Sequence[str], today: date, locale: str) -> tuple[Moment, list[bool]]:
    """The moment that folded `words` speak of, and which of them spoke of it."""
    taken = [False] * len(words)
    moment = Moment()
    at = 0
    while at < len(words):
        size, found = _read_at(words, at, moment, today, locale)
        if size:
            moment = _joined(moment, found)
            taken[at : at + size] = [True] * size
        at += size or 1
    return _in_its_part(_with_bare_hour(words, taken, moment)), taken


def _read_at(words: Sequence[str], at: int, so_far: Moment, today: date, locale: str) -> Found:
    readers: list[Callable[[], Iterator[Found]]] = []
    if so_far.on is None:
        readers.append(lambda: _days(words, at, today))
    elif at > 0:
        readers.append(lambda: _days_of_the_year(words, at, today))
        readers.append(lambda: _week_later(words, at, so_far.on))
    if so_far.at is None:
        readers.append(lambda: _times(words, at, locale))
    if so_far.part is None:
        readers.append(lambda: _parts(words, at))
    found = [one for read in readers for one in read()]
    return max(found, key=lambda one: one[0], default=(0, Moment()))


def _joined(first: Moment, second: Moment) -> Moment:
    # "Monday the 14th", "Friday in a week": what comes later says it more exactly.
    return Moment(second.on or first.on, first.at or second.at, first.part or second.part)


def _days(words: Sequence[str], at: int, today: date) -> Iterator[Found]:
    word, after = words[at], words[at + 1 :]
    if words[at : at + 4] == ["the", "day", "after", "tomorrow"]:
        yield 4, Moment(today + timedelta(2))
    if words[at : at + 2] in (["in", "a"], ["a", "fortnight"]) and "fortnight" in words[at : at + 3]:
        yield 3 if words[at] == "in" else 2, Moment(today + timedelta(14))
    if words[at : at + 3] == ["a", "week", "on"] and len(after) > 2 and (day := _weekday(after[2])):
        yield 4, Moment(_after(today, day) + timedelta(7))
    if word in {"this", "deze"} and after and (part := PARTS.get(after[0])):
        yield 2, Moment(today, part=part)
    if words[at : at + 3] == ["day", "after", "tomorrow"]:
        yield 3, Moment(today + timedelta(2))
    if word in RELATIVE:
        yield 1, Moment(today + timedelta(RELATIVE[word]))
    if word in THIS_PART:
        yield 1, Moment(today, part=THIS_PART[word])  # type: ignore[arg-type]  # the table holds parts only
    yield from _weekdays(words, at, today)
    yield from _spans(word, after, today)
    yield from _days_of_the_year(words, at, today)
    yield from _glued(word, today)


def _weekdays(words: Sequence[str], at: int, today: date) -> Iterator[Found]:
    word, after = words[at], words[at + 1 :]
    if word in NEXT | THIS and after and (day := _weekday(after[0])):
        yield 2, Moment(_after(today, day) if word in THIS else _of_next_week(today, day))
    if word in NEXT and after[:1] == ["week"]:
        named = next((i for i in (1, 2) if len(after) > i and _weekday(after[i])), None)
        if named is not None and (named == 1 or after[1] in {"op", "on"}):
            yield 2 + named, Moment(_of_next_week(today, _weekday(after[named]) or 1))
        yield 2, Moment(_of_next_week(today, 1))
    if word in NEXT and after[:1] in (["maand"], ["month"]):
        yield 2, Moment(_months_later(today.replace(day=1), 1))
    if day := _named_day(word):
        if after[:2] in (["volgende", "week"], ["next", "week"]):
            yield 3, Moment(_of_next_week(today, day))
        if after[:2] == ["a", "week"]:
            yield 3, Moment(_after(today, day) + timedelta(7))
        yield 1, Moment(_after(today, day))
    is_safe = at > 0 and words[at - 1] not in PARTICLES
    if (is_safe or (after and _begins_a_time(after[0]))) and (day := SHORT_DAYS.get(word)):
        yield 1, Moment(_after(today, day))


def _begins_a_time(word: str) -> bool:
    return word[:1].isdecimal() or word in {"half", "kwart", "quarter", "om", "at"}


def _weekday(word: str) -> int | None:
    return _named_day(word) or SHORT_DAYS.get(word)


def _named_day(word: str) -> int | None:
    """Weekdays are long and typed fast, so a slip is forgiven."""
    close = get_close_matches(word, DAYS, 1, CLOSE_DAY) if len(word) > 5 else []
    return DAYS[close[0]] if close else DAYS.get(word)


def _spans(word: str, after: Sequence[str], today: date) -> Iterator[Found]:
    """ "over 2 weken", "in six months"."""
    if word not in {"over", "in"} or len(after) < 2 or after[1] not in UNITS:
        return
    number = _number(after[0])
    if number is None:
        return
    match UNITS[after[1]]:
        case "days":
            yield 3, Moment(today + timedelta(number))
        case "weeks":
            yield 3, Moment(today + timedelta(7 * number))
        case "months":
            yield 3, Moment(_months_later(today, number))


def _week_later(words: Sequence[str], at: int, on: date | None) -> Iterator[Found]:
    """ "vrijdag over een week" is the Friday after the next."""
    if on and list(words[at : at + 3]) in (["over", "een", "week"], ["in", "a", "week"]):
        yield 3, Moment(on + timedelta(7))


def _days_of_the_year(words: Sequence[str], at: int, today: date) -> Iterator[Found]:
    lead = 1 if words[at] in {"de", "the", "op", "on"} and at + 1 < len(words) else 0
    word, after = words[at + lead], list(words[at + lead + 1 :])
    if after[:1] == ["of"] and len(after) > 1 and after[1] in MONTHS:
        after = after[1:]
        lead += 1
    following = after[0] if after else ""
    for size, found in _dates(word, following, after, today):
        yield lead + size, found


def _dates(word: str, following: str, after: Sequence[str], today: date) -> Iterator[Found]:
    if found := ISO.fullmatch(word):
        yield from _day(1, int(found[1]), int(found[2]), int(found[3]), today)
    if found := NUMERIC.fullmatch(word):
        day, month = int(found[1]), int(found[2])
        if month > 12 >= day:
            day, month = month, day
        yield from _day(1, _year(found[3]), month, day, today)
    ordinal = ORDINAL.fullmatch(word)
    number = _day_number(word)
    year = _year_behind(after)
    if number is not None and (month := MONTHS.get(following, 0)):
        yield from _day(3 if year else 2, year, month, number, today)
    elif ordinal and number is not None:
        this = _day_in(today.year, today.month, number)
        later = _months_later(today.replace(day=1), 1)
        found_on = this if this and this >= today else _day_in(later.year, later.month, number)
        if found_on:
            yield 1, Moment(found_on)
    if month := MONTHS.get(word, 0):
        yield from _day(3 if year else 2, year, month, _day_number(following) or 0, today)


def _year_behind(words: Sequence[str]) -> int | None:
    """The year behind a day and a month, of which the second is the first of `words`."""
    return int(words[1]) if len(words) > 1 and re.fullmatch(r"20\d\d", words[1]) else None


def _year(typed: str | None) -> int | None:
    year = int(typed) if typed else None
    return year if year is None or year > 99 else 2000 + year


def _day_number(word: str) -> int | None:
    said = ORDINAL.fullmatch(word)
    return int(said[1] if said else word) if said or (word.isdecimal() and len(word) < 3) else None


def _day(size: int, year: int | None, month: int, day: int, today: date) -> Iterator[Found]:
    """In the year that is typed, or the next that has it: 29 February may be years away."""
    coming = range(today.year, today.year + LEAP_YEARS_APART_MAX + 1)
    days = (_day_in(one, month, day) for one in ((year,) if year else coming))
    found = next((on for on in days if on and (year or on >= today)), None)
    if found:
        yield size, Moment(found)


def _day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def impossible_day(words: Sequence[str]) -> tuple[int, int] | None:
    """Where a date stands that its year doesn't have, or none has ("30 february"), and how many words long it is."""
    for at, word in enumerate(words):
        if found := ISO.fullmatch(word):
            if _day_in(int(found[1]), int(found[2]), int(found[3])) is None:
                return at, 1
        elif found := NUMERIC.fullmatch(word):
            if _is_missing(_year(found[3]), int(found[2]), int(found[1])):
                return at, 1
        elif month := MONTHS.get(word):
            for start, number in (
                (at - 1, words[at - 1] if at else ""),
                (at, "".join(words[at + 1 : at + 2])),
            ):
                year = _year_behind(words[start + 1 :])
                if _is_missing(year, month, _day_number(number) or 0):
                    return start, 3 if year else 2
    return None


def impossible_time(words: Sequence[str]) -> tuple[int, int] | None:
    """Where a time stands that no clock shows ("25:00", "10:75", "26 uur"), and how many words long it is."""
    for at, word in enumerate(words):
        if (found := CLOCK.fullmatch(word)) and _clock(int(found[1]), int(found[2])) is None:
            return at, 2 if words[at + 1 : at + 2] == ["uur"] else 1
        if (found := HOUR.fullmatch(word)) and _clock(int(found[1]), 0) is None:
            return at, 1
        is_hour = word.isdecimal() and len(word) == 2 and words[at + 1 : at + 2] == ["uur"]
        if is_hour and _clock(int(word), 0) is None:
            return at, 2
    return None


def _is_missing(year: int | None, month: int, day: int) -> bool:
    """Only days that other months have can be missed: nobody means a date by "mei 45"."""
    return 1 <= month <= 12 and 29 <= day <= 31 and _day_in(year or LEAP_YEAR, month, day) is None


def _glued(word: str, today: date) -> Iterator[Found]:
    """ "maandagmiddag", "morgenochtend"."""
    for end, part in GLUED.items():
        front = word.removesuffix(end)
        if front == word:
            continue
        if day := DAYS.get(front):
            yield 1, Moment(_after(today, day), part=part)
        if front in RELATIVE:
            yield 1, Moment(today + timedelta(RELATIVE[front]), part=part)


def _times(words: Sequence[str], at: int, locale: str) -> Iterator[Found]:
    lead = 1 if words[at] in BEFORE_A_TIME else 0
    rest = list(words[at + lead :])
    if not rest or (lead and len(rest) > 1 and rest[1] in MONTHS):
        return
    for size, found in (*_digital(rest), *_spoken(rest, locale, is_led=bool(lead))):
        half = rest[size] if len(rest) > size else ""
        if half in {"am", "pm"}:
            yield lead + size + 1, Moment(at=_halved(found, half))
        else:
            yield lead + size, Moment(at=found)
    if words[at] in {"noon", "midday"}:
        yield 1, Moment(at=time(12))
    if list(words[at : at + 2]) == ["12", "noon"]:
        yield 2, Moment(at=time(12))


def _digital(rest: Sequence[str]) -> Iterator[tuple[int, time]]:
    word = rest[0]
    if found := CLOCK.fullmatch(word):
        said = _clock(int(found[1]), int(found[2]))
        if said:
            size = 2 if rest[1:2] and rest[1] in AFTER_AN_HOUR else 1
            yield size, _halved(said, found[3])
    if (found := PLAIN_CLOCK.fullmatch(word)) and (said := _clock(int(found[1]), int(found[2]))):
        yield 1, said
    if found := HOUR.fullmatch(word):
        said = _clock(int(found[1]), 0)
        if said:
            yield 1, _halved(said, found[2])


def _spoken(rest: list[str], locale: str, *, is_led: bool) -> Iterator[tuple[int, time]]:
    word = rest[0]
    hour = _number(word) if word not in {"a", "an", "een"} else None
    after = rest[1] if len(rest) > 1 else ""
    if hour is not None and (said := _clock(hour, 0)):
        if after in AFTER_AN_HOUR:
            yield 2, said
        elif after in {"am", "pm"} or is_led or next(_parts(rest, 1), None):
            yield 1, said
    if word == "half":
        yield from _half(rest, locale)
    yield from _before_or_after(rest, locale)


def _half(rest: list[str], locale: str) -> Iterator[tuple[int, time]]:
    """ "half drie" is half past two, and "half three" half past three."""
    if rest[1:2] == ["past"] and len(rest) > 2 and (hour := _number(rest[2])) is not None:
        if said := _clock(hour, 30):
            yield 3, said
    elif len(rest) > 1 and (hour := _number(rest[1])) is not None:
        is_dutch = locale == "nl" if rest[1].isdecimal() else rest[1] not in ENGLISH
        if said := _clock(hour, -30 if is_dutch else 30):
            size = 3 if rest[2:3] and rest[2] in AFTER_AN_HOUR else 2
            yield size, said


def _before_or_after(rest: list[str], locale: str) -> Iterator[tuple[int, time]]:
    """ "kwart over negen", "quarter to ten", "10 voor half 3"."""
    if len(rest) < 3 or rest[1] not in {"over", "voor", "past", "to"}:
        return
    minutes = 15 if rest[0] in {"kwart", "quarter"} else _number(rest[0])
    if minutes is None or minutes > 29:
        return
    signed = minutes if rest[1] in {"over", "past"} else -minutes
    if rest[2] == "half":
        for size, base in _half(rest[2:], locale):
            yield 2 + size, _shifted(base, signed)
    elif (hour := _number(rest[2])) is not None and (said := _clock(hour, signed)):
        size = 4 if rest[3:4] and rest[3] in AFTER_AN_HOUR else 3
        yield size, said


def _parts(words: Sequence[str], at: int) -> Iterator[Found]:
    if at >= len(words):
        return
    for size in (3, 2, 1):
        part = PARTS.get(" ".join(words[at : at + size]))
        if part and at + size <= len(words):
            yield size, Moment(part=part)


def _with_bare_hour(words: Sequence[str], taken: list[bool], moment: Moment) -> Moment:
    """A number that stands directly behind a day is an hour, as in "tomorrow 10"."""
    if moment.at or not (moment.on or moment.part):
        return moment
    for at in range(1, len(words)):
        if taken[at - 1] and not taken[at] and words[at].isdecimal() and len(words[at]) < 3:
            if said := _clock(int(words[at]), 0):
                taken[at] = True
                return replace(moment, at=said)
            return moment
    return moment


def _in_its_part(moment: Moment) -> Moment:
    """ "9 's avonds" is nine in the evening; a part that an hour has said already is not said again."""
    if moment.at is None:
        return moment
    at = moment.at
    if moment.part == "evening" and at.hour < 12:
        at = at.replace(hour=at.hour + 12)
    if moment.part == "morning" and 13 <= at.hour <= 18:
        at = at.replace(hour=at.hour - 12)
    return Moment(moment.on, at)


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) < 3:
        return int(word)
    return NUMBERS.get(word)


def _clock(hour: int, minutes: int) -> time | None:
    if not 0 <= hour <= 24 or minutes > 59:
        return None
    return _shifted(time((hour + 12 if 1 <= hour <= 6 else hour) % 24), minutes)


def _shifted(base: time, minutes: int) -> time:
    total = (base.hour * 60 + base.minute + minutes) % (24 * 60)
    return time(total // 60, total % 60)


def _halved(said: time, half: str | None) -> time:
    if half == "pm" and said.hour < 12:
        return said.replace(hour=said.hour + 12)
    if half == "am" and said.hour >= 12:
        return said.replace(hour=said.hour - 12)
    return said


def _after(today: date, day: int) -> date:
    return today + timedelta((day - today.isoweekday() - 1) % 7 + 1)


def _of_next_week(today: date, day: int) -> date:
    return today + timedelta(7 - today.isoweekday() + day)


def _months_later(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
