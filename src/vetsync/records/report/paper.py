"""Lays a patient's file out for print: what stands where, as plain strings. Pure; the template only sets it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vetsync.patients.clients.schemas import PatientView
from vetsync.records.report.labels import LABELS, Lang
from vetsync.records.schemas import PatientVaccination, Prescription, RecordView, Vitals


def paper(
    patient: PatientView,
    records: list[RecordView],
    practice: str,
    zone: str,
    now: datetime,
    lang: Lang,
    *,
    vaccinations: list[PatientVaccination],
    is_cut: bool,
) -> dict[str, Any]:
    """The template's data; `vaccinations` are of all visits, `records` the newest only where that `is_cut`."""
    labels, local = LABELS[lang], ZoneInfo(zone)
    return {
        "lang": lang,
        "labels": labels,
        "title": patient.name,
        "practice": practice,
        "printed_on": _day(now.astimezone(local).date()),
        "identity": _identity(patient, labels),
        "vaccinations": [
            [_day(one.given_on), one.product, ", ".join(one.diseases), one.batch, _day(one.valid_until_on)]
            for one in sorted(vaccinations, key=lambda one: one.given_on, reverse=True)
        ],
        "weights": [
            [_day(one.measured_at.astimezone(local).date()), _kilograms(one.grams, lang)]
            for one in patient.weights[:20]
        ],
        "records": [_record(record, labels, local, lang) for record in records],
        "is_cut": is_cut,
    }


def _identity(patient: PatientView, labels: dict[str, str]) -> list[list[str]]:
    sex = labels[f"{patient.sex}_neutered" if patient.neutered else patient.sex]
    born = _day(patient.born_on) + (
        f" ({labels['estimate']})" if patient.born_on and patient.born_is_estimate else ""
    )
    pairs = [
        (labels["owner"], patient.client_name),
        (labels["species"], labels[patient.species]),
        (labels["breed"], patient.breed),
        (labels["sex"], sex),
        (labels["born"], born),
        (labels["colour"], patient.colour),
        (labels["chip"], patient.chip or ""),
        (labels["insurance"], patient.insurance),
        (labels["alert"], patient.alert),
        (labels["died"], _day(patient.deceased_on)),
    ]
    return [[label, value] for label, value in pairs if value]


def _record(record: RecordView, labels: dict[str, str], zone: ZoneInfo, lang: Lang) -> dict[str, Any]:
    signed = f"{labels['signed_by']} {record.signed_by_name or record.vet_name}".strip()
    state = signed if record.state == "signed" else labels["draft"]
    parts = record.parts
    lists = {
        "vitals": _measured(parts.vitals, labels, lang),
        "diagnoses": [f"{one.text} ({labels[one.kind]})" for one in parts.diagnoses],
        "prescriptions": [_prescription(one) for one in parts.prescriptions],
        "vaccinations": [f"{one.product} {one.batch}".strip() for one in parts.vaccinations],
        "dewormings": [f"{one.product}, {_day(one.given_on)}" for one in parts.dewormings],
        "lab_results": [
            f"{one.test}: {one.value} {one.unit} ({one.low} – {one.high})" if one.low or one.high
            else f"{one.test}: {one.value} {one.unit}"
            for one in parts.lab_results
        ],
    }  # fmt: skip
    return {
        "heading": f"{_day(record.visited_at.astimezone(zone).date())}, {state}",
        "notes": [
            [labels[name], getattr(record, name)]
            for name in ("subjective", "objective", "assessment", "plan")
        ],
        "parts": [[labels[name], lines] for name, lines in lists.items() if lines],
        "addenda": [
            [
                f"{labels['addendum']}, {_day(one.written_at.astimezone(zone).date())} {one.author_name}".strip(),
                one.text,
            ]
            for one in record.addenda
        ],
    }


def _prescription(one: Prescription) -> str:
    count = "" if one.quantity_hundredths is None else f"{one.quantity_hundredths / 100:g} {one.unit}"
    return ", ".join(part for part in (one.product, one.dose, count.strip(), one.instruction) if part)


def _measured(vitals: Vitals | None, labels: dict[str, str], lang: Lang) -> list[str]:
    """What was measured at a visit, one line; in whole and tenths as it was read."""
    if vitals is None:
        return []
    tenths = vitals.temperature_tenths
    refill = vitals.capillary_refill_tenths
    found = [
        (labels["temperature"], None if tenths is None else _tenths(tenths, "°C", lang)),
        (labels["pulse"], None if vitals.pulse_per_minute is None else f"{vitals.pulse_per_minute} /min"),
        (
            labels["breaths"],
            None if vitals.respiration_per_minute is None else f"{vitals.respiration_per_minute} /min",
        ),
        (labels["weight"], None if vitals.weight_grams is None else _kilograms(vitals.weight_grams, lang)),
        ("BCS", None if vitals.body_condition is None else f"{vitals.body_condition}/9"),
        (labels["mucosa"], vitals.mucosa or None),
        ("CRT", None if refill is None else _tenths(refill, "s", lang)),
    ]
    line = ", ".join(f"{name} {value}" for name, value in found if value is not None)
    return [line] if line else []


def _tenths(value: int, unit: str, lang: Lang) -> str:
    text = f"{value / 10:.1f} {unit}"
    return text.replace(".", ",") if lang == "nl" else text


def _day(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day else ""


def _kilograms(grams: int, lang: Lang) -> str:
    text = f"{grams / 1000:.2f} kg"
    return text.replace(".", ",") if lang == "nl" else text
