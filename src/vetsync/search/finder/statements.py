"""What the ask bar asks of a practice beside its patients, in one statement."""

FIND_OTHERS = """
with word as materialized (
  select $4::text as w, $5::text as sound,
         set_config('pg_trgm.word_similarity_threshold', $6, true) as tolerance),
recent as materialized (
  select r.kind, r.thing_id, r.used_at from recent_thing r where r.user_id = $2 order by r.used_at desc limit 50),
begun as materialized (
  select c.id, ' ' || c.name_search || ' ' not like '% ' || word.w || ' %' as is_longer
  from word join client c on c.name_search like word.w || '%' or c.name_search like '% ' || word.w || '%'
  where $4 <> '' and $12 and c.state <> 'merged' and ' ' || c.name_search like all ($7::text[])
  order by is_longer, c.name_search, c.id
  limit $3),
heard as materialized (
  select c.id, -word_similarity(word.w, c.name_search) as rank
  from word join client c on c.name_sound like word.sound
  where $5 <> '' and $12 and c.state <> 'merged' and (select count(*) from begun) < $3
    and not (' ' || c.name_search like all ($7::text[])) and ' ' || c.name_search like all ($9::text[])
    and not exists (
      select from unnest($8::text[], $11::text[]) as l(w, sound)
      where not (' ' || c.name_search like '% ' || l.w || '%' or c.name_sound like l.sound))
    and word_similarity(word.w, c.name_search) >= $18::float8
  order by rank, c.name_search, c.id
  limit $3),
near as materialized (
  select c.id, -word_similarity(word.w, c.name_search) as rank
  from word join client c on word.w <% c.name_search
  where cardinality($8::text[]) = 1 and cardinality($7::text[]) = 1 and $12 and c.state <> 'merged'
    and not exists (select from begun) and not exists (select from heard)
  order by rank, c.name_search, c.id
  limit $3),
client_hit as materialized (
  select id, 0::real as rank, 'number' as matched from unnest($10::uuid[]) as x(id)
  union all select id, case when is_longer then 10 else 5 end, 'name' from begun
  union all select id, 20 + rank, 'sound' from heard
  union all select id, 30 + rank, 'letters' from near),
own as materialized (
  -- Somebody's own recent things are few, so all of them are looked at, wherever they would stand among the others.
  select r.kind, r.thing_id, r.used_at,
         case when ' ' || concat_ws(' ', p.name_search, c.name_search) like all ($7::text[]) then 1 else 2 end as fit
  from recent r
  left join patient p on r.kind = 'patient' and p.id = r.thing_id
  left join client c on c.id = coalesce(p.client_id, case when r.kind = 'client' then r.thing_id end)
  where r.kind in ('client', 'patient') and coalesce(p.state, c.state) <> 'merged'
    and ($4 = '' or ' ' || concat_ws(' ', p.name_search, c.name_search) like all ($7::text[])
         or ($5 <> '' and concat(p.name_sound, c.name_sound) like $5 and cardinality($8::text[]) = 1))),
meant as materialized (
  select a.id, a.starts_at, w.fit
  from (
    select x.patient_id, x.fit from unnest($14::uuid[], $17::int[]) as x(patient_id, fit)
    union all
    select thing_id, fit from own where kind = 'patient' and $4 <> '') w
  cross join lateral (
    select b.id, b.starts_at, b.state, b.type_id from appointment b
    where b.patient_id = w.patient_id and b.starts_at > $1::timestamptz - $19::interval offset 0) a
  where $13 and a.state in ('pending', 'confirmed') and ($15::uuid is null or a.type_id = $15)
  union all
  select a.id, a.starts_at, case when h.rank < 10 then 0 when h.rank = 10 then 1 else 2 end
  from client_hit h cross join lateral (
    select b.id, b.starts_at, b.state, b.type_id from appointment b
    where b.client_id = h.id and b.starts_at > $1::timestamptz - $19::interval offset 0) a
  where $13 and a.state in ('pending', 'confirmed') and ($15::uuid is null or a.type_id = $15)
  union all
  (select a.id, a.starts_at, 0 from appointment a
   where $13 and a.type_id = any ($16::uuid[]) and a.state in ('pending', 'confirmed')
     and a.starts_at > $1::timestamptz - $19::interval
   order by a.starts_at limit $3)
  union all
  select a.id, a.starts_at, 0 from recent r join appointment a on r.kind = 'appointment' and a.id = r.thing_id
  where $13 and $4 = '' and cardinality($16::uuid[]) = 0),
visit as materialized (
  -- Nobody can tell two of the same animal, time and type apart: one of them stands for both.
  select (array_agg(m.id order by m.fit, a.state, m.id))[1] as id, min(m.fit) as fit
  from meant m join appointment a on a.id = m.id
  group by a.patient_id, m.starts_at, a.type_id
  order by min(m.fit), m.starts_at, 1
  limit $3)
select 'client' as kind, c.id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as title,
       c.city as subtitle, h.matched, c.state, null::timestamptz as used_at, h.rank,
       c.name_search as sort_name, null as species, c.id as client_id, null::uuid as patient_id,
       null::timestamptz as starts_at, null::uuid as type_id
from client_hit h join client c on c.id = h.id
union all
select o.kind, coalesce(p.id, c.id),
       coalesce(p.name, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name)),
       case when p.id is null then c.city
            else concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) end,
       'recent', coalesce(p.state, c.state), o.used_at, 0, '', p.species, c.id, p.id, null, null
from own o
left join patient p on o.kind = 'patient' and p.id = o.thing_id
join client c on c.id = coalesce(p.client_id, o.thing_id)
where $12
union all
select 'appointment', a.id, p.name, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name),
       case when r.thing_id is not null then 'recent' when v.fit = 2 then 'sound' else 'name' end, a.state, r.used_at,
       v.fit, '', p.species, c.id, p.id, a.starts_at, a.type_id
from visit v join appointment a on a.id = v.id join patient p on p.id = a.patient_id join client c on c.id = a.client_id
left join recent r on r.kind = 'appointment' and r.thing_id = a.id
union all
select r.kind, r.thing_id, '', '', 'recent', null, r.used_at, 0, '', null, null, null, null, null
from recent r where r.kind = 'staff'
limit 200
"""
"""$1 now · $2 who asks · $3 rows of each kind · $4 the word that says most, or '' for what was opened lately · $5 how
it sounds for a client, as a pattern or '' · $6 how like a name must be to it · $7 patterns of all words · $8 the words
that may be misspelt, $11 how they sound · $9 patterns of the words that may not · $10 clients found by a number ·
$12 whether clients and patients are wanted · $13 whether appointments are · $14 patients found already, $17 how well
each fits (0 is called so, 1 begins so, 2 sounds so) · $15 the type that appointments must have or null · $16 types all
of whose appointments are wanted · $18 how like a name that sounds so must be."""
NUMBERED_CLIENTS = """
select coalesce(merged_into, id) as id from client where phone_index = $1
union
select coalesce(merged_into, id) from client where phone_second_index = $1
union
select coalesce(merged_into, id) from client where email_index = $2
union
select coalesce(merged_into, id) from client where number = $3
union
select coalesce(merged_into, id) from client where phone_ends @> array[$4::bytea]
union
select coalesce(merged_into, id) from client where phone_second_ends @> array[$4::bytea]
limit $5
"""
"""$1 phone, $2 e-mail, $4 end of a phone as blind indexes or null · $3 client number or null · $5 rows. Apart from
`FIND_OTHERS`, or that would be planned anew for every name. A number of somebody who was merged finds who was kept."""
