"""Which appointment type a line speaks of: the practice's own names first, then what people call its categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vetsync.kit.text import fold
from vetsync.search.commands.closeness import closest
from vetsync.search.commands.line import Line
from vetsync.search.commands.words import KINDS, SPLIT_TYPES

CLOSE = 0.8
"""How like a word must be to what it was meant for: one slip in five letters."""
LONG = 5
"""Shorter words are not guessed at."""


@dataclass(frozen=True)
class TypeName:
    """An appointment type of the practice, with what it is called."""

    key: str
    category: str
    names: tuple[str, ...]


def read_type(line: Line, types: Sequence[TypeName]) -> str | None:
    """The key of the type, whose words are taken from the line."""
    names = _names(tuple(types))
    single = _single(tuple(types))
    return (
        _split_one(line, types)
        or _whole(line, names)
        or _glued(line, names, single)
        or _misspelt(line, names, single)
    )


@lru_cache(256)
def _single(types: tuple[TypeName, ...]) -> tuple[str, ...]:
    """What is one word, and long enough to be guessed at."""
    return tuple(phrase[0] for phrase in _names(types) if len(phrase) == 1 and len(phrase[0]) >= LONG)


@lru_cache(256)
def _names(types: tuple[TypeName, ...]) -> dict[tuple[str, ...], str]:
    """Keys by what they are called; of several types of a category the first gets its everyday words."""
    names = {tuple(fold(name).split()): one.key for one in types for name in (*one.names, one.key)}
    for category, words in KINDS.items():
        first = next((one.key for one in types if one.category == category), None)
        if first:
            for word in words:
                names.setdefault(tuple(word.split()), first)
    return names


def _split_one(line: Line, types: Sequence[TypeName]) -> str | None:
    """ "put Shadow to sleep"."""
    for (first, last), category in SPLIT_TYPES.items():
        starts, ends = list(line.places_of((first,))), list(line.places_of(last.split()))
        fit = next((one.key for one in types if one.category == category), None)
        if starts and ends and fit:
            line.take(starts[0])
            line.take(ends[-1], len(last.split()))
            return fit
    return None


def _whole(line: Line, names: dict[tuple[str, ...], str]) -> str | None:
    words = set(line.folded)
    for phrase in sorted(
        (phrase for phrase in names if phrase and phrase[0] in words), key=len, reverse=True
    ):
        for at in line.places_of(phrase):
            line.take(at, len(phrase))
            return names[phrase]
    return None


def _glued(line: Line, names: dict[tuple[str, ...], str], single: Sequence[str]) -> str | None:
    """Dutch glues: "puppyenting", "herhaalvaccinatie"."""
    for at, word in enumerate(line.folded):
        end = next((kind for kind in single if len(word) > len(kind) + 2 and word.endswith(kind)), None)
        if line.free[at] and end:
            line.take(at)
            return names[(end,)]
    return None


def _misspelt(line: Line, names: dict[tuple[str, ...], str], single: tuple[str, ...]) -> str | None:
    """A capital inside a line is a name and no slip of the pen."""
    for at, word in enumerate(line.folded):
        is_name = at > 0 and line.words[at][:1].isupper()
        if line.free[at] and len(word) >= LONG and not is_name:
            close = closest(word, single, CLOSE)
            if close:
                line.take(at)
                return names[(close,)]
    return None
