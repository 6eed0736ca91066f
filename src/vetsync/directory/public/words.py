"""By which words owners look for a service: its names in both languages, and what else people call it."""

from collections.abc import Iterable, Mapping

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
