"""The normalised twin of a text: what is stored beside it, so that searching needs neither ICU nor luck."""

import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"}
)
TUSSENVOEGSELS = frozenset(
    ("aan", "bij", "d'", "de", "den", "der", "het", "in", "la", "le", "onder", "op", "over", "'s", "'t", "te", "ten",
     "ter", "tot", "uit", "uijt", "van", "ver", "vom", "von", "zu", "zum", "zur")
)  # fmt: skip
"""What stands between first and last name in Dutch, and in names from around it."""


def fold(text: str) -> str:
    """Casefolded, without accents, with single spaces: `fold("  Zoë  Ĳsbrand") == "zoe ijsbrand"`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split())
