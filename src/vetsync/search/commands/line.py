"""The words of a typed line, and who has read which of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vetsync.kit.text import fold


@dataclass
class Line:
    """The words of a line, and which of them are still unread."""

    words: list[str]
    folded: list[str]
    free: list[bool]

    @classmethod
    def of(cls, text: str) -> "Line":
        """Punctuation at the ends of words is left out, and so are empty words."""
        words = [word.strip(',;!?"()').rstrip(".:") for word in text.replace("\u2019", "'").split()]
        words = [word for word in words if word]
        return cls(words, [fold(word) for word in words], [True] * len(words))

    def take(self, at: int, size: int = 1) -> None:
        self.free[at : at + size] = [False] * size

    def places_of(self, phrase: Sequence[str]) -> Iterable[int]:
        size = len(phrase)
        for at in range(len(self.folded) - size + 1):
            if all(self.free[at : at + size]) and self.folded[at : at + size] == list(phrase):
                yield at

    def unread(self) -> list[str]:
        return [word for word, is_free in zip(self.folded, self.free, strict=True) if is_free]
