"""Names for many people and animals, the same from every seed: a few are common, most are rare."""

import random

from vetsync.app.demo import cast

STARTS = (
    "Boter", "Eiken", "Koek", "Kwik", "Lis", "Maan", "Meer", "Morgen", "Peper", "Plas", "Rogge", "Spreeuw", "Turf",
    "Vlinder", "Vuur", "Water", "Weide", "Wolk", "Zand", "Zilver",
)  # fmt: skip
MIDDLES = ("", "en", "er", "ing", "el", "s")
ENDS = ("berg", "bloem", "dam", "dijk", "gans", "hof", "horst", "kamp", "kuil", "laar", "man", "poort", "rug", "stam",
        "tak", "veld", "vijver", "voort", "wijk", "zoom")  # fmt: skip
PET_STARTS = ("Bo", "Di", "Fe", "Ka", "Lo", "Mi", "No", "Pu", "Sa", "Ti", "Wo", "Zo")
PET_ENDS = (
    "bbel",
    "dder",
    "ffie",
    "kkie",
    "lla",
    "mba",
    "nky",
    "ppie",
    "ra",
    "rro",
    "sja",
    "tje",
    "vi",
    "xie",
    "zu",
)
COMMON = 0.35
"""The share of animals with one of the names that everybody gives."""
PETS = tuple(name for names in cast.PET_NAMES.values() for name in names)


def last_name(dice: random.Random) -> tuple[str, str]:
    """A prefix, often empty, and one of some 2,400 names."""
    prefix = dice.choice(("", "", "", "van", "de", "van der"))
    return prefix, dice.choice(STARTS) + dice.choice(MIDDLES) + dice.choice(ENDS)


def first_name(dice: random.Random) -> str:
    return dice.choice(cast.FIRST_NAMES)


def pet_name(dice: random.Random) -> str:
    if dice.random() < COMMON:
        return dice.choice(PETS)
    return dice.choice(PET_STARTS) + dice.choice(PET_ENDS)


def with_typo(name: str, dice: random.Random) -> str:
    """Two neighbouring letters changed places, not the first."""
    at = dice.randrange(1, max(2, len(name) - 1))
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
