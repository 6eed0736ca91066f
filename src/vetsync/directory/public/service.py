"""Commands on the directory: writing a practice's row from its own tables, taking it out, and favourites."""

from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from vetsync.directory.errors import PracticeNotListed
from vetsync.directory.permissions import SIGNED_IN
from vetsync.directory.public import queries
from vetsync.directory.public.rules import accepted_species, price_from
from vetsync.directory.public.schemas import BookableType, PageFacts, VetCard
from vetsync.directory.public.words import species_words, words_of
from vetsync.identity.users.queries import person_cards
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, View, Work, system_actor
from vetsync.kit.ids import new_id
from vetsync.kit.text import fold
from vetsync.scheduling.resources.queries import paravets_alone
from vetsync.scheduling.slots.queries import appointment_types
from vetsync.tenancy.photos.queries import photos
from vetsync.tenancy.settings.queries import profile
from vetsync.tenancy.settings.schemas import Profile
from vetsync.tenancy.structure.queries import tenant_by_id

WEEK = (
    "select weekday, opens::text as opens, closes::text as closes from opening_hours order by 1, 2 limit 100"
)
DATED = """
select on_date, opens::text as opens, closes::text as closes, note
from hours_exception where on_date between $1::date and $2::date order by 1, 2 limit 1000
"""
VETS = (
    "select id, name, user_id from resource where kind = 'vet' and active order by sort, name, id limit 100"
)
SPECIALISATIONS = "select user_id, specialisation from vet_professional where user_id = any($1::uuid[])"
PUT = """
insert into directory_practice (tenant_id, slug, name, name_fold, city, city_fold, street, postcode, country, zone,
  lat, lon, species, services, services_fold, type_keys, accent, franchise_name, price_from_cents, photo_ids,
  search_text, page, refreshed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
  (select f.name from tenant t join tenant f on f.id = t.parent_id where t.id = $1), $18, $19, $20, $21, $22)
on conflict (tenant_id) do update set
  name = excluded.name, name_fold = excluded.name_fold, city = excluded.city, city_fold = excluded.city_fold,
  street = excluded.street, postcode = excluded.postcode, country = excluded.country, zone = excluded.zone,
  lat = excluded.lat, lon = excluded.lon, species = excluded.species, services = excluded.services,
  services_fold = excluded.services_fold, type_keys = excluded.type_keys, accent = excluded.accent,
  franchise_name = excluded.franchise_name, price_from_cents = excluded.price_from_cents,
  photo_ids = excluded.photo_ids, search_text = excluded.search_text, page = excluded.page,
  refreshed_at = excluded.refreshed_at
where directory_practice.refreshed_at <= excluded.refreshed_at
"""
CLEAR_HOURS = "delete from directory_hours where tenant_id = $1"
CLEAR_EXCEPTIONS = "delete from directory_exception where tenant_id = $1"
PUT_HOURS = """
insert into directory_hours (tenant_id, weekday, opens, closes)
select $1, * from unnest($2::int[], $3::text[]::time[], $4::text[]::time[])
"""
PUT_EXCEPTIONS = """
insert into directory_exception (id, tenant_id, on_date, opens, closes, note)
select unnest($2::uuid[]), $1, unnest($3::date[]), unnest($4::text[]::time[]), unnest($5::text[]::time[]),
       unnest($6::text[])
"""
QUEUE_FOR_PRACTICE = "select pg_advisory_xact_lock(hashtextextended('directory ' || $1::uuid, 0))"
"""Two that write a practice for the first time could otherwise meet at its address, whose index `PUT` does not name."""
REMOVE = "delete from directory_practice where tenant_id = $1"
MARK = "insert into favourite (user_id, tenant_id, added_at) values ($1, $2, $3) on conflict do nothing"
UNMARK = "delete from favourite where user_id = $1 and tenant_id = $2"

EXCEPTION_DAYS = 400


class WeekHours(msgspec.Struct):
    weekday: int
    opens: str
    closes: str


class DatedHours(msgspec.Struct):
    on_date: date
    opens: str | None
    closes: str | None
    note: str


class ListedVet(msgspec.Struct):
    id: UUID
    name: str
    user_id: UUID | None


class Source(msgspec.Struct):
    """What a practice's own tables say of it, read in one transaction."""

    profile: Profile
    week: list[WeekHours]
    dated: list[DatedHours]
    types: list[BookableType]
    vets: list[ListedVet]
    photo_ids: list[UUID]


async def refresh_practice(gate: Gate, tenant: Tenant) -> bool:
    """Writes the practice's row, hours and exceptions anew; False when it is not (or no longer) to be listed.

    May be called any number of times. A call that read earlier than another one that has already written gives way.
    """
    actor = system_actor("directory")
    if tenant.kind != "practice":
        return False
    async with gate.view(tenant, actor) as view:
        source, read_at = await _read(view), view.now
    async with gate.core_work("system", actor) as work:
        if await tenant_by_id(work, tenant.id) is None:
            await work.execute(REMOVE, tenant.id)
            return False
        await write_practice(work, source, await _vet_cards(work, source.vets), read_at)
        return True


