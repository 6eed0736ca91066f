"""Sorting words out beforehand changes nothing of what is found."""

import random
from difflib import get_close_matches

import pytest

from vetsync.search.commands.closeness import closest

KNOWN = (
    "vaccination",
    "vaccinatie",
    "enting",
    "controle",
    "gebitsreiniging",
    "castratie",
    "consult",
    "nagels",
)


@pytest.mark.parametrize("cutoff", [0.6, 0.8, 0.9])
def test_the_closest_word_is_the_one_that_comparing_with_all_finds(cutoff: float) -> None:
    dice = random.Random(7)
    found = 0
    for _ in range(600):
        letters = list(dice.choice(KNOWN))
        for _ in range(dice.randrange(1, 4)):
            letters[dice.randrange(len(letters))] = dice.choice("aceinorstv")
        word = "".join(letters)
        expected = get_close_matches(word, KNOWN, 1, cutoff)
        assert [one for one in [closest(word, KNOWN, cutoff)] if one] == expected
        found += bool(expected)
    assert 50 < found < 600
