"""Who and what the demo consists of. Every name is invented; addresses end in `.example`."""

from typing import NamedTuple

from vetsync.tenancy.settings.schemas import Accent, Service, Species

PASSWORD = "zwaluw-in-de-lente"  # noqa: S105 - printed in docs/demo.md, good for nothing but the demo
SEED = 20260214
MAIL_DOMAIN = "vetsync.example"


class Clinic(NamedTuple):
    slug: str
    name: str
    city: str
    street: str
    house_number: str
    postcode: str
    lat: float
    lon: float
    phone: str
    accent: Accent
    species: tuple[Species, ...]
    services: tuple[Service, ...]
    evening_weekday: int
    description: str
    vets: int
    paravets: int
    receptionists: int


FRANCHISE = ("vrije-weide", "Groep Vrije Weide")

_COMPANIONS: tuple[Species, ...] = ("dog", "cat", "rabbit", "guinea_pig")

CLINICS = (
    Clinic(
        "zwaluwhof", "Dierenkliniek Zwaluwhof", "Utrecht", "Zwaluwlaan", "4", "3500 ZZ", 52.0907, 5.1214,
        "+31300001200", "blue", (*_COMPANIONS, "bird", "reptile"),
        ("vaccination", "dental", "surgery", "imaging", "exotics"), 4,
        "Een kliniek met een eigen operatiekamer en een wachtkamer waar katten en honden elkaar niet zien.",
        4, 3, 2,
    ),
    Clinic(
        "oudekade", "Dierenartsen Oudekade", "Amersfoort", "Oudekade", "21", "3800 ZZ", 52.1561, 5.3878,
        "+31330001200", "amber", _COMPANIONS, ("vaccination", "dental", "surgery"), 2,
        "Drie artsen die de tijd nemen, in een pakhuis aan het water.", 3, 2, 2,
    ),
    Clinic(
        "lindedam", "Dierenkliniek Lindedam", "Zwolle", "Lindedam", "8", "8000 ZZ", 52.5168, 6.0830,
        "+31380001200", "green", (*_COMPANIONS, "bird", "ferret"),
        ("vaccination", "dental", "surgery", "imaging", "behaviour"), 3,
        "Voor gezelschapsdieren en vogels, met spreekuur op zaterdagochtend.", 3, 2, 1,
    ),
    Clinic(
        "boomklever", "Dierenkliniek De Boomklever", "Groningen", "Elzenrade", "112", "9700 ZZ", 53.2194, 6.5665,
        "+31500001200", "violet", (*_COMPANIONS, "hamster", "fish"), ("vaccination", "dental", "physiotherapy"), 1,
        "Een kleine zelfstandige kliniek; u ziet steeds dezelfde arts.", 2, 1, 1,
    ),
)  # fmt: skip

PENDING_CLINIC = ("Kattenkliniek Zilverpoot", "Assen", "Rietmeer", "3", "9400 ZZ", 52.9928, 6.5642)

