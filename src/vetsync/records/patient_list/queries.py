"""The list of patients, with the visit before and the visit to come, and the search of a practice's desk."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.kit.http.paging import Page, decode_cursor, encode_cursor
from vetsync.kit.text import fold
from vetsync.patients.clients.queries import blind_chip, blind_email, blind_phone
from vetsync.patients.schemas import AnimalState, Sex, Species
from vetsync.records.schemas import PatientLine

BE_TOLERANT = "select set_config('pg_trgm.word_similarity_threshold', '0.45', true)"
WORDS_MAX = 6

ALL_PATIENTS = """
select p.id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate, p.alert, p.state,
       p.client_id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
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
FOUND_PATIENTS = """
with word as materialized (select w, n from unnest($5::text[]) with ordinality as x(w, n)),
hit as (
  select p.id, word.n,
         case when p.name_search ^@ word.w then 1.0 else word_similarity(word.w, p.name_search) end as score
  from word join patient p on word.w <% p.name_search or p.name_search like word.w || '%'
  union all
  select p.id, word.n, case when c.name_search ^@ word.w then 1.0 else word_similarity(word.w, c.name_search) end
  from word join client c on word.w <% c.name_search or c.name_search like '%' || word.w || '%'
  join patient p on p.client_id = c.id),
named as (
  select id, sum(best) / cardinality($5::text[]) as score
  from (select id, n, max(score) as best from hit group by id, n) b
  group by id having count(*) = cardinality($5::text[])),
known as (
  select p.id, 2.0 as score from patient p where p.chip_index = $6
  union all
  select p.id, 2.0 from patient p join client c on c.id = p.client_id
  where c.phone_index = $7 or c.phone_second_index = $7 or c.email_index = $8
  union all
  select p.id, 2.0 from patient p join client c on c.id = p.client_id where c.number = $9),
found as (
  select id, -(max(score) * 1000)::int as likeness
  from (select id, score from named union all select id, score from known) f group by id)
select p.id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate, p.alert, p.state,
       p.client_id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
       (select max(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state = 'completed') as last_visit_at,
       (select min(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state in ('pending', 'confirmed') and a.starts_at > $1) as next_visit_at,
       p.version, p.name_search as sort_name, f.likeness
from found f join patient p on p.id = f.id join client c on c.id = p.client_id
where (f.likeness, p.name_search, p.id) > ($10, $2, $3)
order by f.likeness, p.name_search, p.id
limit $4
"""
"""$1 now · $2 $3 $10 after which name, id and likeness · $4 rows · $5 folded words · $6 chip, $7 phone, $8 e-mail as
blind indexes or null · $9 client number or null. Likeness counts down from -2000 (a number that fits exactly)."""


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
    client_id: UUID
    client_name: str
    city: str
    last_visit_at: datetime | None
    next_visit_at: datetime | None
    version: int
    sort_name: str
    likeness: int


async def patient_list(view: View, q: str, cursor: str | None, limit: int) -> Page[PatientLine]:
    """Without `q` the living by name. With it whoever fits best first, the dead and archived too.

    Each word must fit the patient's or the client's name, slips of the pen allowed; a whole chip number, telephone
    number, e-mail address or client number is found exactly, and only then.
    """
    likeness, name, after = (
        decode_cursor(cursor, tuple[int, str, UUID]) if cursor else (-10_000, "", UUID(int=0))
    )
    text = q.strip()
    if not text:
        rows = await view.rows(FoundRow, ALL_PATIENTS, view.now, name, after, limit + 1)
        return _page(rows, limit)
    await view.value(BE_TOLERANT)
    exact = (blind_chip(view, text), blind_phone(view, text), blind_email(view, text), _number(text))
    rows = await view.rows(
        FoundRow, FOUND_PATIENTS, view.now, name, after, limit + 1, search_words(text), *exact, likeness
    )
    return _page(rows, limit)


def search_words(text: str) -> list[str]:
    """Folded words without the signs that LIKE gives a meaning; at least one, for which nothing may be found."""
    words = [
        word for word in fold(text).replace("%", " ").replace("_", " ").replace("\\", " ").split() if word
    ]
    return words[:WORDS_MAX] or ["-"]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _page(rows: list[FoundRow], limit: int) -> Page[PatientLine]:
    lines = [
        PatientLine(*(getattr(row, name) for name in PatientLine.__struct_fields__)) for row in rows[:limit]
    ]
    if len(rows) <= limit:
        return Page(items=lines)
    last = rows[limit - 1]
    return Page(items=lines, next_cursor=encode_cursor(last.likeness, last.sort_name, last.id))
