"""Words that occur nowhere else, each with the people who may ever see it."""

import io
import itertools
import re
import zlib
from dataclasses import dataclass, field
from uuid import UUID

import httpx2

from tests.records.visits import text_of_pdf

WORD = re.compile(r"zq[a-z]{2}[0-9a-f]{5}|528099[0-9]{9}|316850[0-9]{5}", re.IGNORECASE)


@dataclass(frozen=True)
class Audience:
    """Staff of `practices` with any of `permissions`, the `people` named, and where `clients` all clients there."""

    practices: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    people: frozenset[UUID] = frozenset()
    platform: bool = False
    clients: bool = False


@dataclass(frozen=True)
class Canary:
    field: str
    audience: Audience


@dataclass
class Canaries:
    """Makes the words and knows them again in an answer."""

    known: dict[str, Canary] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def word(self, name: str, audience: Audience) -> str:
        number = next(self._numbers)
        return self._keep(
            f"zq{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}{number:05x}", name, audience
        )

    def chip(self, name: str, audience: Audience) -> str:
        return self._keep(f"528099{next(self._numbers):09d}", name, audience)

    def phone(self, name: str, audience: Audience) -> str:
        return "+" + self._keep(f"316850{next(self._numbers):05d}", name, audience)

    def email(self, name: str, audience: Audience) -> str:
        return self.word(name, audience) + "@example.com"

    def found_in(self, text: str) -> set[str]:
        return {word.lower() for word in WORD.findall(text)} & self.known.keys()

    def _keep(self, word: str, name: str, audience: Audience) -> str:
        self.known[word] = Canary(name, audience)
        return word


def text_of(answer: httpx2.Response) -> str:
    """Everything that an answer shows: status line, headers with ETag and cookies, and the body, unpacked."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    body = answer.content
    if body.startswith(b"%PDF") and b"FlateDecode" in body:
        return headers + text_of_pdf(body)
    if body.startswith(b"\x1f\x8b"):
        body = zlib.decompress(body, 31)
    return headers + io.TextIOWrapper(io.BytesIO(body), "utf-8", errors="replace").read()
