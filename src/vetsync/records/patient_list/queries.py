"""The list of patients, with the visit before and the visit to come, and the search of a practice's desk."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.kit.http.paging import decode_cursor, encode_cursor
from vetsync.kit.text import fold
from vetsync.patients.clients.queries import blind_chip, blind_email, blind_phone, patient_photo_url
from vetsync.patients.permissions import PATIENTS_READ
from vetsync.patients.schemas import AnimalState, Sex, Species
from vetsync.records.schemas import PatientLine, PatientPage

BE_TOLERANT = """
select set_config('pg_trgm.word_similarity_threshold', '0.45', true), set_config('enable_seqscan', 'off', true)
"""
"""For this transaction only. The planner takes comparing letters for cheap and would read whole tables."""
WORDS_MAX = 6
EXACT, NUMBERED = -1000, -2000
"""Likeness counts down: a number that fits, every word as the beginning of a name, then by likeness."""

ALL_PATIENTS = """
select p.id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate, p.alert, p.state,
       p.pet_id, p.photo_file_id, p.client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
       (select max(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state = 'completed') as last_visit_at,
       (select min(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state in ('pending', 'confirmed') and a.starts_at > $1) as next_visit_at,
       p.version, p.name_search as sort_name, 0 as likeness
from patient p join client c on c.id = p.client_id
where p.state = 'active' and (p.name_search, p.id) > ($2, $3)
order by p.name_search, p.id
limit $4
"""
ACTIVE = "select count(*) from patient where state = 'active'"
NUMBERED_PATIENTS = """
with known as (
  select p.id from patient p where p.chip_index = $5
  union
  select p.id from patient p join client c on c.id = p.client_id where c.phone_index = $6
  union
  select p.id from patient p join client c on c.id = p.client_id where c.phone_second_index = $6
  union
  select p.id from patient p join client c on c.id = p.client_id where c.email_index = $7
  union
  select p.id from patient p join client c on c.id = p.client_id where c.number = $8)
select p.id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate, p.alert, p.state,
       p.pet_id, p.photo_file_id, p.client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
       (select max(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state = 'completed') as last_visit_at,
       (select min(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state in ('pending', 'confirmed') and a.starts_at > $1) as next_visit_at,
       p.version, p.name_search as sort_name, -2000 as likeness
from known k join patient p on p.id = k.id join client c on c.id = p.client_id
where (p.name_search, p.id) > ($2, $3)
order by p.name_search, p.id
limit $4
"""
"""$1 now · $2 $3 after which name and id · $4 rows · $5 chip, $6 phone, $7 e-mail as blind indexes or null ·
$8 client number or null."""
BEGINNING_PATIENTS = """
with word as materialized (select w, n from unnest($5::text[]) with ordinality as x(w, n)),
hit as (
  select p.id, p.name_search, word.n
  from word join patient p on p.name_search like word.w || '%' or p.name_search like '% ' || word.w || '%'
  union all
  select p.id, p.name_search, word.n
  from word join client c on c.name_search like word.w || '%' or c.name_search like '% ' || word.w || '%'
  join patient p on p.client_id = c.id),
found as materialized (
  -- The page is cut before anything else is looked up: one letter may fit ten thousand patients.
  select id, name_search from hit
  where (name_search, id) > ($2, $3)
  group by id, name_search
  having bit_or(1 << n::int) = (2 << cardinality($5::text[])) - 2
  order by name_search, id
  limit $4)
select p.id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate, p.alert, p.state,
       p.pet_id, p.photo_file_id, p.client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
       (select max(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state = 'completed') as last_visit_at,
       (select min(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state in ('pending', 'confirmed') and a.starts_at > $1) as next_visit_at,
       p.version, p.name_search as sort_name, -1000 as likeness
from found f join patient p on p.id = f.id join client c on c.id = p.client_id
order by p.name_search, p.id
"""
"""$1 now · $2 $3 after which name and id · $4 rows · $5 folded words, each of which must begin a name."""
SIMILAR_PATIENTS = """
with word as materialized (select w, n from unnest($5::text[]) with ordinality as x(w, n)),
hit as (
  select p.id, p.name_search, word.n, word_similarity(word.w, p.name_search) as score,
         p.name_search like word.w || '%' or p.name_search like '% ' || word.w || '%' as begins
  from word join patient p on word.w <% p.name_search
  union all
  select p.id, p.name_search, word.n, word_similarity(word.w, c.name_search),
         c.name_search like word.w || '%' or c.name_search like '% ' || word.w || '%'
  from word join client c on word.w <% c.name_search join patient p on p.client_id = c.id),
likely as (
  -- Those whose names every word begins were found before; a beginning is always like the word, so all are here.
  select id, name_search, -(sum(best) * 999 / cardinality($5::text[]))::int as likeness
  from (select id, name_search, n, max(score) as best, bool_or(begins) as begins
        from hit group by id, name_search, n) b
  group by id, name_search
  having count(*) = cardinality($5::text[]) and not bool_and(begins)),
found as materialized (
  select id, likeness from likely where (likeness, name_search, id) > ($6, $2, $3)
  order by likeness, name_search, id
  limit $4)
select p.id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate, p.alert, p.state,
       p.pet_id, p.photo_file_id, p.client_id,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
       (select max(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state = 'completed') as last_visit_at,
       (select min(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state in ('pending', 'confirmed') and a.starts_at > $1) as next_visit_at,
       p.version, p.name_search as sort_name, f.likeness as likeness
from found f join patient p on p.id = f.id join client c on c.id = p.client_id
order by f.likeness, p.name_search, p.id
"""
"""$1 now · $2 $3 $6 after which name, id and likeness · $4 rows · $5 folded words."""


class FoundRow(msgspec.Struct):
    """A line with what the next page begins after."""

    id: UUID
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    alert: str
    state: AnimalState
    pet_id: UUID | None
    photo_file_id: UUID | None
    client_id: UUID
    client_name: str
    city: str
    last_visit_at: datetime | None
    next_visit_at: datetime | None
    version: int
    sort_name: str
    likeness: int


async def patient_list(view: View, q: str, cursor: str | None, limit: int) -> PatientPage:
    """Without `q` the living by name, on the first page with how many they are; with it whoever fits best first, the
    dead and archived too.

    A whole chip number, telephone number, e-mail address or client number is found exactly. Otherwise each word must
    begin a name of the patient or the client; those whose names are merely like it come after.
    """
    view.require(PATIENTS_READ)
    start = (-10_000, "", UUID(int=0))
    likeness, name, after = decode_cursor(cursor, tuple[int, str, UUID]) if cursor else start
    text = q.strip()
    if not text:
        page = _page(view, await view.rows(FoundRow, ALL_PATIENTS, view.now, name, after, limit + 1), limit)
        return page if cursor else msgspec.structs.replace(page, total=await view.value(ACTIVE))
    if likeness <= NUMBERED:
        exact = (blind_chip(view, text), blind_phone(view, text), blind_email(view, text), _number(text))
        if any(part is not None for part in exact):
            rows = await view.rows(FoundRow, NUMBERED_PATIENTS, view.now, name, after, limit + 1, *exact)
            if rows or cursor or any(part is not None for part in exact[:3]):
                return _page(view, rows, limit)
    await view.records(BE_TOLERANT)
    words = search_words(text)
    rows = []
    if likeness <= EXACT:
        rows = await view.rows(FoundRow, BEGINNING_PATIENTS, view.now, name, after, limit + 1, words)
        likeness, name, after = start
    if len(rows) <= limit:
        more = (limit + 1 - len(rows), words, likeness)
        rows += await view.rows(FoundRow, SIMILAR_PATIENTS, view.now, name, after, *more)
    return _page(view, rows, limit)


def search_words(text: str) -> list[str]:
    """Folded words without the signs that LIKE gives a meaning; at least one, for which nothing may be found."""
    words = [
        word for word in fold(text).replace("%", " ").replace("_", " ").replace("\\", " ").split() if word
    ]
    return words[:WORDS_MAX] or ["-"]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _page(view: View, rows: list[FoundRow], limit: int) -> PatientPage:
    lines = [_line(view.tenant.slug, row) for row in rows[:limit]]
    if len(rows) <= limit:
        return PatientPage(items=lines)
    last = rows[limit - 1]
    return PatientPage(items=lines, next_cursor=encode_cursor(last.likeness, last.sort_name, last.id))


def _line(slug: str, row: FoundRow) -> PatientLine:
    names = (name for name in PatientLine.__struct_fields__ if name != "photo_url")
    photo = patient_photo_url(slug, row.id, row.pet_id, row.photo_file_id)
    return PatientLine(**{name: getattr(row, name) for name in names}, photo_url=photo)
