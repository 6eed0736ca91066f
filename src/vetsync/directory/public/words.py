"""By which words owners look for a service or for who takes their animal: names in both languages, and what else people
call it.
"""

from collections.abc import Iterable, Mapping

from vetsync.kit.text import fold
from vetsync.tenancy.settings.schemas import Service

WORDS: Mapping[Service, tuple[str, ...]] = {
    "vaccination": ("entingen", "vaccinatie", "vaccinations", "inenten"),
    "dental": ("gebit", "tandheelkunde", "dental", "dentistry", "tanden", "teeth"),
    "surgery": ("operaties", "chirurgie", "surgery", "castratie", "sterilisatie"),
    "imaging": ("röntgen", "echo", "echografie", "imaging", "x-ray", "ultrasound"),
    "laboratory": ("laboratorium", "bloedonderzoek", "laboratory", "blood tests"),
    "exotics": ("bijzondere dieren", "exoten", "exotics", "exotic animals"),
    "behaviour": ("gedrag", "behaviour", "behavior"),
    "physiotherapy": ("fysiotherapie", "physiotherapy", "revalidatie"),
    "home_visits": ("huisbezoek", "thuis", "home visits"),
    "emergency": ("spoed", "nood", "emergency", "urgent"),
}


def words_of(services: Iterable[str]) -> list[str]:
    """All words under which any of these services is looked for, its key included."""
    return [word for key, words in WORDS.items() if key in services for word in (key, *words)]


SPECIES_WORDS: Mapping[str, tuple[str, ...]] = {
    "dog": ("hond", "honden", "puppy", "pup", "pups", "dog", "dogs", "puppies"),
    "cat": ("kat", "katten", "poes", "poezen", "kitten", "kittens", "cat", "cats"),
    "rabbit": ("konijn", "konijnen", "rabbit", "rabbits", "bunny", "bunnies"),
    "guinea_pig": ("cavia", "guinea pig", "guinea pigs"),
    "hamster": ("hamster", "hamsters"),
    "rat": ("rat", "ratten", "rats"),
    "mouse": ("muis", "muizen", "mouse", "mice"),
    "ferret": ("fret", "fretten", "ferret", "ferrets"),
    "bird": ("vogel", "vogels", "papegaai", "papegaaien", "parkiet", "parkieten", "kip", "kippen", "bird", "birds",
             "parrot", "parrots", "budgie", "budgies", "chicken", "chickens"),
    "reptile": ("reptiel", "reptielen", "schildpad", "schildpadden", "slang", "slangen", "hagedis", "hagedissen",
                "reptile", "reptiles", "tortoise", "tortoises", "turtle", "turtles", "snake", "snakes", "lizard",
                "lizards"),
    "fish": ("vis", "vissen", "fish", "fishes"),
    "horse": ("paard", "paarden", "pony", "horse", "horses", "ponies"),
    "goat": ("geit", "geiten", "goat", "goats"),
}  # fmt: skip
WHOLE = frozenset(fold(word) for words in SPECIES_WORDS.values() for word in words)
"""They are short and begin many other words ("vis" and "visits"), so among services and kinds of visits
they fit only whole; a name or a city may begin so."""


def species_words(species: Iterable[str]) -> list[str]:
    return [word for one in species for word in SPECIES_WORDS.get(one, ())]
