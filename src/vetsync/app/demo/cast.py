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
    ("dog", "female"): (
        "Bella", "Saar", "Tess", "Luna", "Pip", "Bobbie", "Lola", "Nala", "Fenna", "Roxy", "Mila", "Kaatje", "Doortje",
        "Sien", "Juul", "Maan", "Puck", "Floor", "Bloem", "Hazel", "Indy", "Kiki", "Lotje", "Mies", "Nova", "Olijf",
        "Pepper", "Siepie", "Truffel", "Wolke", "Zwaantje", "Ymke",
    ),
    ("dog", "male"): (
        "Max", "Moos", "Guus", "Takkie", "Droppie", "Boris", "Bram", "Joep", "Sjors", "Teun", "Bink", "Dex", "Fedde",
        "Hidde", "Ollie", "Pelle", "Rakker", "Snuf", "Tobber", "Vos", "Wolf", "Barend", "Knoest", "Loek", "Mik",
        "Nero", "Quint", "Rufus", "Stoffel", "Tijl", "Wammes", "Zeppo",
    ),
    ("cat", "female"): (
        "Noppes", "Poekie", "Minoes", "Pluis", "Muis", "Mimi", "Fleur", "Saffraan", "Vlekje", "Molly", "Sproet",
        "Trijntje", "Witje", "Zusje", "Mauw", "Lapje", "Karamel", "Dotje", "Pien", "Suze", "Mirre", "Kweetal",
        "Roosje", "Tuffie", "Vanille", "Willemijn",
    ),
    ("cat", "male"): (
        "Simba", "Sok", "Grijsje", "Kees", "Tijger", "Zorro", "Bikkel", "Dikkie", "Felix", "Harrie",
        "Jopie", "Krullie", "Loekie", "Monkie", "Nemo", "Otje", "Pluto", "Ravi", "Snor", "Tommie", "Wubbe", "Bas",
        "Casper", "Inkt", "Mosterd",
    ),
    ("rabbit", ""): ("Flappie", "Snuf", "Wortel", "Knabbel", "Vlok", "Pluim", "Klaver", "Hups", "Langoor", "Toffee"),
    ("guinea_pig", ""): ("Piep", "Kruimel", "Caramel", "Stip", "Bolle", "Fluitje", "Hummel", "Knor"),
    ("bird", ""): ("Kiwi", "Zonnetje", "Fluit", "Mango", "Pico", "Tjilp", "Veertje", "Citroen"),
    ("reptile", ""): ("Stapper", "Gandalf", "Schubje", "Draakje", "Schild"),
    ("ferret", ""): ("Frits", "Wezel", "Slinger", "Bandiet"),
    ("hamster", ""): ("Bolletje", "Wiel", "Pinda", "Nootje"),
    ("fish", ""): ("Bubbel", "Goudje", "Vin"),
}  # fmt: skip
"""By species, and for dogs and cats by sex."""
OWNED = (
    ("dog", "Bella", "female"), ("cat", "Noppes", "female"), ("rabbit", "Vlok", "male"), ("dog", "Moos", "male"),
    ("guinea_pig", "Stip", "female"),
)  # fmt: skip
"""What the owners who can be signed in as have, in this order; all are treated by the first clinic."""
GROWN_GRAMS = {
    "dog": {
        "Stabij": (18_000, 26_000), "Labrador retriever": (25_000, 36_000), "Kooikerhondje": (9_000, 14_000),
        "Teckel": (7_000, 10_500), "Drentsche patrijshond": (20_000, 30_000), "Kruising": (9_000, 28_000),
    },
    "cat": {
        "Europese korthaar": (3_200, 5_600), "Maine coon": (5_000, 8_800), "Britse korthaar": (3_800, 7_200),
        "Heilige Birmaan": (3_000, 5_800),
    },
    "rabbit": {
        "Nederlandse hangoordwerg": (1_400, 2_100), "Vlaamse reus": (5_500, 8_000), "Kleurdwerg": (900, 1_300),
    },
    "guinea_pig": {"Gladhaar": (750, 1_200), "Tessel": (750, 1_200)},
    "bird": {"Grasparkiet": (28, 42), "Kanarie": (15, 27), "Valkparkiet": (78, 108)},
    "reptile": {"Griekse landschildpad": (500, 2_300), "Baardagame": (280, 500)},
    "ferret": {"Fret": (650, 1_900)},
    "hamster": {"Syrische hamster": (95, 170)},
    "fish": {"Sluierstaart": (60, 190)},
}  # fmt: skip
"""What a grown animal of a breed weighs, from the smallest female to the largest male that is still healthy."""
BREEDS = {species: tuple(breeds) for species, breeds in GROWN_GRAMS.items()}
GROWN_AFTER_DAYS = {
    "dog": 400, "cat": 365, "rabbit": 210, "guinea_pig": 240, "bird": 60, "reptile": 1_400, "ferret": 240,
    "hamster": 90, "fish": 540,
}  # fmt: skip
LIVES_YEARS = {
    "dog": 14, "cat": 17, "rabbit": 9, "guinea_pig": 6, "bird": 9, "reptile": 12, "ferret": 7, "hamster": 2, "fish": 9,
}  # fmt: skip
TEMPERATURE_TENTHS = {
    "dog": (380, 392), "cat": (380, 392), "rabbit": (385, 398), "guinea_pig": (372, 394), "ferret": (378, 396),
    "hamster": (362, 376), "bird": (402, 418),
}  # fmt: skip
"""At rest. Who takes the warmth of the surroundings is not measured."""
PULSE_PER_MINUTE = {
    "dog": (70, 130), "cat": (140, 210), "rabbit": (150, 250), "guinea_pig": (230, 330), "ferret": (190, 280),
    "hamster": (260, 440), "bird": (220, 400), "reptile": (30, 70),
}  # fmt: skip
STREETS = ("Merelpad", "Wilgenweg", "Kievitstraat", "Vlierhof", "Beukenlaan")
COLOURS = ("zwart", "wit", "bruin", "rood", "grijs", "zwart-wit", "driekleur", "crème")
SPECIES_WEIGHTS = {
    "dog": 46, "cat": 38, "rabbit": 6, "guinea_pig": 3, "bird": 3, "reptile": 1, "ferret": 1, "hamster": 1, "fish": 1,
}  # fmt: skip


