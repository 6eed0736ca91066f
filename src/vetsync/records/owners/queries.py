"""What one practice shows an owner. Under the portal's role: the policies leave only own, signed and shared records."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.patients.schemas import Species
from vetsync.records.errors import RecordNotFound
from vetsync.records.queries import opened_note, parts_of
from vetsync.records.schemas import OwnerRecord, OwnerRecordLine, PassportWeight

OWN_RECORDS = """
select r.id, p.pet_id, p.name as pet_name, p.species, r.visited_at, coalesce(v.name, '') as vet_name,
       r.summary_for_owner, r.signed_at
from record r join patient o on o.id = r.patient_id join patient p on p.id = coalesce(o.merged_into, o.id)
left join resource v on v.id = r.vet_id
where r.signed_at is not null and ($1::uuid is null or p.pet_id = $1) and (r.visited_at, r.id) < ($2, $3)
order by r.visited_at desc, r.id desc limit $4
"""
OWN_RECORD = """
select r.id, p.pet_id, p.name as pet_name, p.species, r.visited_at, coalesce(v.name, '') as vet_name,
       r.summary_for_owner, r.signed_at
from record r join patient o on o.id = r.patient_id join patient p on p.id = coalesce(o.merged_into, o.id)
left join resource v on v.id = r.vet_id
where r.signed_at is not null and r.id = $1
"""
OWN_WEIGHT = "select grams from patient_weight where source_id = $1"
"""Of a visit, as it was mended since: what was written down wrongly is the practice's to explain."""
OWN_VACCINATIONS = """
select x.product, x.batch, x.diseases, x.given_on, x.valid_until_on, coalesce(v.name, '') as vet_name
from vaccination x join record r on r.id = x.record_id
join patient o on o.id = r.patient_id join patient p on p.id = coalesce(o.merged_into, o.id)
left join resource v on v.id = r.vet_id
where p.pet_id = $1 order by x.given_on desc, x.id limit 200
"""
OWN_WEIGHTS = """
select w.measured_at, w.grams from patient_weight w join patient p on p.id = w.patient_id
where p.pet_id = $1 order by w.measured_at desc limit 200
"""


class OwnRow(msgspec.Struct):
    id: UUID
    pet_id: UUID | None
    pet_name: str
    species: Species
    visited_at: datetime
    vet_name: str
    summary_for_owner: bytes | None
    signed_at: datetime


class OwnVaccination(msgspec.Struct):
    product: str
    batch: str
    diseases: list[str]
    given_on: date
    valid_until_on: date | None
    vet_name: str


async def own_records(
    view: View, pet_id: UUID | None, before: tuple[datetime, UUID], limit: int
) -> list[OwnerRecordLine]:
    """Newest visit first, from before the given visit."""
    rows = await view.rows(OwnRow, OWN_RECORDS, pet_id, *before, limit)
    return [
        OwnerRecordLine(
            id=row.id,
            practice_slug=view.tenant.slug,
            practice_name=view.tenant.name,
            zone=view.tenant.zone,
            pet_id=row.pet_id,
            pet_name=row.pet_name,
            species=row.species,
            visited_at=row.visited_at,
            vet_name=row.vet_name,
            summary=opened_note(view, "summary_for_owner", row.id, row.summary_for_owner),
        )
        for row in rows
    ]


async def own_record(view: View, record_id: UUID) -> OwnerRecord:
    """Raises RecordNotFound for what is not shared, not signed or somebody else's."""
    row = await view.row(OwnRow, OWN_RECORD, record_id)
    if row is None:
        raise RecordNotFound
    parts = (await parts_of(view, [row.id]))[row.id]
    if parts.vitals is not None and parts.vitals.weight_grams is not None:
        parts.vitals.weight_grams = await view.value(OWN_WEIGHT, row.id)
    return OwnerRecord(
        id=row.id,
        practice_slug=view.tenant.slug,
        practice_name=view.tenant.name,
        zone=view.tenant.zone,
        pet_id=row.pet_id,
        pet_name=row.pet_name,
        species=row.species,
        visited_at=row.visited_at,
        vet_name=row.vet_name,
        summary=opened_note(view, "summary_for_owner", row.id, row.summary_for_owner),
        signed_at=row.signed_at,
        parts=parts,
    )


async def own_vaccinations(view: View, pet_id: UUID) -> list[OwnVaccination]:
    return await view.rows(OwnVaccination, OWN_VACCINATIONS, pet_id)


async def own_weights(view: View, pet_id: UUID) -> list[PassportWeight]:
    """Newest first."""
    rows = await view.records(OWN_WEIGHTS, pet_id)
    zone = view.tenant.zone
    return [PassportWeight(measured_at=row["measured_at"], grams=row["grams"], zone=zone) for row in rows]
