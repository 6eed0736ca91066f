"""What people type into the ask bar on Tuesday 24 November 2026, and what they mean by it."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Phrase:
    """A line, and each part of its meaning; `on` and `at` are ISO, `who` the words that name somebody."""

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


def phrases(name: str) -> list[Phrase]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return [_phrase(row) for row in csv.DictReader(file)]


def _phrase(row: dict[str, str]) -> Phrase:
    said: dict[str, Any] = {key: value for key, value in row.items() if value}
    if "grams" in said:
        said["grams"] = int(said["grams"])
    return Phrase(**said)
