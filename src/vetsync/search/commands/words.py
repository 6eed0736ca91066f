"""The words that commands are made of, Dutch and English together: people mix them. All folded (`kit.text.fold`)."""

from typing import Literal

Intent = Literal[
    "find", "book", "move", "cancel", "check_in", "weight", "next_free", "new_client", "new_patient", "invoice",
    "message", "call", "consult", "open", "log_out", "theme", "language",
]  # fmt: skip
"""`find` is what everything is that asks for nothing else."""
Place = Literal[
    "today", "desk", "schedule", "patients", "messages", "insights", "settings", "team", "hours", "requests", "log",
    "types",
]  # fmt: skip
Part = Literal["morning", "afternoon", "evening"]


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in listed.split(","))


TRIGGERS: dict[Intent, tuple[str, ...]] = {
    "next_free": _phrases(
        "next free slot, next free, next available slot, next available, next opening, next slot, first free "
        "slot, first free, first available slot, first available, earliest slot, earliest, eerste vrije plek, "
        "eerste vrije, eerstvolgende vrije plek, eerstvolgende vrije, eerstvolgende plek, eerstvolgende, "
        "volgende vrije plek, volgende vrije, eerste plek, eerste gaatje, vrije plek, eerst beschikbare, "
        "eerst beschikbaar, eerste mogelijkheid, wanneer kan, when can, volgende gaatje, gaatje, gaatjes, nog "
        "iets vrij, iets vrij, nog vrij, nog ruimte, nog plek, any gaps left, any gaps, any room, anything "
        "open, anything free, anything available, how soon can we fit in, how soon, any slots, free slots, "
        "vrije plekken, plek over, openings, eerstvolgend gaatje, eerstvolgend, soonest, first opening, the "
        "next opening, wanneer eerste plek, plek vrij, next possible"
    ),
    "new_client": _phrases(
        "new client, add client, register client, new owner, new customer, nieuwe klant, klant toevoegen, "
        "register new owner, register new client, add new client, nieuwe client, nieuwe eigenaar, klant "
        "inschrijven, inschrijven, add owner, add customer, register owner"
    ),
    "new_patient": _phrases(
        "new patient, new pet, add patient, add pet, register pet, register patient, nieuwe patient, nieuw "
        "dier, dier toevoegen, add a, add, patient toevoegen, nieuw huisdier, new, nieuwe, nieuw, register"
    ),
    "move": _phrases(
        "move appointment, move, reschedule, postpone, shift, verzet, verzetten, verplaats, verplaatsen, "
        "verschuif, verschuiven, uitstellen, afspraak verzetten, omzetten, omboeken, rebook, push back, push, "
        "bring forward, switch, instead, liever, prefers to, prefers, would rather, ruilen, change to, "
        "schuif, ipv, change, rather, instead of"
    ),
    "cancel": _phrases(
        "cancel appointment, cancel, call off, annuleer, annuleren, afzeggen, afspraak afzeggen, cancelled, "
        "canceled, cancels, geannuleerd, komt niet, kan niet komen, kan niet, can't make it, cannot come, "
        "can't come, isn't coming, kan eruit, eruit halen, afgezegd, no longer coming, not coming, gaat niet "
        "door, schrap, delete, is off, komt toch niet"
    ),
    "check_in": _phrases(
        "check in, checkin, check-in, has arrived, arrived, is here, aanmelden, is er, is binnen, "
        "gearriveerd, inchecken, check, zit in de wachtkamer, in de wachtkamer, in the waiting room, is "
        "gemeld, heeft zich gemeld, gemeld, just walked in, walked in, net binnen, binnen, checked in, just "
        "arrived, is aangekomen, aangekomen, at the desk, aan de balie, zit te wachten, staat te wachten, is "
        "waiting, waiting in reception, in reception, staat aan de balie, has come in"
    ),
    "weight": _phrases(
        "weight of, weight, weighs, weighed, weigh, gewicht van, gewicht, weegt, weeg, woog, nieuw gewicht "
        "van, nieuw gewicht, log weight for, log weight, new weight, on the scale, op de weegschaal, wt, gew, "
        "weging"
    ),
    "invoice": _phrases(
        "invoice for, invoice, factuur voor, factuur, rekening, afrekenen, check out, checkout, wants to pay, "
        "wil betalen, betalen, to pay, bill"
    ),
    "message": _phrases(
        "send message to, send message, message to, message, send a message to, write to, stuur bericht aan, "
        "stuur bericht, stuur een bericht aan, bericht sturen aan, bericht sturen naar, bericht sturen, "
        "bericht aan, bericht naar, bericht, schrijf aan, schrijf, app, sms, text, appje naar, appje aan, "
        "stuur whatsapp naar, stuur whatsapp aan, whatsapp"
    ),
    "call": _phrases(
        "call back, phone back, ring back, call, phone, ring, telephone, bel terug, terugbellen, opbellen, bellen, bel"
    ),
    "consult": _phrases(
        "start consult, begin consult, open consult, consult starten, start consult with, beginnen met, begin "
        "met, begin, start consultation, begin consultation"
    ),
    "book": _phrases(
        "book appointment, book, schedule appointment, make appointment, new appointment, make an "
        "appointment, quick appt, appt, afspraakje, nieuwe afspraak, boek, afspraak maken, maak een afspraak, "
        "maak afspraak, plan, inplannen, afspraak, appointment"
    ),
    "open": _phrases("go to, open, show me, show, ga naar, naar, toon, laat zien"),
}
"""What a line has to contain. Longer ones are looked for first."""