class Finding(NamedTuple):
    diagnosis: str
    found: str
    plan: str


class Case(NamedTuple):
    """Why an animal comes, what a vet then finds, and whom that can be said of."""

    reason: str
    finding: Finding
    species: frozenset[str]


_WITH_TEETH = frozenset({"dog", "cat", "rabbit", "guinea_pig"})
_WALKS = frozenset({"dog", "cat", "rabbit", "guinea_pig", "ferret"})
_FUR = _WALKS | {"hamster"}
_ALL = frozenset(SPECIES_WEIGHTS)
_VACCINATED = frozenset({"dog", "cat", "rabbit"})

_HEALTHY = Finding(
    "Gezond bij onderzoek", "Geen afwijkingen bij algemeen onderzoek.", "Volgende controle over een jaar."
)
_EAR = Finding(
    "Otitis externa",
    "Oorkanaal rood, bruin exsudaat; trommelvlies gaaf.",
    "Oor reinigen, oordruppels 7 dagen.",
)
_KIDNEY = Finding(
    "Chronische nierziekte, IRIS 2",
    "Creatinine verhoogd, urine verdund.",
    "Nierdieet, bloeddruk over 4 weken.",
)
_TARTAR = Finding(
    "Tandsteen graad 2",
    "Tandsteen op P4 en M1, lichte gingivitis.",
    "Gebitsreiniging gepland, poetsen uitgelegd.",
)
_MOLARS = Finding(
    "Kieshaken", "Scherpe kanten aan de kiezen, wang gaaf.", "Kiezen bijgewerkt, meer hooi geven."
)
_SPRAIN = Finding(
    "Distorsie linkervoorpoot",
    "Lichte zwelling carpus, geen crepitatie.",
    "Rust 10 dagen, pijnstilling 5 dagen.",
)
_GUT = Finding(
    "Gastro-enteritis", "Buik gespannen, licht uitgedroogd.", "Licht verteerbaar voer 3 dagen, probioticum."
)
_AIRWAYS = Finding(
    "Luchtweginfectie",
    "Ademhaling iets versneld, slijmvliezen roze.",
    "Rust en warmte, controle over 5 dagen.",
)
_APPETITE = Finding(
    "Verminderde eetlust",
    "Voedingstoestand matig, verder geen afwijkingen.",
    "Voer aangepast, wegen over een week.",
)
_HEALED = Finding("Wond genezen", "Wondranden gesloten, geen zwelling.", "Geen nazorg meer nodig.")
_WEIGHT = Finding("Gewicht op peil", "Voedingstoestand goed.", "Voer zo houden.")
_CARE = Finding("Verzorgd", "Huid en poten zonder afwijkingen.", "Terug wanneer het weer nodig is.")
_STITCHED = Finding(
    "Wond gehecht", "Oppervlakkige wond, schone randen.", "Kap om, hechtingen eruit over 10 dagen."
)
_CLAW = Finding(
    "Nagel verwijderd", "Nagel tot in het leven gescheurd.", "Verband 3 dagen, pijnstilling 3 dagen."
)
_LUMP = Finding(
    "Huidmassa verwijderd",
    "Massa van 1 cm, los van de onderlaag.",
    "Ingestuurd voor onderzoek; wond droog houden.",
)

