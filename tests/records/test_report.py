"""A patient's file on paper."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from tests.conftest import Clock
from tests.records.visits import NOOR, RECEPTION, Clinic, drafted, sign, text_of_pdf, vaccinated
from vetsync.kit.db.gate import Gate
from vetsync.kit.errors import Forbidden
from vetsync.kit.ids import new_id
from vetsync.patients.clients.queries import patient
from vetsync.patients.clients.schemas import PatientChange
from vetsync.patients.clients.service import change_patient
from vetsync.patients.errors import PatientNotFound
from vetsync.records import service
from vetsync.records.errors import PaperNotMade
from vetsync.records.parts import DIAGNOSIS, PRESCRIPTION
from vetsync.records.report import service as report
from vetsync.records.report.labels import LABELS, Lang
from vetsync.records.report.paper import _measured, paper
from vetsync.records.report.service import patient_paper, pdf_of
from vetsync.records.schemas import AddendumWrite, DiagnosisPut, PrescriptionPut, Vitals

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 2, 14, 11, 0, tzinfo=UTC)


async def printed(gate: Gate, clinic: Clinic, lang: Lang = "nl") -> str:
    async with gate.work(clinic.tenant, NOOR) as work:
        data = await patient_paper(work, clinic.patient_id, lang)
    pdf = await pdf_of(data)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    return text_of_pdf(pdf)


@pytest.mark.parametrize(
    ("sex", "neutered", "dutch", "english"),
    [
        ("female", True, "vrouwelijk, gesteriliseerd", "female, spayed"),
        ("female", False, "vrouwelijk", "female"),
        ("female", None, "vrouwelijk", "female"),
        ("male", True, "mannelijk, gecastreerd", "male, neutered"),
        ("male", False, "mannelijk", "male"),
        ("male", None, "mannelijk", "male"),
        ("unknown", True, "onbekend, gecastreerd", "unknown, neutered"),
        ("unknown", False, "onbekend", "unknown"),
        ("unknown", None, "onbekend", "unknown"),
    ],
)
async def test_sex_and_neutering_are_printed_in_a_vets_words(
    gate: Gate, clinic: Clinic, sex: str, neutered: bool | None, dutch: str, english: str
) -> None:
    async with gate.work(clinic.tenant, NOOR) as work:
        found = msgspec.structs.replace(await patient(work, clinic.patient_id), sex=sex, neutered=neutered)
    said: list[tuple[Lang, str]] = [("nl", dutch), ("en", english)]
    for lang, words in said:
        data = paper(found, [], "Zwaluwhof", "Europe/Amsterdam", NOON, lang, vaccinations=[], is_cut=False)
        assert [LABELS[lang]["sex"], words] in data["identity"]


async def test_a_file_prints_with_everything_in_it(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic, subjective="Drinkt veel", plan="Dieet")
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(
            work, draft.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="Nierziekte", kind="final")
        )
        medicine = PrescriptionPut(product="Benakor", quantity_hundredths=1550, unit="tablet")
        await service.put_part(work, draft.id, PRESCRIPTION, new_id(), 1, medicine)
    await vaccinated(gate, clinic, draft.id, date(2026, 3, 2), date(2029, 3, 2), "hondsdolheid")
    await sign(gate, clinic, draft.id)
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.add_addendum(work, draft.id, AddendumWrite(text="Uitslag binnen"))
    text = await printed(gate, clinic)
    for expected in ("Bella", "Sanne van der Berg", "Drinkt veel", "Nierziekte (definitief)", "15.5 tablet",
                     "hondsdolheid", "2-3-2029", "Uitslag binnen", "Dierenkliniek Zwaluwhof"):  # fmt: skip
        assert expected in text, expected


async def test_a_draft_is_printed_as_a_draft_in_english_too(gate: Gate, clinic: Clinic) -> None:
    await drafted(gate, clinic, plan="Diet")
    text = await printed(gate, clinic, "en")
    assert "draft, not signed" in text
    assert "Vaccinations" in text


@pytest.mark.parametrize("name", ["Łukasz", "Œuvre Ñandú", "Ελένη", "Борис"])
async def test_any_letter_can_be_printed(gate: Gate, clinic: Clinic, name: str) -> None:
    async with gate.work(clinic.tenant, NOOR) as work:
        await change_patient(work, clinic.patient_id, 1, PatientChange(name=name))
    assert name in await printed(gate, clinic)


@pytest.mark.parametrize(
    "text", ["犬 🐕", '#panic("x")', "$ x $ *b* _i_ = h", "\\u{0} <a> @ref", '#import "/etc/passwd"']
)
async def test_whatever_was_typed_is_text_and_never_runs(gate: Gate, clinic: Clinic, text: str) -> None:
    await drafted(gate, clinic, plan=text)
    shown = await printed(gate, clinic)
    if text.isascii():
        assert text in shown


READ = "select subject_id from audit_entry where action = 'record.read' order by seq"


async def test_all_vaccinations_are_printed_and_only_what_is_cut_is_called_cut(
    gate: Gate, clinic: Clinic, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RECORDS_MAX", 2)
    first = await drafted(gate, clinic, plan="Eerste")
    await vaccinated(gate, clinic, first.id, date(2026, 3, 2), date(2029, 3, 2), "hondsdolheid")
    clock.advance(days=1)
    await drafted(gate, clinic, plan="Tweede")
    assert LABELS["nl"]["cut"] not in await printed(gate, clinic)
    clock.advance(days=1)
    await drafted(gate, clinic, plan="Derde")
    text = await printed(gate, clinic)
    assert LABELS["nl"]["cut"] in text
    assert "Eerste" not in text
    assert "hondsdolheid" in text


async def test_who_prints_has_read_every_visit_on_the_paper(gate: Gate, clinic: Clinic) -> None:
    visits = {(await drafted(gate, clinic, plan="Dieet")).id for _ in range(2)}
    for _ in range(2):
        await printed(gate, clinic)
    async with gate.view(clinic.tenant, NOOR) as view:
        assert sorted(row["subject_id"] for row in await view.records(READ)) == sorted(visits)


async def test_what_the_typesetter_refuses_is_said_and_not_quoted() -> None:
    with pytest.raises(PaperNotMade) as refused:
        await pdf_of('{"title": "Bella"}')
    assert "Bella" not in str(refused.value)


async def test_printing_is_reading(gate: Gate, clinic: Clinic) -> None:
    await printed(gate, clinic)
    with pytest.raises(Forbidden):
        async with gate.work(clinic.tenant, RECEPTION) as work:
            await patient_paper(work, clinic.patient_id, "nl")
    with pytest.raises(PatientNotFound):
        async with gate.work(clinic.tenant, NOOR) as work:
            await patient_paper(work, new_id(), "nl")
    async with gate.view(clinic.tenant, NOOR) as view:
        assert await view.value("select count(*) from audit_entry where action = 'patient.print'") == 1


def test_what_was_measured_is_printed_with_its_units() -> None:
    vitals = Vitals(
        temperature_tenths=385, pulse_per_minute=96, respiration_per_minute=24, weight_grams=12400
    )
    assert _measured(vitals, LABELS["nl"], "nl") == [
        "Temp 38,5 °C, Pols 96 /min, Adem 24 /min, Gewicht 12,40 kg"
    ]
    assert _measured(Vitals(), LABELS["en"], "en") == []


def test_both_languages_have_the_same_words() -> None:
    assert LABELS["nl"].keys() == LABELS["en"].keys()