SPLIT_TYPES: dict[tuple[str, str], str] = {("put", "to sleep"): "farewell", ("laten", "inslapen"): "farewell"}
SPLIT: dict[tuple[str, str], Intent] = {
    ("zeg", "af"): "cancel",
    ("meld", "aan"): "check_in",
    ("call", "off"): "cancel",
    ("call", "back"): "call",
    ("phone", "back"): "call",
    ("ring", "back"): "call",
    ("bel", "terug"): "call",
    ("check", "in"): "check_in",
    ("schrijf", "in"): "new_client",
    ("komt", "niet"): "cancel",
    ("kan", "niet"): "cancel",
    ("schuif", "door"): "move",
    ("take", "off"): "cancel",
    ("next", "slot"): "next_free",
    ("haal", "eruit"): "cancel",
    ("plan", "in"): "book",
    ("push", "back"): "move",
    ("bring", "forward"): "move",
    ("begin", "consultation"): "consult",
    ("begin", "consult"): "consult",
    ("start", "consult"): "consult",
}
"""Dutch verbs that let the name stand in their middle: "zeg Bella af"."""

PLACES: dict[Place, tuple[str, ...]] = {
    "today": _phrases("today, vandaag, hub, home, start"),
    "desk": _phrases("front desk, frontdesk, desk, balie, flow board, wachtkamer, waiting room"),
    "schedule": _phrases("schedule, agenda, diary, calendar, rooster, planning, afspraken, appointments"),
    "patients": _phrases("patients, patienten, animals, dieren"),
    "messages": _phrases("messages, berichten, inbox, postvak"),
    "insights": _phrases("insights, inzichten, cijfers, reports, rapporten, figures, statistics"),
    "settings": _phrases("settings, instellingen, practice settings, praktijkinstellingen"),
    "team": _phrases("team, staff, medewerkers, colleagues, collega's"),
    "hours": _phrases("opening hours, openingstijden, openingsuren"),
    "requests": _phrases(
        "requests, aanvragen, online requests, online aanvragen, afspraakaanvragen, appointment requests"
    ),
    "log": _phrases("log, logboek, audit, audit log, activity log"),
    "types": _phrases("appointment types, afspraaktypes, afspraaksoorten, soorten afspraken"),
}

KINDS: dict[str, tuple[str, ...]] = {
    "urgent": _phrases(
        "urgent, emergency, spoed, spoedgeval, aangereden, hit by car, hit by a car, vergiftigd, poisoned, "
        "bloedt"
    ),
    "vaccine": _phrases(
        "vaccination, vaccinations, vaccinate, vaccine, vacc, jab, jabs, shots, booster, enting, entingen, "
        "inenting, inenten, vaccinatie, vaccineren, prik, prikken, rabies, hondsdolheid, kennelhoest, kennel "
        "cough, puppy shots, cocktail, lepto, prikje, prikjes, shot, ent, jaarlijkse enting, yearly booster, "
        "booster shot"
    ),
    "consult": _phrases(
        "consult, consultation, exam, examination, sick, ill, ziek, gewond, injured, onderzoek, kreupel, "
        "mank, limping, lame, braakt, braken, vomiting, vomits, not eating, eet niet, diarree, diarrhoea, "
        "diarrhea, jeuk, itchy, itching, hoest, coughing, oorontsteking, suf, lethargic, niet lekker, unwell, "
        "bloed, bleeding, bult, lump, scratching, off her food, off his food, zieke"
    ),
    "recheck": _phrases(
        "recheck, re-check, follow up, follow-up, followup, controle, nacontrole, hercontrole, hechtingen "
        "eruit, hechtingen verwijderen, stitches out, suture removal, remove stitches"
    ),
    "nurse": _phrases(
        "nails, nail trim, nail clip, nail clipping, nagels, nagel, nagels knippen, weighing, wegen, anal "
        "glands, anaalklieren, claws, weigh in, weigh-in"
    ),
    "dental": _phrases(
        "dental, teeth, tooth, scaling, gebit, gebitsreiniging, tanden, tand, tandsteen, tandsteen weghalen, "
        "kies, teeth cleaning, scale and polish, gebitsbehandeling"
    ),
    "surgery": _phrases(
        "surgery, operation, castration, neuter, neutering, spay, operatie, castratie, castreren, "
        "sterilisatie, steriliseren, lump removal"
    ),
    "imaging": _phrases("x-ray, xray, ultrasound, scan, echo, rontgen, rontgenfoto"),
    "farewell": _phrases(
        "euthanasia, farewell, put to sleep, euthanasie, inslapen, afscheid, laten inslapen, pts"
    ),
}
"""What people call the categories of appointment types; what cannot wait is looked for first."""

