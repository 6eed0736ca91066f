"""What the list of patients and the desk's search ask the database."""

from vetsync.kit.sought import LEAST_IN_SOUND, LEAST_LIKENESS
from vetsync.records.patient_list.schemas import (
    BEGUN,
    BEGUN_LATER,
    FIRST,
    NUMBERED,
    OWNED,
    POINTS,
    SOUNDING,
)

SOUNDING_ENOUGH = SOUNDING - round(LEAST_IN_SOUND * POINTS)
ALIKE_ENOUGH = -round(LEAST_IN_SOUND * POINTS)
"""On average over the words; each by itself must reach `LEAST_LIKENESS`."""
LIMITS = (LEAST_LIKENESS, SOUNDING_ENOUGH, ALIKE_ENOUGH)

_line = """select p.id, p.name, p.species, p.breed, p.sex, p.neutered, p.born_on, p.born_is_estimate, p.alert,
       case when p.pet_id is not null and p.photo_file_id is not null
            then concat('/api/staff/', $2::text, '/patients/', p.id, '/photo?v=', p.photo_file_id) end as photo_url,
       p.state,
       p.client_id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name, c.city,
       (select max(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state = 'completed') as last_visit_at,
       (select min(a.starts_at) from appointment a
        where a.patient_id = p.id and a.state in ('pending', 'confirmed') and a.starts_at > $1) as next_visit_at,
       p.version"""


def _of_lines(statement: str) -> str:
    """With what a line of a list shows: of patient p and client c, where $1 is now and $2 the practice; and with the
    kinds of likeness by their names.
    """
    return statement.format(
        line=_line, first=FIRST, numbered=NUMBERED, begun=BEGUN, later=BEGUN_LATER, owned=OWNED, sounding=SOUNDING,
        points=POINTS,
    )  # fmt: skip


