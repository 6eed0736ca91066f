"""Dates and times as people type them, on a Tuesday in November."""

from datetime import date, time

import pytest

from vetsync.search.commands.moments import Moment, read_moment

TODAY = date(2026, 11, 24)

SAID = {
    ("nl", "morgen 10"): Moment(date(2026, 11, 25), time(10)),
    ("nl", "overmorgen om kwart voor 9"): Moment(date(2026, 11, 26), time(8, 45)),
    ("nl", "10 voor half 3"): Moment(at=time(14, 20)),
    ("nl", "half 9"): Moment(at=time(8, 30)),
    ("en", "half 9"): Moment(at=time(9, 30)),
    ("nl", "half drie"): Moment(at=time(14, 30)),
    ("nl", "half three"): Moment(at=time(15, 30)),
    ("en", "half past two"): Moment(at=time(14, 30)),
    ("en", "quarter to eleven"): Moment(at=time(10, 45)),
    ("nl", "vrijdag"): Moment(date(2026, 11, 27)),
    ("nl", "dinsdag"): Moment(date(2026, 12, 1)),
    ("nl", "volgende vrijdag"): Moment(date(2026, 12, 4)),
    ("en", "next week monday"): Moment(date(2026, 11, 30)),
    ("nl", "over 2 weken"): Moment(date(2026, 12, 8)),
    ("en", "in six months"): Moment(date(2027, 5, 24)),
    ("nl", "over een maand"): Moment(date(2026, 12, 24)),
    ("nl", "volgende maand"): Moment(date(2026, 12, 1)),
    ("nl", "24 dec 9u30"): Moment(date(2026, 12, 24), time(9, 30)),
    ("nl", "3 maart"): Moment(date(2027, 3, 3)),
    ("en", "december 24th at 3pm"): Moment(date(2026, 12, 24), time(15)),
    ("nl", "24-12-2026 11:15"): Moment(date(2026, 12, 24), time(11, 15)),
    ("nl", "2027-01-05"): Moment(date(2027, 1, 5)),
    ("nl", "de 3e"): Moment(date(2026, 12, 3)),
    ("nl", "maandagmiddag"): Moment(date(2026, 11, 30), part="afternoon"),
    ("nl", "morgenochtend"): Moment(date(2026, 11, 25), part="morning"),
    ("nl", "vanavond 8 uur"): Moment(date(2026, 11, 24), time(20)),
    ("en", "9 in the evening"): Moment(at=time(21)),
    ("nl", "morgen 9 's avonds"): Moment(date(2026, 11, 25), time(21)),
    ("nl", "29-02-2028"): Moment(date(2028, 2, 29)),
    ("nl", "29 februari 2028"): Moment(date(2028, 2, 29)),
    ("en", "february 29th 2028"): Moment(date(2028, 2, 29)),
    ("nl", "29 feb"): Moment(date(2028, 2, 29)),
    ("nl", "gisteren 10"): Moment(date(2026, 11, 23), time(10)),
    ("nl", "eergisteren"): Moment(date(2026, 11, 22)),
    ("en", "yesterday at 9"): Moment(date(2026, 11, 23), time(9)),
    ("nl", "gisterochtend"): Moment(date(2026, 11, 23), part="morning"),
    ("nl", "31-02"): Moment(),
    ("nl", "bella"): Moment(),
    ("nl", "jan de boer"): Moment(),
    ("en", "sun"): Moment(),
    ("nl", "25 uur"): Moment(),
}


@pytest.mark.parametrize(("locale", "text"), SAID)
def test_a_moment_is_read_as_it_is_said(locale: str, text: str) -> None:
    moment, _ = read_moment(text.split(), TODAY, locale)
    assert moment == SAID[locale, text]


def test_only_the_words_that_spoke_of_it_are_taken() -> None:
    line = "bella de vries vrijdag om half 3 enting"
    _, taken = read_moment(line.split(), TODAY, "nl")
    assert taken == [False, False, False, True, True, True, True, False]


def test_the_end_of_a_month_stays_within_the_month() -> None:
    moment, _ = read_moment(["over", "3", "maanden"], date(2026, 11, 30), "nl")
    assert moment.on == date(2027, 2, 28)
