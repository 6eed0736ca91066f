"""No exported cell runs in a spreadsheet, and every cell reads back as it was."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vetsync.kit.csv_export import BYTE_ORDER_MARK, csv_file, guarded, unguarded

SIGNS = set("=+-@＝＋－＠")
DANGEROUS = SIGNS | set("\t\r\n\0")
texts = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    sorted(DANGEROUS | set("'\";,|1a")), max_size=8
)


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=5))
def test_no_cell_begins_a_formula_and_all_read_back(rows: list[list[str]]) -> None:
    table = read(b"".join(csv_file(("a", "b", "c"), rows)))
    assert table[0] == ["a", "b", "c"]
    assert all(cell[:1] not in DANGEROUS for row in table for cell in row)
    assert [[unguarded(cell) for cell in row] for row in table[1:]] == rows


@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(";\t|"))
def test_a_spreadsheet_that_splits_elsewhere_sees_no_formula_either(cells: list[str], separator: str) -> None:
    content = b"".join(csv_file(cells, [cells])).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
        assert all(cell.strip()[:1] not in SIGNS for cell in row)


def test_the_guard_is_taken_off_only_where_it_was_put_on() -> None:
    assert (guarded("=1+1"), guarded("'=1+1"), guarded("'t hart"), guarded("a=1")) == (
        "'=1+1",
        "''=1+1",
        "'t hart",
        "a=1",
    )
    assert unguarded("'t hart") == "'t hart"


def test_values_keep_their_type_and_lines_end_as_the_standard_says() -> None:
    content = b"".join(
        csv_file(
            ("x",),
            [
                [
                    -5,
                    1.5,
                    Decimal("-0.10"),
                    True,
                    None,
                    date(2026, 3, 1),
                    datetime(2026, 3, 1, tzinfo=UTC),
                    'a"b',
                ]
            ],
        )
    )
    assert content.endswith(b'\r\n-5,1.5,-0.10,true,,2026-03-01,2026-03-01T00:00:00+00:00,"a""b"\r\n')
