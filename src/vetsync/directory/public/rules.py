"""Decisions about the directory that need no database."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from vetsync.directory.errors import PlaceNeeded
from vetsync.directory.public.schemas import BookableType, HoursOf, Search
from vetsync.directory.public.words import SPECIES_WORDS
from vetsync.kit.text import fold

TOKENS_MAX = 8
PLURAL = re.compile(r"(?<=\w)['’]s\b")
LOOK_AHEAD_DAYS = 14
"""A practice that does not open within two weeks is shown as closed, without a day."""
RADIUS_KM_MAX = 500.0
USUAL_FIRST = ("consult", "vaccine", "recheck", "nurse")
"""Which kind of visit a card's free slots are for when the owner has not said; then whatever can be booked."""


def tokens_of(q: str) -> list[str]:
    """The folded words that are searched for; punctuation separates, and "cavia's" is "cavia"."""
    letters = "".join(letter if letter.isalnum() else " " for letter in PLURAL.sub("", fold(q)))
    return list(dict.fromkeys(letters.split()))[:TOKENS_MAX]


def accepted_species(treated: Sequence[str], types: Sequence[BookableType]) -> list[str]:
    """For whom something can be booked: a kind of visit that names no species takes all that the practice treats."""
    taken = {name for one in types for name in one.species or treated or SPECIES_WORDS}
    return sorted(taken)


def check_place(search: Search) -> None:
    """Raises PlaceNeeded for half a position, or for a question about distance without one."""
    halves = (search.lat is None) + (search.lon is None)
    if halves == 1 or (halves == 2 and (search.sort == "distance" or search.radius_km is not None)):
        raise PlaceNeeded(field="lat")


def slot_type(types: list[BookableType], wanted: str | None, species: str | None) -> BookableType | None:
    """The kind of visit whose first free slots a card shows; None when there is nothing to show."""
    fitting = [one for one in types if not species or not one.species or species in one.species]
    if wanted:
        by_key = next((one for one in fitting if one.key == wanted), None)
        return by_key or next((one for one in fitting if one.category == wanted), None)
    for category in USUAL_FIRST:
        for one in fitting:
            if one.category == category:
                return one
    return fitting[0] if fitting else None


def price_from(types: list[BookableType], chosen: BookableType | None) -> int | None:
    """The lowest price of the chosen kind of visit, or of any."""
    prices = [
        one.price_min_cents for one in ([chosen] if chosen else types) if one.price_min_cents is not None
    ]
    return min(prices, default=None)


def price_to(chosen: BookableType | None) -> int | None:
    """The highest price of the chosen kind of visit; of all together it would say nothing."""
    if chosen is None or chosen.price_min_cents is None:
        return None
    return chosen.price_max_cents


def next_opening(spans: Sequence[HoursOf], zone: str, now: datetime) -> datetime | None:
    """The next moment at which the practice opens; the hours of a date stand instead of those of its weekday."""
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    for day in range(LOOK_AHEAD_DAYS + 1):
        on = today + timedelta(days=day)
        dated = [span for span in spans if span.on_date == on]
        that_day = dated or [
            span for span in spans if span.on_date is None and span.weekday == on.isoweekday()
        ]
        opens = sorted(span.opens for span in that_day if span.opens is not None)
        for at in opens:
            moment = datetime.combine(on, at, place)
            if moment > now:
                return moment
    return None
