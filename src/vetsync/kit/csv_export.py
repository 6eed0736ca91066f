"""The only CSV writer of the program. Its files open in a spreadsheet without running anything.

RFC 4180, for Dutch with semicolons: CRLF, text quoted, quotes doubled. Text that a spreadsheet could take for
a formula (OWASP ASVS 1.2.10) gets a leading apostrophe. A Dutch spreadsheet splits at `;` whatever the quotes of
a second cell say, so the same is done wherever inside a text another cell could be made to begin. `unguarded`
takes the apostrophes off again, so an export can be read back unchanged.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

Cell = str | int | float | Decimal | bool | datetime | date | UUID | None

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it spreadsheets read UTF-8 as the system's old code page, and Zoë becomes ZoÃ«."""

_FORMULA = "=+\\-@\t\r\n\0＝＋－＠"
_MAY_BEGIN = re.compile(f"(^|[;,|\"\t\r\n])(?='*[{_FORMULA}])")
_WAS_GUARDED = re.compile(f"(^|[;,|\"\t\r\n])'(?='*[{_FORMULA}])")


def guarded(text: str) -> str:
    """The text, harmless as a cell. Apostrophes before a formula sign count too, so it can be undone."""
    return _MAY_BEGIN.sub(r"\1'", text)


def unguarded(text: str) -> str:
    return _WAS_GUARDED.sub(r"\1", text)


SEPARATORS = {"nl": ";", "en": ","}
"""A Dutch spreadsheet has the comma in its numbers, and puts a line of commas into one column."""


def csv_line(cells: Sequence[Cell], separator: str) -> str:
    return separator.join(_cell(cell) for cell in cells) + "\r\n"


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Cell]], language: str = "en") -> Iterator[bytes]:
    """The file in pieces, line by line, for a streamed answer; it opens in columns where `language` is spoken."""
    separator = SEPARATORS[language]
    yield BYTE_ORDER_MARK + csv_line(header, separator).encode()
    for row in rows:
        yield csv_line(row, separator).encode()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return '"' + guarded(cell).replace('"', '""') + '"'
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    return str(cell)
