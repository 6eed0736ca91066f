"""Decisions about a profile that need no database."""

from zoneinfo import available_timezones

from vetsync.kit.text import fold
from vetsync.tenancy.errors import PlaceIncomplete, ZoneUnknown

ZONES = frozenset(
    name
    for name in available_timezones()
    if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))
)
SLUG_LENGTH_MAX = 48


def check_place(zone: str, lat: float | None, lon: float | None) -> None:
    """Raises ZoneUnknown for what is no place's zone, PlaceIncomplete for half a position."""
    if zone not in ZONES:
        raise ZoneUnknown(field="zone")
    if (lat is None) != (lon is None):
        raise PlaceIncomplete(field="lat")


def slug_of(name: str) -> str:
    """The name as it can stand in an address: `slug_of("Dierenkliniek Zoë's") == "dierenkliniek-zoe-s"`."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name))
    return "-".join(letters.split())[:SLUG_LENGTH_MAX].strip("-") or "practice"


def slug_choices(name: str, city: str) -> list[str]:
    """Addresses to try in this order: the name, with the city, with a number."""
    first = slug_of(name)
    first = first if len(first) > 1 else f"practice-{first}"
    second = slug_of(f"{first} {city}") if city else first
    return list(dict.fromkeys([first, second, *(f"{first}-{number}" for number in range(2, 100))]))
