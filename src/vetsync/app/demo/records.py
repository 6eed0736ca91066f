"""What the demo's vets wrote: one signed record for each completed visit."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from vetsync.app.demo import cast
from vetsync.app.demo.world import Visit
from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id

SIGN = """
update record set state = 'signed', signed_at = s.at, signed_by = s.by, version = version + 1
from unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) s (id, at, by) where record.id = s.id
"""
NOTE_SIGNATURES = """
update appointment set record_signed_at = r.signed_at from record r where r.id = appointment.record_id
"""
VET_USERS = "select id, user_id from resource where user_id is not null limit 500"
VACCINES = {
    "dog": ("Voorbeeldvaccin DHP", ["hondenziekte", "hepatitis", "parvo"], 1_095),
    "cat": ("Voorbeeldvaccin RCP", ["niesziekte", "kattenziekte"], 365),
    "rabbit": ("Voorbeeldvaccin RHD", ["myxomatose", "RHD"], 365),
}


async def write_records(work: Work, visits: Sequence[Visit], records: Mapping[UUID, UUID]) -> None:
    """Drafts first, then their parts, then the signature: the database takes nothing into a signed record."""
    done = [visit for visit in visits if visit.id in records]
    users = {row["id"]: row["user_id"] for row in await work.records(VET_USERS)}
    await work.insert_many("record", [_record_row(work, visit, records[visit.id], users) for visit in done])
    await _add_parts(work, done, records)
    # One note is always forgotten: the first vet's latest.
    open_one = max(
        (visit for visit in done if visit.vet_id == done[0].signer_id), key=lambda visit: visit.starts_at
    )
    signed = [visit for visit in done if visit is not open_one]
    ids = [records[visit.id] for visit in signed]
    await work.execute(
        SIGN, ids, [visit.ends_at for visit in signed], [users[visit.signer_id] for visit in signed]
    )
    await work.execute(NOTE_SIGNATURES)
    shared = [visit for visit in signed if visit.patient.client.user_id or visit.starts_at.day % 3]
    await work.insert_many(
        "record_share",
        [
            {"id": new_id(), "record_id": records[visit.id], "patient_id": visit.patient.id,
             "shared_at": visit.ends_at, "shared_by": users[visit.signer_id]}
            for visit in shared
        ],
    )  # fmt: skip


def _record_row(work: Work, visit: Visit, record_id: UUID, users: Mapping[UUID, UUID]) -> dict[str, Any]:
    diagnosis, found, plan = visit.case.finding
    texts = {
        "subjective": visit.case.reason,
        "objective": found,
        "assessment": diagnosis,
        "plan": plan,
        "summary_for_owner": f"{diagnosis}. {plan}",
    }
    return {
        "id": record_id,
        "patient_id": visit.patient.id,
        "client_id": visit.patient.client.id,
        "appointment_id": visit.id,
        "vet_id": visit.signer_id,
        "author_user_id": users[visit.vet_id],
        "visited_at": visit.starts_at,
        **{name: work.cipher.seal("record", name, record_id, text) for name, text in texts.items()},
        "saved_at": visit.ends_at,
        "saved_by": users[visit.vet_id],
    }


def measured(species: str, number: int) -> dict[str, int | None]:
    """Temperature and pulse of a calm animal of its kind; empty where nobody measures them."""
    return {
        "temperature_tenths": _within(cast.TEMPERATURE_TENTHS.get(species), number),
        "pulse_per_minute": _within(cast.PULSE_PER_MINUTE.get(species), number),
    }


def _within(range_: tuple[int, int] | None, number: int) -> int | None:
    if range_ is None:
        return None
    low, high = range_
    return low + number * 7 % (high - low + 1)


async def _add_parts(work: Work, visits: Sequence[Visit], records: Mapping[UUID, UUID]) -> None:
    vitals, weights, diagnoses, vaccinations = [], [], [], []
    for number, visit in enumerate(visits):
        record_id = records[visit.id]
        vitals.append(
            {"record_id": record_id, "weight_grams": visit.grams, **measured(visit.patient.species, number)}
        )
        weights.append(
            {"id": new_id(), "patient_id": visit.patient.id, "measured_at": visit.starts_at, "grams": visit.grams,
             "source_id": record_id}
        )  # fmt: skip
        diagnosis_id = new_id()
        body = work.cipher.seal("diagnosis", "body", diagnosis_id, visit.case.finding.diagnosis)
        diagnoses.append(
            {
                "id": diagnosis_id,
                "record_id": record_id,
                "body": body,
                "kind": "final",
                "created_at": visit.ends_at,
            }
        )
        if visit.type_key == "vaccination" and visit.patient.species in VACCINES:
            vaccinations.append(_vaccination_row(visit, record_id))
    await work.insert_many("record_vitals", vitals)
    await work.insert_many("patient_weight", weights)
    await work.insert_many("diagnosis", diagnoses)
    await work.insert_many("vaccination", vaccinations)


def _vaccination_row(visit: Visit, record_id: UUID) -> dict[str, Any]:
    product, diseases, days = VACCINES[visit.patient.species]
    given_on = visit.starts_at.date()
    return {
        "id": new_id(),
        "record_id": record_id,
        "product": product,
        "batch": f"DEMO-{given_on:%y%m}",
        "diseases": diseases,
        "given_on": given_on,
        "valid_until_on": given_on + dt.timedelta(days=days),
        "created_at": visit.ends_at,
    }