async def write_practice(work: Work, source: Source, vets: list[VetCard], read_at: datetime) -> None:
    """The whole row with its hours; a source that was read earlier than what is written changes nothing."""
    await work.execute(QUEUE_FOR_PRACTICE, source.profile.id)
    if await work.execute(PUT, *_row(source, vets), read_at):
        await _put_hours(work, source.profile.id, source)


async def remove_practice(gate: Gate, tenant_id: UUID) -> None:
    async with gate.core_work("system", system_actor("directory")) as work:
        await work.execute(REMOVE, tenant_id)


async def mark_favourite(work: Work, slug: str) -> None:
    """Marks a practice for the acting person; marking twice is marking once."""
    work.require(SIGNED_IN)
    await work.execute(MARK, work.actor.id, await _listed(work, slug), work.now)


async def unmark_favourite(work: Work, slug: str) -> None:
    work.require(SIGNED_IN)
    await work.execute(UNMARK, work.actor.id, await _listed(work, slug))


async def _listed(view: View, slug: str) -> UUID:
    found = await view.value(queries.ID_OF, slug)
    if found is None:
        raise PracticeNotListed
    return UUID(bytes=found.bytes)


async def _read(view: View) -> Source:
    facts = await profile(view)
    today = view.now.date()
    is_for_paravets_alone = await paravets_alone(view)
    return Source(
        profile=facts,
        week=await view.rows(WeekHours, WEEK),
        dated=await view.rows(DatedHours, DATED, today - timedelta(days=1), today + timedelta(days=EXCEPTION_DAYS)),
        types=[
            BookableType(
                key=one.key, name_nl=one.name_nl, name_en=one.name_en, category=one.category, minutes=one.minutes,
                price_min_cents=one.price_min_cents, price_max_cents=one.price_max_cents, species=one.species,
                mode=one.mode, notice_minutes=one.notice_minutes,
                by_paravet=is_for_paravets_alone(one.resource_ids),
            )
            for one in await appointment_types(view, online_only=True)
        ],
        vets=await view.rows(ListedVet, VETS),
        photo_ids=[photo.id for photo in await photos(view)],
    )  # fmt: skip


async def _vet_cards(work: Work, vets: list[ListedVet]) -> list[VetCard]:
    ids = [one.user_id for one in vets if one.user_id]
    people = await person_cards(work, ids)
    known = {row["user_id"]: row["specialisation"] for row in await work.records(SPECIALISATIONS, ids)}
    return [
        VetCard(
            id=one.id,
            name=one.name,
            specialisation=known.get(one.user_id) or "",
            picture_url=people[one.user_id].picture_url if one.user_id in people else None,
        )
        for one in vets
    ]


def _row(source: Source, vets: list[VetCard]) -> tuple[object, ...]:
    facts, types = source.profile, source.types
    page = PageFacts(
        description=facts.description, phone=facts.phone, email=facts.email, website=facts.website,
        languages=facts.languages, booking_note=facts.booking_note, closed_note=facts.closed_note,
        cancel_note=facts.cancel_note, appointment_types=types, vets=vets,
    )  # fmt: skip
    names = [name for one in types for name in (one.name_nl, one.name_en)]
    keys = {key for one in types for key in (one.key, one.category)}
    animals = species_words(accepted_species(facts.species, types))
    words = fold(
        " ".join(
            [
                facts.name,
                facts.city,
                facts.street,
                facts.postcode,
                *words_of(facts.services),
                *names,
                *animals,
            ]
        )
    )
    services = [fold(name) for name in [*words_of(facts.services), *names]]
    return (
        facts.id, facts.slug, facts.name, fold(facts.name), facts.city, fold(facts.city),
        f"{facts.street} {facts.house_number}".strip(), facts.postcode, facts.country, facts.zone, facts.lat,
        facts.lon, facts.species, facts.services, list(dict.fromkeys(services)), sorted(keys), facts.accent,
        price_from(types, None), source.photo_ids, words, msgspec.to_builtins(page),
    )  # fmt: skip


async def _put_hours(work: Work, tenant_id: UUID, source: Source) -> None:
    week, dated = source.week, source.dated
    await work.execute(CLEAR_HOURS, tenant_id)
    await work.execute(CLEAR_EXCEPTIONS, tenant_id)
    await work.execute(
        PUT_HOURS,
        tenant_id,
        [one.weekday for one in week],
        [one.opens for one in week],
        [one.closes for one in week],
    )
    await work.execute(
        PUT_EXCEPTIONS,
        tenant_id,
        [new_id() for _ in dated],
        [one.on_date for one in dated],
        [one.opens for one in dated],
        [one.closes for one in dated],
        [one.note for one in dated],
    )
