"""Reads of a practice's clients and patients."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from vetsync.kit.crypto.normal import normal_email, normal_phone, phone_end
from vetsync.kit.db.work import View
from vetsync.kit.errors import Invalid
from vetsync.patients.clients.schemas import (
    Candidate,
    ClientRow,
    ClientView,
    DuplicateLook,
    PatientBrief,
    PatientRow,
    PatientView,
    Weighing,
)
from vetsync.patients.errors import ClientNotFound, PatientNotFound
from vetsync.patients.permissions import PATIENTS_READ
from vetsync.patients.rules import chip_number, full_name, is_doubtful_weight, is_merged, search_name

CLIENT = """
select id, number, salutation, first_name, prefix, last_name, user_id, email, phone, phone_second, address, postcode,
       city, notes, alert, locale, allows_email, allows_sms, allows_marketing, state, possible_duplicate_of,
       created_at, version
from client where id = $1
"""
PATIENTS_OF_CLIENT = """
select id, name, species, breed, sex, neutered, born_on, born_is_estimate, weight_grams, alert,
       case when pet_id is not null and photo_file_id is not null
            then concat('/api/staff/', $2::text, '/patients/', id, '/photo?v=', photo_file_id) end as photo_url,
       state, deceased_on, version
from patient where client_id = $1 and state <> 'merged'
order by case state when 'active' then 0 when 'archived' then 1 else 2 end, name_search, id limit 200
"""
PATIENT = """
select p.id, p.client_id, p.pet_id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate,
       p.colour, p.chip, p.weight_grams, p.alert, p.insurance, p.photo_file_id, p.state, p.deceased_on, p.created_at,
       p.version, c.first_name, c.prefix, c.last_name, c.phone, c.alert as client_alert, c.city
from patient p join client c on c.id = p.client_id
where p.id = $1
"""
KEPT_CLIENT = "select merged_into from client where id = $1"
KEPT_PATIENT = "select merged_into from patient where id = $1"
KNOWN = "select true from patient where id = $1"
WEIGHTS = """
select measured_at, grams from patient_weight where patient_id = $1 order by measured_at desc, id desc limit 200
"""
WEIGHT_BESIDE = """
select w.grams, p.born_on, $3::timestamptz as weighed_at from patient_weight w join patient p on p.id = w.patient_id
where w.patient_id = $1 and w.source_id is distinct from $2 order by w.measured_at desc, w.id desc limit 1
"""

WEIGHT_BEFORE = """
select b.grams, p.born_on, w.measured_at as weighed_at from patient_weight w
join patient_weight b on b.patient_id = w.patient_id and (b.measured_at, b.id) < (w.measured_at, w.id)
join patient p on p.id = w.patient_id
where w.patient_id = $1 and w.id = $2 order by b.measured_at desc, b.id desc limit 1
"""

CANDIDATES = """
with hit as (
  select coalesce(merged_into, id) as client_id, 'phone' as why, 1.0 as score from client
  where phone_index = $1 or phone_second_index = $1
  union all
  select coalesce(merged_into, id), 'email', 1.0 from client where email_index = $2
  union all
  select client_id, 'chip', 1.0 from patient where chip_index = $3
  union all
  select coalesce(merged_into, id), 'name', similarity(name_search, $4) from client
  where $4 <> '' and name_search % $4 and similarity(name_search, $4) >= $5)
select c.id as client_id, c.number as client_number,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
       coalesce((select array_agg(n.name order by n.name)
                 from (select p.name from patient p where p.client_id = c.id and p.state = 'active'
                       order by p.name limit 8) n), '{}') as patient_names,
       array_agg(distinct hit.why) as matched_on