SPECIES: dict[str, tuple[str, ...]] = {
    "dog": ("dog", "puppy", "pup", "hond", "hondje"),
    "cat": ("cat", "kitten", "kat", "poes", "kater", "katje"),
    "rabbit": ("rabbit", "bunny", "konijn"),
    "guinea_pig": ("guinea pig", "cavia"),
    "hamster": ("hamster",),
    "ferret": ("ferret", "fret"),
    "bird": ("bird", "parrot", "budgie", "vogel", "papegaai", "parkiet"),
    "reptile": ("reptile", "tortoise", "snake", "reptiel", "schildpad", "slang"),
    "horse": ("horse", "pony", "paard"),
}

_FILLERS = (
    "voor for met with een a an the om at naar to op on please graag alsjeblieft aub pls en and bij afspraak "
    "appointment slot plek kan can er is in i ik wil want moet needs need heeft has nodig some als as a.s from "
    "vanaf come coming comes komt komen days dagen now nu nog weer again any waar where her his haar zijn zich "
    "that dat schedule inplannen + & aan needed left dit this just net al we us ons my mijn up weghalen iets appt "
    "quick even afspr fit nonstop when's vrij tel phone telefoon toch because omdat wants would prefers "
    "jaarlijkse yearly annual kat hond cat dog"
)
FILLERS = frozenset(_FILLERS.split())
"""Words that carry nothing. `de`, `van`, `der` and their like are missing here: they belong to Dutch names."""
_TITLES = "mevrouw mevr mw meneer dhr hr mrs mr ms miss fam familie family"
TITLES = frozenset(_TITLES.split())
PARTICLES = frozenset({"de", "den", "der", "van", "ter", "ten", "te", "het", "'t", "la", "le", "op", "von"})
"""The small words of Dutch names. Between or before capital letters they belong to the name."""

DAYS: dict[str, int] = {
    "maandag": 1, "dinsdag": 2, "woensdag": 3, "donderdag": 4, "vrijdag": 5, "zaterdag": 6, "zondag": 7,
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
}  # fmt: skip
SHORT_DAYS: dict[str, int] = {
    "ma": 1, "di": 2, "wo": 3, "woe": 3, "do": 4, "don": 4, "vr": 5, "za": 6, "zo": 7,
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
"""Not at the beginning of a line, where they are more often a name."""
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may",
            "juni june jun", "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
NUMBERS_IN_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS_IN_DUTCH = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
NUMBERS: dict[str, int] = {
    **{name: number for number, name in enumerate(NUMBERS_IN_DUTCH.split(), 1)},
    **{name: number for number, name in enumerate(NUMBERS_IN_ENGLISH.split(), 1)},
    "a": 1, "an": 1, "twenty": 20, "twintig": 20,
}  # fmt: skip
UNITS: dict[str, Literal["days", "weeks", "months"]] = {
    "dag": "days", "dagen": "days", "day": "days", "days": "days",
    "week": "weeks", "weken": "weeks", "weeks": "weeks", "wk": "weeks",
    "maand": "months", "maanden": "months", "month": "months", "months": "months",
}  # fmt: skip
PARTS: dict[str, Part] = {
    "ochtend": "morning", "'s ochtends": "morning", "s ochtends": "morning", "morning": "morning",
    "in the morning": "morning", "vroeg": "morning", "early": "morning",
    "'s morgens": "morning", "s morgens": "morning",
    "middag": "afternoon", "'s middags": "afternoon", "s middags": "afternoon", "afternoon": "afternoon",
    "in the afternoon": "afternoon", "avond": "evening", "'s avonds": "evening", "s avonds": "evening",
    "am": "morning", "a.m": "morning", "pm": "afternoon",
    "p.m": "afternoon", "evening": "evening", "in the evening": "evening",
    "tonight": "evening", "namiddag": "afternoon",
}  # fmt: skip
THIS = frozenset({"deze", "dit", "komende", "aankomende", "aanstaande", "this", "coming"})
NEXT = frozenset({"volgende", "next"})
