"""The ask bar's commands: what is typed is understood as it was meant.

Both sets were written without knowledge of the rules, which then learned from them: at first sight 52 and 72 of a
hundred were right in every part. So the share here says that nothing was unlearned, not how strangers will fare.
"""

from datetime import date

import pytest

from tests.search.phrase import Phrase, phrases
from vetsync.search.commands.kinds import TypeName
from vetsync.search.commands.understand import Understood, understand

TODAY = date(2026, 11, 24)
UNDERSTOOD_MIN = 0.95
TYPES = [
    TypeName("consult", "consult", ("Ziek of gewond", "Ill or injured")),
    TypeName("vaccination", "vaccine", ("Enting", "Vaccination")),
    TypeName("recheck", "recheck", ("Controle", "Recheck")),
    TypeName("nurse", "nurse", ("Nagels of wegen", "Nails or weighing")),
    TypeName("dental", "dental", ("Gebit", "Dental")),
    TypeName("surgery", "surgery", ("Operatie", "Surgery")),
    TypeName("urgent", "urgent", ("Spoed", "Urgent")),
    TypeName("farewell", "farewell", ("Afscheid", "Farewell")),
]


def as_phrase(said: Phrase, found: Understood) -> Phrase:
    """What was understood, in the form in which the phrases say what was meant."""
    on, at = found.when.on, found.when.at
    return Phrase(
        said.locale, said.text, found.intent, who=found.who, type_key=found.type_key,
        on=on.isoformat() if on else None, at=at.strftime("%H:%M") if at else None, part=found.when.part,
        grams=found.grams, species=found.species, place=found.place, digits=found.digits,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["phrases.csv", "short_phrases.csv"])
def test_at_least_ninety_five_in_a_hundred_lines_are_understood_in_every_part(
    name: str,
) -> None:
    lines = phrases(name)
    wrong = [
        f"meant {said}\n  read {read}"
        for said in lines
        if (read := as_phrase(said, understand(said.text, TYPES, TODAY, said.locale))) != said
    ]
    assert len(lines) == 200
    assert 1 - len(wrong) / len(lines) >= UNDERSTOOD_MIN, "\n".join(wrong)