FIRST_NAMES = (
    "Aafke", "Bas", "Carlijn", "Daan", "Eva", "Femke", "Gijs", "Hanna", "Ilse", "Jelle", "Kees", "Lotte", "Mees",
    "Noor", "Okke", "Pien", "Quinten", "Roos", "Sanne", "Tim", "Ulrike", "Vera", "Wout", "Xander", "Yara", "Zoë",
    "Amira", "Bilal", "Chen", "Deniz", "Elif", "Farid", "Gülsüm", "Hamza", "Imane", "Jakub", "Łucja", "Mehmet",
)  # fmt: skip
LAST_NAMES = (
    ("", "Boterbloem"), ("van der", "Plas-Vijver"), ("de", "Merel"), ("", "Zandkuil"), ("van", "Weidegans"),
    ("ter", "Kastanje"), ("", "Koekoeksbloem"), ("van den", "Eikelhof"), ("", "Turfsteker"), ("de", "Reigerman"),
    ("", "Morgenrood"), ("van", "Slootkant"), ("", "Vuurdoorn"), ("in 't", "Roggeveld"), ("", "Kwartelaar"),
    ("op den", "Heuvelrug"), ("", "Lisdodde"), ("van de", "Waterlelie"), ("", "Spreeuwenberg-Tak"), ("", "Duindoorn"),
    ("", "Öztürkbloem"), ("el", "Fennekaoui"), ("", "Wierzbowy"), ("", "Stormvogel"), ("de", "Zeegrasman"),
)  # fmt: skip
PET_NAMES = {
    "dog": (
        "Bella",
        "Max",
        "Saar",
        "Tess",
        "Moos",
        "Bobbie",
        "Guus",
        "Luna",
        "Takkie",
        "Pip",
        "Droppie",
        "Boris",
    ),
    "cat": (
        "Noppes",
        "Poekie",
        "Minoes",
        "Pluis",
        "Simba",
        "Sok",
        "Grijsje",
        "Kees",
        "Tijger",
        "Muis",
        "Zorro",
    ),
    "rabbit": ("Flappie", "Snuf", "Wortel", "Knabbel", "Vlok", "Pluim"),
    "guinea_pig": ("Piep", "Kruimel", "Caramel", "Stip"),
    "bird": ("Kiwi", "Zonnetje", "Fluit", "Mango"),
    "reptile": ("Stapper", "Gandalf", "Schubje"),
    "ferret": ("Frits", "Wezel"),
    "hamster": ("Bolletje", "Wiel"),
    "fish": ("Bubbel", "Goudje"),
}
OWNED = (("dog", "Bella"), ("cat", "Noppes"), ("rabbit", "Vlok"), ("dog", "Moos"), ("guinea_pig", "Stip"))
"""What the owners who can be signed in as have, in this order; all are treated by the first clinic."""
BREEDS = {
    "dog": ("Stabij", "Labrador retriever", "Kooikerhondje", "Teckel", "Drentsche patrijshond", "Kruising"),
    "cat": ("Europese korthaar", "Maine coon", "Britse korthaar", "Heilige Birmaan"),
    "rabbit": ("Nederlandse hangoordwerg", "Vlaamse reus", "Kleurdwerg"),
    "guinea_pig": ("Gladhaar", "Tessel"),
    "bird": ("Grasparkiet", "Kanarie", "Valkparkiet"),
    "reptile": ("Griekse landschildpad", "Baardagame"),
    "ferret": ("Fret",),
    "hamster": ("Syrische hamster",),
    "fish": ("Sluierstaart",),
}
STREETS = ("Merelpad", "Wilgenweg", "Kievitstraat", "Vlierhof", "Beukenlaan")
COLOURS = ("zwart", "wit", "bruin", "rood", "grijs", "zwart-wit", "driekleur", "crème")
SPECIES_WEIGHTS = {
    "dog": 46, "cat": 38, "rabbit": 6, "guinea_pig": 3, "bird": 3, "reptile": 1, "ferret": 1, "hamster": 1, "fish": 1,
}  # fmt: skip
WEIGHTS_GRAMS = {
    "dog": (4_000, 38_000), "cat": (2_800, 7_200), "rabbit": (1_100, 5_500), "guinea_pig": (700, 1_200),
    "bird": (25, 110), "reptile": (250, 2_400), "ferret": (600, 1_800), "hamster": (90, 160), "fish": (30, 200),
}  # fmt: skip

REASONS = {
    "vaccination": ("Jaarlijkse enting", "Puppy-enting", "Enting met paspoort voor vakantie"),
    "consult": (
        "Drinkt veel en is magerder",
        "Krabt aan het oor",
        "Loopt kreupel linksvoor",
        "Eet slecht",
        "Hoest",
    ),
    "recheck": ("Controle na oorontsteking", "Wondcontrole", "Controle gewicht"),
    "nurse": ("Nagels knippen", "Wegen", "Tandenpoetsles"),
    "dental": ("Gebitsreiniging", "Tandsteen en slechte adem"),
    "surgery": ("Castratie", "Sterilisatie", "Bultje verwijderen"),
}
FINDINGS = (
    (
        "Otitis externa",
        "Oorkanaal rood, bruin exsudaat; trommelvlies gaaf.",
        "Oor reinigen, oordruppels 7 dagen.",
    ),
    (
        "Chronische nierziekte, IRIS 2",
        "Creatinine verhoogd, urine verdund.",
        "Nierdieet, bloeddruk over 4 weken.",
    ),
    ("Gezond bij onderzoek", "Geen afwijkingen bij algemeen onderzoek.", "Volgende controle over een jaar."),
    (
        "Tandsteen graad 2",
        "Tandsteen op P4 en M1, lichte gingivitis.",
        "Gebitsreiniging gepland, poetsen uitgelegd.",
    ),
    (
        "Distorsie linkervoorpoot",
        "Lichte zwelling carpus, geen crepitatie.",
        "Rust 10 dagen, pijnstilling 5 dagen.",
    ),
    (
        "Gastro-enteritis",
        "Buik gespannen, licht uitgedroogd.",
        "Licht verteerbaar voer 3 dagen, probioticum.",
    ),
)

OWNER_NAMES = (("Anna", "Vlinderberg"), ("Owen", "Kleefkruid"), ("Samira", "Zonnedauw"))
