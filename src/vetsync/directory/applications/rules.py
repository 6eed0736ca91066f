"""Decisions about applications that need no database."""

from collections.abc import Iterable
from pathlib import PurePath

import puremagic

from vetsync.directory.applications.schemas import PAPERS, ApplicationState
from vetsync.directory.errors import FileNotAccepted, FileTooLarge
from vetsync.tenancy.settings.schemas import PracticeFacts

DOCUMENT_BYTES_MAX = 10 * 1024 * 1024
NEEDED = ("street", "house_number", "postcode", "city", "phone", "email", "species")
WRITABLE: frozenset[ApplicationState] = frozenset({"draft", "rejected"})
TYPES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
TITLE_LENGTH_MAX = 120


def missing(facts: PracticeFacts, kinds: Iterable[str]) -> list[str]:
    """Fields that are still empty and papers that were not sent, in the order of the form.

    In the Netherlands every clinic has a number in the trade register, so there it belongs to the fields.
    """
    needed = (*NEEDED, "kvk_number") if facts.country == "NL" else NEEDED
    sent = set(kinds)
    return [name for name in needed if not getattr(facts, name)] + [
        kind for kind in PAPERS if kind not in sent
    ]


def media_type_of(content: bytes) -> str:
    """The type, judged by the content alone; raises FileTooLarge or FileNotAccepted."""
    if len(content) > DOCUMENT_BYTES_MAX:
        raise FileTooLarge(field="file", bytes_max=DOCUMENT_BYTES_MAX)
    by_start = next((kind for start, kind in TYPES.items() if content.startswith(start)), None)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        by_start = "image/webp"
    if by_start is None:
        raise FileNotAccepted(field="file")
    # A second opinion on the whole: a file that only begins like an image is not one.
    try:
        guesses = {match.mime_type for match in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        guesses = set()
    if by_start not in guesses:
        raise FileNotAccepted(field="file")
    return by_start


def title_of(file_name: str) -> str:
    """The name as it may be shown and offered for download: no path, no control characters, not too long."""
    bare = PurePath(file_name.replace("\\", "/")).name
    printable = "".join(letter for letter in bare if letter.isprintable()).strip(" .")
    return printable[-TITLE_LENGTH_MAX:] or "document"