ALL_PATIENTS = _of_lines("""
{line}, p.name_search as sort_name, 0 as likeness
from patient p join client c on c.id = p.client_id
where p.state = 'active' and (p.name_search, p.id) > ($3, $4)
order by p.name_search, p.id
limit $5
""")
NAME = "select name_search from patient where id = $1"
ACTIVE = "select count(*) from patient where state = 'active'"
NUMBERED_PATIENTS = _of_lines("""
with owner as materialized (
  select coalesce(merged_into, id) as id from client where phone_index = $7
  union all
  select coalesce(merged_into, id) from client where phone_second_index = $7
  union all
  select coalesce(merged_into, id) from client where email_index = $8),
known as (
  select coalesce(merged_into, id) as id from patient where chip_index = $6
  union
  select p.id from owner o
  cross join lateral (select id from patient where client_id = o.id and state <> 'merged' offset 0) p)
{line}, p.name_search as sort_name, {numbered} as likeness
from known k join patient p on p.id = k.id join client c on c.id = p.client_id
where (p.name_search, p.id) > ($3, $4)
order by p.name_search, p.id
limit $5
""")
"""$3 $4 after which name and id · $5 rows · $6 chip, $7 phone, $8 e-mail as blind indexes or null."""
ENDING_PATIENTS = _of_lines("""
with owner as materialized (
  select coalesce(merged_into, id) as id from client where number = $6
  union all
  select coalesce(merged_into, id) from client where phone_ends @> array[$7::bytea]
  union all
  select coalesce(merged_into, id) from client where phone_second_ends @> array[$7::bytea]),
known as (
  select distinct p.id from owner o
  cross join lateral (select id from patient where client_id = o.id and state <> 'merged' offset 0) p)
{line}, p.name_search as sort_name, {numbered} as likeness
from known k join patient p on p.id = k.id join client c on c.id = p.client_id
where (p.name_search, p.id) > ($3, $4)
order by p.name_search, p.id
limit $5
""")
"""$3 $4 after which name and id · $5 rows · $6 client number or null · $7 the end of a telephone number as a blind
index or null. Apart from whole numbers: one plan for both would be made anew each time."""
FIND_PATIENTS = _of_lines("""
with word as materialized (
  select $7::text as w, $13::text as sound, $14::text as surname,
         set_config('pg_trgm.word_similarity_threshold', $9, true) as tolerance),
own as materialized (
  select p.id, p.name_search as sort_name, {begun} as likeness
  from patient p
  where $3 <= {begun} and p.state <> 'merged' and p.name_search < $7 || chr(1114111) and p.name_search like $7 || '%'
    and (p.name_search, p.id) > (case when $3 = {begun} then $4 else $7 end,
                                 case when $3 = {begun} then $5 else '00000000-0000-0000-0000-000000000000'::uuid end)
    and (cardinality($8::text[]) = 1 or exists (
      select from client c
      where c.id = p.client_id and ' ' || p.name_search || ' ' || c.name_search like all ($8)))
  order by p.name_search, p.id
  limit $6),
later as materialized (
  select p.id, p.name_search as sort_name, {later} as likeness
  from word join patient p on p.name_search like '% ' || word.w || '%' join client c on c.id = p.client_id
  where (select count(*) from own) < $6 and p.state <> 'merged' and ({later}, p.name_search, p.id) > ($3, $4, $5)
    and not (p.name_search >= $7 and p.name_search < $7 || chr(1114111) and p.name_search like $7 || '%')
    and ' ' || p.name_search || ' ' || c.name_search like all ($8)
  order by p.name_search, p.id
  limit $6),
owned as materialized (
  select p.id, c.name_search as sort_name, {owned} as likeness
  from (
    -- In order before their patients are looked up, so that a page of them is enough.
    select c.id, c.name_search
    from word join client c on c.name_search like word.w || '%' or c.name_search like '% ' || word.w || '%'
    where (select count(*) from own) + (select count(*) from later) < $6
      and ($3 < {owned} or c.name_search >= $4)
    order by c.name_search) c
  cross join lateral (
    select p.id, p.name_search from patient p where p.client_id = c.id and p.state <> 'merged' offset 0) p
  where ({owned}, c.name_search, p.id) > ($3, $4, $5)
    and ' ' || p.name_search not like '% ' || $7 || '%'
    and ' ' || p.name_search || ' ' || c.name_search like all ($8)
  order by c.name_search, p.id
  limit $6),
heard as materialized (
  select p.id, p.name_search, p.name_search || ' ' || c.name_search as names, p.name_sound || c.name_sound as sounds
  from word join patient p on p.name_sound like word.sound join client c on c.id = p.client_id
  where $13 <> '' and p.state <> 'merged'
    and (select count(*) from own) + (select count(*) from later) + (select count(*) from owned) < $6
  union
  select p.id, p.name_search, p.name_search || ' ' || c.name_search, p.name_sound || c.name_sound
  from word join client c on c.name_sound like word.surname
  cross join lateral (
    select p.id, p.name_search, p.name_sound from patient p
    where p.client_id = c.id and p.state <> 'merged' offset 0) p
  where $13 <> '' and (select count(*) from own) + (select count(*) from later) + (select count(*) from owned) < $6),
sounding as materialized (
  select h.id, h.name_search as sort_name, s.likeness
  from (
    select id, name_search, names from heard
    where ' ' || names like all ($12::text[]) and not (' ' || names like all ($8))
      and not exists (
        select from unnest($10::text[], $11::text[]) as l(w, sound)
        where not (' ' || names like '% ' || l.w || '%' or sounds like l.sound))) h
  cross join lateral (
    select {sounding} - (avg(word_similarity(l.w, h.names)) * {points})::int as likeness
    from unnest($10::text[]) as l(w) offset 0) s
  where s.likeness <= $16::int and (s.likeness, h.name_search, h.id) > ($3, $4, $5)
  order by s.likeness, h.name_search, h.id
  limit $6),
none as materialized (
  select $3 > {sounding} or ($3 = {first} and not exists (select from own) and not exists (select from later)
                        and not exists (select from owned) and not exists (select from sounding)) as yet,
         exists (select from heard) as known),
near as (
  select id, name_search, names, sounds from heard where (select yet from none)
  union
  select p.id, p.name_search, p.name_search || ' ' || c.name_search, p.name_sound || c.name_sound
  from word join patient p on word.w <% p.name_search join client c on c.id = p.client_id
  where p.state <> 'merged' and cardinality($10::text[]) > 0 and (select yet and not known from none)
  union
  select p.id, p.name_search, p.name_search || ' ' || c.name_search, p.name_sound || c.name_sound
  from word join client c on word.w <% c.name_search
  cross join lateral (
    select p.id, p.name_search, p.name_sound from patient p
    where p.client_id = c.id and p.state <> 'merged' offset 0) p
  where cardinality($10::text[]) > 0 and (select yet and not known from none)),
alike as materialized (
  select n.id, n.name_search as sort_name, s.likeness
  from (
    select id, name_search, names from near
    where ' ' || names like all ($12::text[])
      and not exists (
        select from unnest($10::text[], $11::text[]) as l(w, sound)
        where l.w <> $7 and not (' ' || names like '% ' || l.w || '%' or sounds like l.sound)
          and word_similarity(l.w, names) < $15::float8)) n
  cross join lateral (
    select -(avg(word_similarity(l.w, n.names)) * {points})::int as likeness
    from unnest($10::text[]) as l(w) offset 0) s
  where s.likeness <= $17::int and (s.likeness, n.name_search, n.id) > ($3, $4, $5)
  order by s.likeness, n.name_search, n.id
  limit $6),
found as (
  select id, sort_name, likeness from own union all select id, sort_name, likeness from later
  union all select id, sort_name, likeness from owned
  union all select id, sort_name, likeness from sounding union all select id, sort_name, likeness from alike
  order by likeness, sort_name, id
  limit $6)
{line}, f.sort_name, f.likeness
from found f join patient p on p.id = f.id join client c on c.id = p.client_id
order by f.likeness, f.sort_name, p.id
""")
"""$3 $4 $5 after which likeness, name and id · $6 rows · $7 the word that says most · $8 all words as patterns ·
$9 how like a name must be to $7 · $10 $11 the words that may be misspelt and how they sound, as patterns · $12 patterns
of the words that may not be · $13 how $7 sounds, as a pattern or '' · $14 the same for a client · $15 $16 $17
`LIMITS`.

Each part is asked only if those before it do not fill the page: animals whose name begins so, those of whose name a
later word does, those of clients whose name does, those whose names sound so; and what has merely letters in common
only if there is nothing else: with the one word if nobody is called so, with the others if somebody is. The threshold
belongs to the row that every comparison takes its word from, so it is set before any comparison."""
