"""Reads across records, for the practice."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from vetsync.kit.db.work import View
from vetsync.kit.http.paging import Page, decode_cursor, page_of
from vetsync.patients.clients.queries import require_patient
from vetsync.patients.schemas import Species
from vetsync.records.parts import DIAGNOSIS
from vetsync.records.permissions import RECORDS_READ
from vetsync.records.queries import ALL_BITS, FAR, opened_note
from vetsync.records.rules import due_states, title_of
from vetsync.records.schemas import (
    GivenVaccination,
    PatientVaccination,
    RecordFacts,
    RecordLine,
    RecordListed,
    RecordState,
)

DRAFTS = """
select r.id, r.visited_at, p.id as patient_id, p.name as patient_name, p.species, p.client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name,
       r.vet_id, coalesce(v.name, '') as vet_name, r.appointment_id, r.state, r.saved_at, r.version,
       r.assessment, r.subjective, d.id as diagnosis_id, d.body as diagnosis
from record r
join patient o on o.id = r.patient_id
join patient p on p.id = coalesce(o.merged_into, o.id)
join client c on c.id = p.client_id
left join resource v on v.id = r.vet_id
left join lateral (select x.id, x.body from diagnosis x where x.record_id = r.id
                   order by x.kind = 'final' desc, x.created_at, x.id limit 1) d on true
where r.signed_at is null and ($1::uuid is null or r.vet_id = $1) and (r.visited_at, r.id) < ($2, $3)
order by r.visited_at desc, r.id desc limit $4
"""
RECORDS_OF_PATIENT = """
select r.id, r.visited_at, coalesce(v.name, '') as vet_name, r.state, r.signed_at, s.shared_at, r.appointment_id,
       (select count(*) from diagnosis x where x.record_id = r.id)::int as diagnoses,
       (select count(*) from prescription x where x.record_id = r.id)::int as prescriptions,
       (select count(*) from vaccination x where x.record_id = r.id)::int as vaccinations,
       (select count(*) from deworming x where x.record_id = r.id)::int as dewormings,
       (select count(*) from lab_result x where x.record_id = r.id)::int as lab_results,
       (select count(*) from record_file x where x.record_id = r.id)::int as files,
       (select count(*) from record_addendum x where x.record_id = r.id)::int as addenda,
       r.version, t.name_nl as type_name_nl, t.name_en as type_name_en, r.assessment, r.subjective,
       d.id as diagnosis_id, d.body as diagnosis
from record r
left join appointment a on a.id = r.appointment_id
left join visit h on h.id = r.visit_id
left join appointment_type t on t.id = coalesce(a.type_id, h.type_id)
left join lateral (select x.id, x.body from diagnosis x where x.record_id = r.id
                   order by x.kind = 'final' desc, x.created_at, x.id limit 1) d on true
left join resource v on v.id = r.vet_id
left join record_share s on s.record_id = r.id and s.ended_at is null
where r.patient_id in (select id from patient where id = $1 or merged_into = $1) and (r.visited_at, r.id) < ($2, $3)
order by r.visited_at desc, r.id desc limit $4
"""
VACCINATIONS_OF_PATIENT = """
select x.id, x.record_id, r.state as record_state, x.product, x.batch, x.diseases, x.given_on, x.valid_until_on,
       coalesce(v.name, '') as vet_name
from vaccination x join record r on r.id = x.record_id left join resource v on v.id = r.vet_id
where r.patient_id in (select id from patient where id = $1 or merged_into = $1)
order by x.given_on desc, x.id limit 200
"""
L = TypeVar("L", RecordLine, RecordListed)


class ListedRow(msgspec.Struct):
    """A record among others; what its title is taken from is sealed still."""

    id: UUID
    visited_at: datetime
    patient_id: UUID
    patient_name: str
    species: Species
    client_id: UUID
    client_name: str
    vet_id: UUID | None
    vet_name: str
    appointment_id: UUID | None
    state: RecordState
    saved_at: datetime
    version: int
    assessment: bytes | None
    subjective: bytes | None
    diagnosis_id: UUID | None
    diagnosis: bytes | None


class LineRow(RecordFacts):
    """With what its title is taken from."""

    assessment: bytes | None
    subjective: bytes | None
    diagnosis_id: UUID | None
    diagnosis: bytes | None


async def drafts(view: View, vet_id: UUID | None, cursor: str | None, limit: int) -> Page[RecordListed]:
    """What the practice, or one vet, has not signed yet, newest visit first."""
    view.require(RECORDS_READ)
    before, before_id = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else (FAR, ALL_BITS)
    rows = await view.rows(ListedRow, DRAFTS, vet_id, before, before_id, limit + 1)
    page = page_of(rows, limit, "visited_at", "id")
    return Page(items=[_titled(view, row, RecordListed) for row in page.items], next_cursor=page.next_cursor)


async def records_of_patient(
    view: View, patient_id: UUID, cursor: str | None, limit: int
) -> Page[RecordLine]:
    """Newest visit first. Raises PatientNotFound."""
    view.require(RECORDS_READ)
    await require_patient(view, patient_id)
    before, before_id = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else (FAR, ALL_BITS)
    rows = await view.rows(LineRow, RECORDS_OF_PATIENT, patient_id, before, before_id, limit + 1)
    page = page_of(rows, limit, "visited_at", "id")
    return Page(items=[_titled(view, row, RecordLine) for row in page.items], next_cursor=page.next_cursor)


async def vaccinations_of_patient(view: View, patient_id: UUID) -> list[PatientVaccination]:
    """All that this practice gave, newest first, with how each stands there today. Raises PatientNotFound."""
    view.require(RECORDS_READ)
    await require_patient(view, patient_id)
    given = await view.rows(GivenVaccination, VACCINATIONS_OF_PATIENT, patient_id)
    today = view.now.astimezone(ZoneInfo(view.tenant.zone)).date()
    return [
        PatientVaccination(**msgspec.structs.asdict(row), due=due)
        for row, due in zip(given, due_states(given, today), strict=True)
    ]


def _titled(view: View, row: LineRow | ListedRow, kind: type[L]) -> L:
    """The row as it is shown, its title in the vet's own words; empty while nothing is written."""
    named = ""
    if row.diagnosis_id and row.diagnosis:
        named = view.cipher.open(DIAGNOSIS.table, "body", row.diagnosis_id, row.diagnosis)
    words = [
        named,
        *(opened_note(view, name, row.id, getattr(row, name)) for name in ("assessment", "subjective")),
    ]
    plain = {name: getattr(row, name) for name in kind.__struct_fields__ if name != "title"}
    return kind(**plain, title=title_of(*words))
