"""Reads of the directory: the feed, a page, favourites."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vetsync.directory.public.rules import LOOK_AHEAD_DAYS, tokens_of
from vetsync.directory.public.schemas import ExceptionLine, FoundPractice, HoursLine, HoursOf, Search
from vetsync.directory.public.words import WHOLE
from vetsync.kit.db.work import View
from vetsync.kit.text import fold

EARTH_RADIUS_METRES = 6_371_008.8
"""The mean radius of the earth: a great circle on such a sphere is within 0.5 % of the way on the ellipsoid."""
KILOMETRES_PER_DEGREE = 110.574
"""Of latitude, at the equator, where they are fewest: the band that is looked through leaves nobody out."""
FIT_MIN = 0.52
"""Of the trigrams of each word, what the practice's words must share: more than half, so that a slip in a name is
forgiven and another name is not taken for it."""
FIT_OF_SERVICE_MIN = 0.6
"""The same for a service, whose names are few and long, so that they need less forgiving."""
LETTERS_TO_BE_ALIKE = 3
"""A shorter word has too few trigrams to be like anything."""
BONUS_OF_NAME, BONUS_OF_CITY = 0.3, 0.2
"""Added to how well a word fits: who types a practice's name wants it before those in a town that is called so."""
METRES_THAT_COUNT = 50_000.0
METRES_PER_FIT = 500_000
"""By relevance, what is far stands behind what is near only where both fit about as well: at most by a tenth."""
FEED = """
with found as (
  select p.tenant_id, p.slug, p.name, p.name_fold, p.city, p.street, p.postcode, p.country, p.zone, p.lat, p.lon,
         p.species, p.services, p.accent, p.franchise_name, p.price_from_cents, p.photo_ids, p.page,
         far.metres as distance_m, left(o.closes::text, 5) as open_until,
         case $9::text
           when 'distance' then coalesce(far.metres, 1e12)
           when 'name' then 0
           else case when cardinality($1::text[]) = 0 then coalesce(far.metres, 1e12)
                     else round(least(coalesce(far.metres, 0), $23::float8)::numeric / $24::int
                                - hit.score::numeric, 6) end
         end::float8 as sort_key
  from directory_practice p
  cross join lateral (select $8::timestamptz at time zone p.zone as wall) w
  cross join lateral (
    select case when p.lat is not null and $2::float8 is not null then 2 * $16::float8 * asin(least(1, sqrt(
             power(sin(radians(p.lat - $2::float8) / 2), 2)
             + cos(radians($2::float8)) * cos(radians(p.lat)) * power(sin(radians(p.lon - $3::float8) / 2), 2)))) end
           as metres) far
  cross join lateral (
    -- How well the words fit: 1 for a word that begins so, less for one that is spelt alike; the name counts more.
    select coalesce(min(f.fit), 1) as worst, coalesce(avg(f.fit + f.bonus), 1) as score
    from (
      select case when strpos(' ' || p.search_text || ' ', ' ' || t || repeat(' ', is_whole::int)) > 0
                    or is_whole and strpos(' ' || p.name_fold || ' ' || p.city_fold, ' ' || t) > 0 then 1
                  when is_whole or length(t) < $20::int then 0
                  else word_similarity(t, p.search_text) end as fit,
             case when strpos(' ' || p.name_fold, ' ' || t) > 0 then $21::float8
                  when not is_whole and strpos(' ' || p.city_fold, ' ' || t) > 0 then $22::float8 else 0 end as bonus
      from unnest($1::text[], $15::bool[]) as w(t, is_whole)) f) hit
  left join lateral (
    select h.closes from directory_hours h
    where h.tenant_id = p.tenant_id and h.weekday = extract(isodow from w.wall)
      and w.wall::time >= h.opens and w.wall::time < h.closes
      and not exists (select from directory_exception x where x.tenant_id = p.tenant_id and x.on_date = w.wall::date)
    union all
    select x.closes from directory_exception x
    where x.tenant_id = p.tenant_id and x.on_date = w.wall::date
      and w.wall::time >= x.opens and w.wall::time < x.closes
    order by 1 desc limit 1) o on true
  where hit.worst >= $18::float8
    and ($4::float8 is null
         or (p.lat between $2 - $4 / $17::float8 and $2 + $4 / $17::float8 and far.metres <= $4 * 1000))
    and ($5::text is null or $5 = any(p.species))
    and ($6::text is null or exists (
          select from unnest(p.services_fold) s where strpos(s, $6) > 0 or word_similarity($6, s) >= $19::float8))
    and (not $7 or o.closes is not null)
    and ($10::text is null or $10 = any(p.type_keys)))
select tenant_id, slug, name, name_fold, city, street, postcode, country, zone, lat, lon, species, services, accent,
       franchise_name, price_from_cents, photo_ids, page, distance_m, open_until, sort_key
from found
where $11::float8 is null or (sort_key, name_fold, tenant_id) > ($11, $12::text, $13::uuid)
order by sort_key, name_fold, tenant_id
limit $14
"""
"""$1 words · $2 $3 position or null · $4 kilometres or null · $5 species · $6 service, folded · $7 open now only ·
$8 now · $9 sort · $10 kind of visit · $11 $12 $13 the last row of the page before · $14 rows ·
$15 which words are to stand whole, but may begin one of the name or the city · $16 to $24 `WEIGHTS`.

The directory of one database is at most some thousand rows, so the words are compared with each of them (about
10 µs a row) instead of through the trigram index, which cannot weigh name against city."""

