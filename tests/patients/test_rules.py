"""Chip numbers and Dutch names."""

from datetime import date

import pytest

from vetsync.patients.errors import ChipInvalid, DateInFuture, DateTooEarly
from vetsync.patients.rules import (
    chip_number,
    not_in_future,
    possible_birth,
    postcode,
    search_name,
    split_prefix,
)


@pytest.mark.parametrize(
    "text", ["528140000123456", "528 140 000 123 456", "900-0880-0012-3456", "276.098102345678"]
)
def test_a_chip_number_is_read_through_any_spacing(text: str) -> None:
    assert len(chip_number(text)) == 15


@pytest.mark.parametrize(
    "text",
    ["", "52814000012345", "5281400001234567", "000140000123456", "999140000123456", "chip 123", "5" * 60],
)
def test_what_is_no_iso_11784_number_is_refused_at_the_field(text: str) -> None:
    with pytest.raises(ChipInvalid) as refused:
        chip_number(text)
    assert refused.value.field == "chip"


@pytest.mark.parametrize(
    ("whole", "prefix", "rest"),
    [("van der Berg", "van der", "Berg"), ("de Vries", "de", "Vries"), ("Jansen", "", "Jansen"), ("van", "", "van"),
     ("'t Hooft", "'t", "Hooft"), ("Jansen de Boer", "", "Jansen de Boer"), ("VAN DEN Akker", "VAN DEN", "Akker")],
)  # fmt: skip
def test_a_dutch_prefix_is_told_from_the_name(whole: str, prefix: str, rest: str) -> None:
    assert split_prefix(whole) == (prefix, rest)


def test_a_name_is_searched_without_accents_and_capitals() -> None:
    assert search_name("Zoë", "van 't", "Ĳsbrand") == "zoe van 't ijsbrand"


def test_nobody_is_born_next_week_but_tomorrow_is_somewhere_already() -> None:
    not_in_future(date(2026, 3, 3), date(2026, 3, 2), "born_on")
    not_in_future(None, date(2026, 3, 2), "born_on")
    with pytest.raises(DateInFuture):
        not_in_future(date(2026, 3, 9), date(2026, 3, 2), "born_on")


def test_a_birth_may_be_unlikely_but_not_impossible() -> None:
    today = date(2026, 3, 2)
    for day in (None, date(1900, 1, 1), date(1991, 5, 5), today):
        possible_birth(day, today, "born_on")
    with pytest.raises(DateTooEarly) as refused:
        possible_birth(date(206, 3, 2), today, "born_on")
    assert refused.value.field == "born_on"


@pytest.mark.parametrize("text", ["3511AB", "3511 ab", " 3511 AB ", "3511 AB"])
def test_a_dutch_postcode_has_one_spelling(text: str) -> None:
    assert postcode(text) == "3511 AB"


@pytest.mark.parametrize("text", ["", "2000", "B-2000", "SW1A 1AA", "3511 SS", "0999ab"])
def test_what_is_no_dutch_postcode_stays_as_it_came(text: str) -> None:
    assert postcode(text) == text
