"""What is true of animals and names, whoever asks: no database, clock or network here."""

import re
from datetime import date
from typing import get_args

from vetsync.kit.crypto.normal import normal_chip
from vetsync.kit.errors import Invalid
from vetsync.kit.sound import sound_of
from vetsync.kit.text import TUSSENVOEGSELS, fold
from vetsync.patients.errors import ChipInvalid, DateInFuture, DateTooEarly
from vetsync.patients.schemas import Species

SPECIES = get_args(Species)

CHIP_DIGITS = 15
COUNTRY_CODES_FROM = 4
MANUFACTURERS = range(900, 999)
TEST_CODE = 999


def chip_number(text: str) -> str:
    """The 15 digits of a transponder, through any spacing.

    ISO 11784: the first three digits are an ISO 3166 country (528 for the Netherlands) or, from 900 to 998, the
    manufacturer; 999 is for test transponders and 000 is nobody's.
    """
    try:
        digits = normal_chip(text)
    except Invalid:
        raise ChipInvalid(field="chip") from None
    code = int(digits[:3])
    known = COUNTRY_CODES_FROM <= code < MANUFACTURERS.start or code in MANUFACTURERS
    if len(digits) != CHIP_DIGITS or not known or len(text.strip()) > 40:
        raise ChipInvalid(field="chip")
    return digits


DUTCH_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?(?!SA|SD|SS)([A-Z]{2})")


def postcode(text: str) -> str:
    """A Dutch one as it is written, 1234 AB. A client's address names no country, so any other is left as it came."""
    dutch = DUTCH_POSTCODE.fullmatch(text.strip().upper())
    return " ".join(dutch.groups()) if dutch else text


def is_merged(state: str) -> bool:
    """Stands for somebody else from then on: found nowhere, written to never."""
    return state == "merged"


def full_name(first_name: str, prefix: str, last_name: str) -> str:
    return " ".join(part for part in (first_name, prefix, last_name) if part)


def search_name(first_name: str, prefix: str, last_name: str) -> str:
    return fold(full_name(first_name, prefix, last_name))


def search_sound(first_name: str, prefix: str, last_name: str) -> str:
    return sound_of(full_name(first_name, prefix, last_name))


def not_in_future(day: date | None, today: date, field: str) -> None:
    """`today` is the date of the reader; one day of grace, since zones differ."""
    if day is not None and (day - today).days > 1:
        raise DateInFuture(field=field)


FIRST_BIRTH = date(1900, 1, 1)
"""No animal in a practice is older; whether an age is likely for its species is asked at the form, not refused here."""


def possible_birth(day: date | None, today: date, field: str) -> None:
    """Raises DateInFuture, DateTooEarly."""
    not_in_future(day, today, field)
    if day is not None and day < FIRST_BIRTH:
        raise DateTooEarly(field=field)


GROWN_YEARS = 1
"""From this age an animal weighs about what it weighed: until then it grows."""
MOST_TIMES_GROWN, MOST_TIMES_GROWING = 1.5, 4
LEAST_TIMES = 2 / 3
"""How many times the last weight is still no question, as `weightDoubt` asks on the screens; what is unlikely for a
kind of animal is asked there alone.
"""


def is_doubtful_weight(grams: int, before: int, born_on: date | None, today: date) -> bool:
    """Half as much again as the last weight, or a third less, is nearly always a slip of the keyboard."""
    is_growing = born_on is not None and _years(born_on, today) < GROWN_YEARS
    most = MOST_TIMES_GROWING if is_growing else MOST_TIMES_GROWN
    return grams > before * most or grams < before * LEAST_TIMES


def _years(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def split_prefix(last_name: str) -> tuple[str, str]:
    """Dutch surname prefix and the name that is sorted by: "van der Berg" → ("van der", "Berg")."""
    words = last_name.split()
    count = 0
    while count < len(words) - 1 and words[count].casefold() in TUSSENVOEGSELS:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
