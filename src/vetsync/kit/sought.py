"""Reading what is typed as words to be found in names; nothing is looked up here."""

from dataclasses import dataclass

from vetsync.kit.sound import sound_of_word
from vetsync.kit.text import TUSSENVOEGSELS, fold

WORDS_MAX = 6
LEAST_LIKENESS = 0.45
"""Trigrams in common, at the least: names are short, and two letters that changed places spoil four of them."""
LEAST_IN_SOUND = 0.19
"""The same of a name that sounds so: less than one in five, and only the ear would call them alike."""
LETTERS_OF_A_NAME = 4
"""Shorter words fit too much to be guessed at; they are taken as typed."""

SOUNDS_OF_A_NAME = 2
"""Consonants; a name with one sounds like too many others."""
NO_SOUND = "0"
"""A pattern that no sound fits."""


@dataclass(frozen=True)
class Sought:
    """`first` is the word by which rows are looked up, `guessed` are the words that may be misspelt, `sounds` the
    patterns of how they sound; `beginnings` are the patterns of all words, `certain` of those that may not be misspelt.
    """

    first: str
    beginnings: tuple[str, ...]
    guessed: tuple[str, ...]
    sounds: tuple[str, ...]
    certain: tuple[str, ...]

    @property
    def sound(self) -> str:
        """The pattern of sounds by which rows are looked up; empty where `first` is too short to be misspelt."""
        pattern = sound_pattern(self.first) if self.first in self.guessed else NO_SOUND
        return pattern if pattern != NO_SOUND else ""

    @property
    def surname(self) -> str:
        """The same for clients: a short sound has to be the last, since too many first names are short."""
        return self.sound.removesuffix("%") + ("" if self.sound.endswith(" %") else "%") if self.sound else ""

    @property
    def least(self) -> str:
        """How like a name must be to `first`, as the database's setting wants it."""
        return str(likeness_with_a_slip(self.first))


def read_sought(text: str) -> Sought:
    """A particle ("van der") says little and is often mistaken for another: it has to fit only what begins a name."""
    words = search_words(text)
    names = [word for word in words if word not in TUSSENVOEGSELS] or words
    guessed = [word for word in names if len(word) >= LETTERS_OF_A_NAME and word not in TUSSENVOEGSELS]
    return Sought(
        first=max(names, key=len),
        beginnings=tuple(beginning(word) for word in words),
        guessed=tuple(guessed),
        sounds=tuple(sound_pattern(word) for word in guessed),
        certain=tuple(beginning(word) for word in names if word not in guessed),
    )


def beginning(word: str) -> str:
    """The pattern of names with a word that begins so, for names with a space before them."""
    return f"% {word}%"


def sound_pattern(word: str) -> str:
    """Of stored sounds that the word's own begins; a short one has to be whole, or everything would sound so."""
    sound = sound_of_word(word)
    if len(sound) < SOUNDS_OF_A_NAME:
        return NO_SOUND
    return f"% {sound} %" if len(sound) == SOUNDS_OF_A_NAME else f"% {sound}%"


def likeness_with_a_slip(word: str) -> float:
    """How like `word` is to itself with two neighbouring letters exchanged inside, but at least `LEAST_LIKENESS`.

    Of its n + 1 trigrams four are then different on either side: n - 3 of n + 5 are shared. Long names are held to
    it, or "Spreeuwenwijk" would be like every name that begins with "Spreeuwen".
    """
    letters = len(word)
    return max(LEAST_LIKENESS, round((letters - 3) / (letters + 5) - 0.01, 2))


def search_words(text: str) -> list[str]:
    """Folded words without the signs that LIKE gives a meaning; at least one, for which nothing may be found."""
    words = [
        word for word in fold(text).replace("%", " ").replace("_", " ").replace("\\", " ").split() if word
    ]
    return words[:WORDS_MAX] or ["-"]