WEIGHTS = (
    EARTH_RADIUS_METRES, KILOMETRES_PER_DEGREE, FIT_MIN, FIT_OF_SERVICE_MIN, LETTERS_TO_BE_ALIKE, BONUS_OF_NAME,
    BONUS_OF_CITY, METRES_THAT_COUNT, METRES_PER_FIT,
)  # fmt: skip
_WHOLE = """
select p.tenant_id, p.slug, p.name, p.name_fold, p.city, p.street, p.postcode, p.country, p.zone, p.lat, p.lon,
       p.species, p.services, p.accent, p.franchise_name, p.price_from_cents, p.photo_ids, p.page,
       null::float8 as distance_m, left(o.closes::text, 5) as open_until, 0::float8 as sort_key
from directory_practice p
cross join lateral (select $1::timestamptz at time zone p.zone as wall) w
left join lateral (
  select h.closes from directory_hours h
  where h.tenant_id = p.tenant_id and h.weekday = extract(isodow from w.wall)
    and w.wall::time >= h.opens and w.wall::time < h.closes
    and not exists (select from directory_exception x where x.tenant_id = p.tenant_id and x.on_date = w.wall::date)
  union all
  select x.closes from directory_exception x
  where x.tenant_id = p.tenant_id and x.on_date = w.wall::date
    and w.wall::time >= x.opens and w.wall::time < x.closes
  order by 1 desc limit 1) o on true
"""
"""A practice as the feed shows it, without a position; $1 now."""
ONE = _WHOLE + "where p.slug = $2"
_MARKED = "where p.tenant_id in (select tenant_id from favourite) order by p.name_fold, p.tenant_id limit 200"
FAVOURITES = _WHOLE + _MARKED
HOURS = """
select weekday, left(opens::text, 5) as opens, left(closes::text, 5) as closes
from directory_hours where tenant_id = $1 order by weekday, opens limit 100
"""
EXCEPTIONS = """
select on_date, left(opens::text, 5) as opens, left(closes::text, 5) as closes, note
from directory_exception where tenant_id = $1 and on_date >= $2::date order by on_date, opens limit 400
"""
OPENINGS = """
select h.tenant_id, h.weekday::int as weekday, null::date as on_date, h.opens
from directory_hours h where h.tenant_id = any($1::uuid[])
union all
select x.tenant_id, null, x.on_date, x.opens
from directory_exception x where x.tenant_id = any($1::uuid[]) and x.on_date between $2::date and $3::date
limit 20000
"""
FAVOURITES_AMONG = "select tenant_id from favourite where tenant_id = any($1::uuid[])"
PHOTO_OF = "select tenant_id from directory_practice where slug = $1 and $2::uuid = any(photo_ids)"
ID_OF = "select tenant_id from directory_practice where slug = $1"


async def found_practices(
    view: View, search: Search, after: tuple[float, str, UUID] | None, limit: int
) -> list[FoundPractice]:
    """At most `limit` practices in the order asked for; `next_slot` comes in the order of relevance."""
    place: tuple[Any, ...] = after or (None, None, None)
    words = tokens_of(search.q)
    return await view.rows(
        FoundPractice, FEED, words, search.lat, search.lon, search.radius_km, search.species,
        fold(search.service) if search.service else None, search.open_now, view.now,
        "relevance" if search.sort == "next_slot" else search.sort, search.type, *place, limit,
        [word in WHOLE for word in words],
        *WEIGHTS,
    )  # fmt: skip


async def published_practice(view: View, slug: str) -> FoundPractice | None:
    return await view.row(FoundPractice, ONE, view.now, slug)


async def practice_showing(view: View, slug: str, photo_id: UUID) -> UUID | None:
    """The practice, if it shows this picture now."""
    found = await view.value(PHOTO_OF, slug, photo_id)
    return None if found is None else UUID(bytes=found.bytes)


async def hours_of(view: View, tenant_id: UUID) -> list[HoursLine]:
    return await view.rows(HoursLine, HOURS, tenant_id)


async def exceptions_of(view: View, tenant_id: UUID, since: datetime) -> list[ExceptionLine]:
    return await view.rows(ExceptionLine, EXCEPTIONS, tenant_id, since.date())


async def openings_of(view: View, tenant_ids: list[UUID]) -> dict[UUID, list[HoursOf]]:
    """When the practices open, in their weeks and on the dates that differ within the days that are looked ahead."""
    first_on = view.now.date() - timedelta(days=1)
    spans: dict[UUID, list[HoursOf]] = defaultdict(list)
    for span in await view.rows(
        HoursOf, OPENINGS, tenant_ids, first_on, first_on + timedelta(days=LOOK_AHEAD_DAYS + 2)
    ):
        spans[span.tenant_id].append(span)
    return spans


async def favourites_among(view: View, tenant_ids: list[UUID]) -> set[UUID]:
    """Those of the practices that the acting person has marked; as `person`."""
    return {record["tenant_id"] for record in await view.records(FAVOURITES_AMONG, tenant_ids)}


async def favourites(view: View) -> list[FoundPractice]:
    """The acting person's favourites that are in the directory now, by name; as `person`."""
    return await view.rows(FoundPractice, FAVOURITES, view.now)
