"""Which known words a misspelt one is close to: what cannot be is sorted out before letters are compared one by one."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache


def closest(word: str, known: Iterable[str], cutoff: float) -> str | None:
    """What `difflib` finds, of the words that share letters enough; `cutoff` is its ratio."""
    size, mine = len(word), frozenset(word)
    close = [
        one
        for one in known
        # Twice the letters in common, of all letters: the shorter word bounds them, and so do letters of one alone.
        if 2 * min(size, len(one)) >= cutoff * (size + len(one)) and _share(size, mine, one, cutoff)
    ]
    found = get_close_matches(word, close, 1, cutoff) if close else []
    return found[0] if found else None


def _share(size: int, mine: frozenset[str], known: str, cutoff: float) -> bool:
    theirs = _letters(known)
    at_most = min(size - len(mine - theirs), len(known) - len(theirs - mine))
    return 2 * at_most >= cutoff * (size + len(known))


@lru_cache(2048)
def _letters(known: str) -> frozenset[str]:
    return frozenset(known)
