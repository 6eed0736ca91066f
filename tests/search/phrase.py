"""One line typed into the ask bar, with what the person who typed it meant."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """What was typed, in which language, and the intent and fields it stands for."""

    locale: str
    text: str
    intent: str
    who: str = ""
    type_key: str | None = None
    on: str | None = None
    at: str | None = None
    part: str | None = None
    grams: int | None = None
    species: str | None = None
    place: str | None = None
    digits: str | None = None