from hit join client c on c.id = hit.client_id
group by c.id
order by count(distinct hit.why) desc, max(hit.score) desc, c.id
limit 8
"""
"""$1 phone, $2 e-mail, $3 chip as blind indexes or null; $4 folded name or ''; $5 the least likeness of names.
Whoever fits and was merged stands for the one who was kept."""

LIKENESS_WHILE_TYPING = 0.45
LIKENESS_TO_ASK = 0.8


async def client(view: View, client_id: UUID) -> ClientView:
    """The client with all its patients, of one who was merged the one who was kept; raises ClientNotFound."""
    view.require(PATIENTS_READ)
    row = await client_row(view, client_id)
    if is_merged(row.state):
        row = await client_row(view, await view.value(KEPT_CLIENT, client_id))
    opened = {name: _opened(view, "client", name, row.id, getattr(row, name)) for name in SEALED_OF_CLIENT}
    return ClientView(
        id=row.id,
        number=row.number,
        salutation=row.salutation,
        first_name=row.first_name,
        prefix=row.prefix,
        last_name=row.last_name,
        user_id=row.user_id,
        email=opened["email"],
        phone=opened["phone"],
        phone_second=opened["phone_second"],
        address=opened["address"] or "",
        postcode=row.postcode,
        city=row.city,
        notes=opened["notes"] or "",
        alert=row.alert,
        locale=row.locale,
        allows_email=row.allows_email,
        allows_sms=row.allows_sms,
        allows_marketing=row.allows_marketing,
        state=row.state,
        possible_duplicate_of=row.possible_duplicate_of,
        created_at=row.created_at,
        version=row.version,
        patients=await view.rows(PatientBrief, PATIENTS_OF_CLIENT, row.id, view.tenant.slug),
    )


SEALED_OF_CLIENT = ("email", "phone", "phone_second", "address", "notes")


async def client_row(view: View, client_id: UUID) -> ClientRow:
    row = await view.row(ClientRow, CLIENT, client_id)
    if row is None:
        raise ClientNotFound
    return row


async def patient_for_staff(view: View, patient_id: UUID) -> PatientView:
    """Raises PatientNotFound."""
    view.require(PATIENTS_READ)
    return await patient(view, patient_id)


async def patient(view: View, patient_id: UUID) -> PatientView:
    """The patient, with its weighings (newest first), of one that was merged the one that was kept; raises
    PatientNotFound.
    """
    row = await view.row(PatientRow, PATIENT, patient_id)
    if row is None:
        raise PatientNotFound
    if is_merged(row.state):
        return await patient(view, await view.value(KEPT_PATIENT, patient_id))
    return PatientView(
        id=row.id,
        client_id=row.client_id,
        client_name=full_name(row.first_name, row.prefix, row.last_name),
        client_phone=_opened(view, "client", "phone", row.client_id, row.phone),
        client_alert=row.client_alert,
        city=row.city,
        pet_id=row.pet_id,
        name=row.name,
        species=row.species,
        breed=row.breed,
        sex=row.sex,
        neutered=row.neutered,
        born_on=row.born_on,
        born_is_estimate=row.born_is_estimate,
        colour=row.colour,
        chip=_opened(view, "patient", "chip", row.id, row.chip),
        weight_grams=row.weight_grams,
        weights=await weighings(view, row.id),
        alert=row.alert,
        insurance=row.insurance,
        photo_url=patient_photo_url(view.tenant.slug, row.id, row.pet_id, row.photo_file_id),
        state=row.state,
        deceased_on=row.deceased_on,
        created_at=row.created_at,
        version=row.version,
    )


async def require_patient(view: View, patient_id: UUID) -> None:
    """An empty list of a known patient is something else than a patient who is not here. Raises PatientNotFound."""
    if not await view.value(KNOWN, patient_id):
        raise PatientNotFound


async def patient_photo(view: View, patient_id: UUID) -> tuple[UUID, UUID] | None:
    """The pet and the file of the photo that its owner took; None where there is none. Raises PatientNotFound."""
    view.require(PATIENTS_READ)
    row = await view.row(PatientRow, PATIENT, patient_id)
    if row is None:
        raise PatientNotFound
    return (row.pet_id, row.photo_file_id) if row.pet_id and row.photo_file_id else None


def patient_photo_url(slug: str, patient_id: UUID, pet_id: UUID | None, file_id: UUID | None) -> str | None:
    """A photo is its owner's, so without a pet there is none; a new one has a new address."""
    return f"/api/staff/{slug}/patients/{patient_id}/photo?v={file_id}" if pet_id and file_id else None


async def weighings(view: View, patient_id: UUID) -> list[Weighing]:
    """Newest first."""
    return await view.rows(Weighing, WEIGHTS, patient_id)


async def doubtful_beside(view: View, patient_id: UUID, grams: int, source_id: UUID) -> int | None:
    """The last weight that another source than this one noted, where these grams lie too far from it to be believed
    unasked. For other domains, whose own permission it is asked with.
    """
    return _doubtful(await view.row(_Before, WEIGHT_BESIDE, patient_id, source_id, view.now), grams)


async def doubtful_after(view: View, patient_id: UUID, weighing_id: UUID, grams: int) -> int | None:
    """The weight before this weighing, where these grams instead of its own lie too far from it to be believed unasked.
    For other domains, whose own permission it is asked with.
    """
    return _doubtful(await view.row(_Before, WEIGHT_BEFORE, patient_id, weighing_id), grams)


class _Before(msgspec.Struct):
    """The weight that another is held against, which was noted at `weighed_at`."""

    grams: int
    born_on: date | None
    weighed_at: datetime


def _doubtful(before: _Before | None, grams: int) -> int | None:
    if before is None or not is_doubtful_weight(
        grams, before.grams, before.born_on, before.weighed_at.date()
    ):
        return None
    return before.grams


async def candidates_for_staff(view: View, look: DuplicateLook) -> list[Candidate]:
    """Who may be meant by what is typed in so far."""
    view.require(PATIENTS_READ)
    return await candidates(view, look)


async def candidates(
    view: View, look: DuplicateLook, likeness: float = LIKENESS_WHILE_TYPING
) -> list[Candidate]:
    """Who of the known clients may be the one that is being typed in, the likeliest first.

    What is no whole number or address yet is not looked for, so this may be asked on every keystroke.
    """
    name = search_name(look.first_name, look.prefix, look.last_name)
    return await view.rows(
        Candidate,
        CANDIDATES,
        blind_phone(view, look.phone),
        blind_email(view, look.email),
        blind_chip(view, look.chip),
        name if len(name) >= 3 else "",
        likeness,
    )


def blind_phone(view: View, text: str) -> bytes | None:
    """The index under which a telephone number is found; None for what is none."""
    try:
        return view.cipher.blind("phone", normal_phone(text)) if text else None
    except Invalid:
        return None


def blind_phone_end(view: View, text: str) -> bytes | None:
    """The index under which a telephone number is found by its last digits; None for what is none."""
    digits = phone_end(text)
    return view.cipher.blind("phone_end", digits) if digits else None


def client_number(text: str) -> int | None:
    """A client's number as it is typed; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def blind_email(view: View, text: str) -> bytes | None:
    """The index under which an e-mail address is found; None for what is none."""
    try:
        return view.cipher.blind("email", normal_email(text)) if text else None
    except Invalid:
        return None


def blind_chip(view: View, text: str) -> bytes | None:
    """The index under which a chip is found; None for what is none."""
    try:
        return view.cipher.blind("chip", chip_number(text)) if text else None
    except Invalid:
        return None


def _opened(view: View, table: str, column: str, row_id: UUID, blob: bytes | None) -> str | None:
    return view.cipher.open(table, column, row_id, blob) if blob else None
