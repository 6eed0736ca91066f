"""The words of the appointment export, in the languages that it can be had in."""

from vetsync.insights.practice.schemas import Language

HEADER = {
    "nl": (
        "Datum", "Begin", "Einde", "Status", "Soort", "Omschrijving", "Dierenarts", "Klantnummer", "Klant", "Dier",
        "Diersoort", "Herkomst", "Reden", "Ingevoerd op", "Kenmerk",
    ),
    "en": (
        "Date", "Start", "End", "State", "Type", "Description", "Vet", "Client number", "Client", "Animal",
        "Species", "Source", "Reason", "Entered at", "Reference",
    ),
}  # fmt: skip
STATES = {
    "nl": {
        "pending": "aangevraagd", "confirmed": "bevestigd", "completed": "geweest", "cancelled": "afgezegd",
        "declined": "niet doorgegaan", "no_show": "niet gekomen",
    },
    "en": {
        "pending": "requested", "confirmed": "confirmed", "completed": "completed", "cancelled": "cancelled",
        "declined": "declined", "no_show": "no-show",
    },
}  # fmt: skip
CATEGORIES = {
    "nl": {
        "consult": "consult", "vaccine": "enting", "surgery": "operatie", "dental": "gebit", "recheck": "controle",
        "nurse": "paraveterinair", "imaging": "beeld", "urgent": "spoed", "farewell": "afscheid",
    },
    "en": {
        "consult": "consult", "vaccine": "vaccination", "surgery": "surgery", "dental": "dental", "recheck": "recheck",
        "nurse": "nurse", "imaging": "imaging", "urgent": "urgent", "farewell": "farewell",
    },
}  # fmt: skip
SPECIES = {
    "nl": {
        "dog": "hond", "cat": "kat", "rabbit": "konijn", "guinea_pig": "cavia", "hamster": "hamster", "rat": "rat",
        "mouse": "muis", "ferret": "fret", "bird": "vogel", "reptile": "reptiel", "fish": "vis", "horse": "paard",
        "goat": "geit", "other": "ander dier",
    },
    "en": {
        "dog": "dog", "cat": "cat", "rabbit": "rabbit", "guinea_pig": "guinea pig", "hamster": "hamster", "rat": "rat",
        "mouse": "mouse", "ferret": "ferret", "bird": "bird", "reptile": "reptile", "fish": "fish", "horse": "horse",
        "goat": "goat", "other": "other animal",
    },
}  # fmt: skip
SOURCES = {
    "nl": {"online": "online", "desk": "balie", "import": "ingelezen"},
    "en": {"online": "online", "desk": "desk", "import": "imported"},
}


def said(words: dict[str, dict[str, str]], language: Language, value: str) -> str:
    """The word for a value; a value that has none stands as it is."""
    return words[language].get(value, value)
