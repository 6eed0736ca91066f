"""Figures that the server and the screens each hold, and that must be the same on both sides."""

import re
from pathlib import Path

from vetsync.messaging.letters.post import UNDO_OFFERED
from vetsync.patients.rules import GROWN_YEARS, LEAST_TIMES, MOST_TIMES_GROWING, MOST_TIMES_GROWN

WEB = Path(__file__).parents[2] / "web" / "src"


def said(path: str, pattern: str) -> tuple[float, ...]:
    """The numbers that the one place in a file of the client that the pattern fits says."""
    (found,) = re.findall(pattern, (WEB / path).read_text(encoding="utf-8"))
    return tuple(float(number) for number in ([found] if isinstance(found, str) else found))


def test_letters_wait_as_long_as_the_screens_offer_to_take_a_step_back() -> None:
    assert said("lib/toasts.ts", r"const SECONDS = (\d+);") == (UNDO_OFFERED.total_seconds(),)


def test_the_server_refuses_the_weights_that_the_screens_ask_about() -> None:
    path = "features/patients/plausible.ts"
    assert said(path, r"const GROWN_YEARS = (\d+);") == (GROWN_YEARS,)
    assert said(path, r"MOST_TIMES = \{ grown: ([\d.]+), growing: ([\d.]+) \}") == (
        MOST_TIMES_GROWN,
        MOST_TIMES_GROWING,
    )
    part, whole = said(path, r"const LEAST_TIMES = (\d+) / (\d+);")
    assert part / whole == LEAST_TIMES
