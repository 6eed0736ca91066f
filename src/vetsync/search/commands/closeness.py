"""Which known words a misspelt one is close to: what cannot be is sorted out before letters are compared one by one."""

from difflib import get_close_matches
from functools import lru_cache


def closest(word: str, known: tuple[str, ...], cutoff: float) -> str | None:
    """What `difflib` finds; `cutoff` is its ratio: twice the letters in common, of all letters.

    The shorter word bounds the letters in common, and so do letters that only one of the two has.
    """
    size, mine = len(word), frozenset(word)
    shortest, longest = size * cutoff / (2 - cutoff), size * (2 - cutoff) / cutoff
    close = [
        one
        for one, length, theirs in _measured(known)
        if shortest <= length <= longest
        and 2 * min(size - len(mine - theirs), length - len(theirs - mine)) >= cutoff * (size + length)
    ]
    found = get_close_matches(word, close, 1, cutoff) if close else []
    return found[0] if found else None


@lru_cache(512)
def _measured(known: tuple[str, ...]) -> tuple[tuple[str, int, frozenset[str]], ...]:
    return tuple((one, len(one), frozenset(one)) for one in known)
