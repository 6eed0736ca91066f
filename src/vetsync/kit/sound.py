"""How a name sounds to Dutch ears: a second twin beside the folded one, equal for spellings that are taken for each
other.

Only consonants are kept, and the vowel that a word begins with. So Meijer, Meyer and Meier meet, Jansen and Janssen,
Philips and Filips, and letters that changed places beside a vowel do no harm either. What it lets through is much; who
asks has to weigh it by the letters.
"""

import re

from vetsync.kit.text import TUSSENVOEGSELS, fold

SPELLINGS = (
    (r"sch$", "s"), (r"ph", "f"), (r"th", "t"), (r"ch|gh", "g"), (r"c(?=[eiy])", "s"), (r"ck|c|q", "k"), (r"x", "ks"),
    (r"z", "s"), (r"v", "f"), (r"(?<=.)d", "t"),
)  # fmt: skip
"""What is written in several ways, in the order in which it is read."""
FIRST_VOWELS = ((r"^(ij|ei|ey|y)", "i"), (r"^(au|ou)", "o"), (r"^(eu|oe|ui|uy)", "u"))
_SPELLINGS = tuple((re.compile(pattern), letter) for pattern, letter in (*FIRST_VOWELS, *SPELLINGS))
_AGAIN = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<!^)[aeiouyjh]")
_BETWEEN = re.compile(r"[^a-z]+")


def sound_of_word(word: str) -> str:
    """Of a folded word: `sound_of_word("janssen") == "jnsn"`, the empty text where there are no letters."""
    sound = _BETWEEN.sub("", word)
    for pattern, letter in _SPELLINGS:
        sound = pattern.sub(letter, sound)
    return _AGAIN.sub(r"\1", _SILENT.sub("", _AGAIN.sub(r"\1", sound)))


def sound_of(text: str) -> str:
    """Of every word of a name but the particles, with a space before and after each: `" jn brg "`; else empty."""
    words = [word for word in re.split(r"[ -]", fold(text)) if word not in TUSSENVOEGSELS]
    sounds = [sound for word in words if (sound := sound_of_word(word))]
    return f" {' '.join(sounds)} " if sounds else ""