CASES: dict[str, tuple[Case, ...]] = {
    "vaccination": (
        Case("Jaarlijkse enting", _HEALTHY, _VACCINATED),
        Case("Enting met paspoort voor vakantie", _HEALTHY, frozenset({"dog", "cat"})),
    ),
    "consult": (
        Case("Drinkt veel en is magerder", _KIDNEY, frozenset({"dog", "cat"})),
        Case("Krabt aan het oor", _EAR, frozenset({"dog", "cat", "rabbit", "ferret"})),
        Case("Loopt kreupel linksvoor", _SPRAIN, _WALKS),
        Case("Dunne ontlasting", _GUT, _FUR),
        Case("Hoest", _AIRWAYS, frozenset({"dog", "cat", "ferret"})),
        Case("Ademt hoorbaar", _AIRWAYS, frozenset({"bird", "reptile", "guinea_pig", "hamster"})),
        Case("Eet slecht", _APPETITE, _ALL),
    ),
    "recheck": (
        Case("Controle na oorontsteking", _EAR, frozenset({"dog", "cat", "rabbit", "ferret"})),
        Case("Wondcontrole", _HEALED, _ALL),
        Case("Controle gewicht", _WEIGHT, _ALL),
    ),
    "nurse": (
        Case("Nagels knippen", _CARE, _ALL - {"fish"}),
        Case("Wegen", _WEIGHT, _ALL),
        Case("Tandenpoetsles", _TARTAR, frozenset({"dog", "cat"})),
    ),
    "dental": (
        Case("Gebitsreiniging", _TARTAR, frozenset({"dog", "cat"})),
        Case("Tandsteen en slechte adem", _TARTAR, frozenset({"dog", "cat"})),
        Case("Te lange kiezen", _MOLARS, _WITH_TEETH - {"dog", "cat"}),
    ),
    "surgery": (
        Case("Wond hechten", _STITCHED, _WALKS),
        Case("Gescheurde nagel", _CLAW, frozenset({"dog", "cat"})),
        Case("Bultje verwijderen", _LUMP, _FUR),
    ),
}


OWNER_NAMES = (("Anna", "Vlinderberg"), ("Owen", "Kleefkruid"), ("Samira", "Zonnedauw"))
