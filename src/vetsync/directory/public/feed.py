"""Puts cards and pages together: the directory's row, free slots from the practice, the person's favourites."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.directory.errors import PracticeNotListed
from vetsync.directory.public import queries
from vetsync.directory.public.next_slots import NextSlots
from vetsync.directory.public.rules import check_place, next_opening, price_from, price_to, slot_type
from vetsync.directory.public.schemas import (
    BookableType,
    FoundPractice,
    HoursOf,
    PageFacts,
    PracticeCard,
    PracticePage,
    Search,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, View
from vetsync.kit.http.paging import Page, decode_cursor, encode_cursor
from vetsync.tenancy.photos.queries import photo_url
from vetsync.tenancy.structure.queries import tenants_by_ids

SLOT_SORT_MAX = 40
"""Sorting by first free slot looks into so many calendars, of the most fitting or nearest practices."""

NEVER = datetime.max.replace(tzinfo=UTC)
next_slots = NextSlots()


@dataclass(frozen=True)
class Beside:
    """What stands on cards and is not in the directory's rows: read with them, in one transaction."""

    now: datetime
    marked: set[UUID]
    tenants: dict[UUID, Tenant]
    openings: dict[UUID, list[HoursOf]]


async def feed(
    gate: Gate, actor: Actor, search: Search, cursor: str | None, limit: int
) -> Page[PracticeCard]:
    """A page of the directory. Anybody may ask; favourites are shown to whoever is signed in."""
    check_place(search)
    if search.sort == "next_slot":
        return await _by_next_slot(gate, actor, search, cursor, limit)
    after = decode_cursor(cursor, tuple[float, str, UUID]) if cursor else None
    async with gate.core_view(_role(actor), actor) as view:
        found = await queries.found_practices(view, search, after, limit + 1)
        shown = found[:limit]
        beside = await _beside(view, actor, shown)
    cards = await _cards(gate, actor, search, shown, beside)
    last = shown[-1] if len(found) > limit else None
    return Page(
        items=cards,
        next_cursor=encode_cursor(last.sort_key, last.name_fold, last.tenant_id) if last else None,
    )


async def _by_next_slot(
    gate: Gate, actor: Actor, search: Search, cursor: str | None, limit: int
) -> Page[PracticeCard]:
    """The cursor is the number of cards shown: the order moves with the calendars, so there is no row to hold on to."""
    start = decode_cursor(cursor, tuple[int])[0] if cursor else 0
    async with gate.core_view(_role(actor), actor) as view:
        found = await queries.found_practices(view, search, None, SLOT_SORT_MAX)
        beside = await _beside(view, actor, found)
    cards = await _cards(gate, actor, search, found, beside)
    cards.sort(key=lambda card: card.next_slot_at or NEVER)
    end = start + limit
    return Page(items=cards[start:end], next_cursor=encode_cursor(end) if end < len(cards) else None)


async def favourites(gate: Gate, actor: Actor) -> list[PracticeCard]:
    """The acting person's favourites that are listed now, by name."""
    async with gate.core_view("person", actor) as view:
        found = await queries.favourites(view)
        beside = await _beside(view, actor, found)
    return await _cards(gate, actor, Search(), found, beside)


async def page(gate: Gate, actor: Actor, slug: str, search: Search) -> PracticePage:
    """Everything the public may know about one practice; raises PracticeNotListed."""
    async with gate.core_view(_role(actor), actor) as view:
        found = await queries.published_practice(view, slug)
        if found is None:
            raise PracticeNotListed
        hours = await queries.hours_of(view, found.tenant_id)
        exceptions = await queries.exceptions_of(view, found.tenant_id, view.now)
        beside = await _beside(view, actor, [found])
    card = (await _cards(gate, actor, search, [found], beside))[0]
    facts = msgspec.convert(found.page, PageFacts)
    return PracticePage(
        **msgspec.structs.asdict(card), **msgspec.structs.asdict(facts), postcode=found.postcode,
        country=found.country, opening_hours=hours, exceptions=exceptions,
        photos=[photo_url(found.slug, photo) for photo in found.photo_ids],
    )  # fmt: skip


def _role(actor: Actor) -> Literal["public", "person"]:
    return "public" if actor.id is None else "person"


async def _beside(view: View, actor: Actor, found: list[FoundPractice]) -> Beside:
    ids = [one.tenant_id for one in found]
    return Beside(
        now=view.now,
        marked=await queries.favourites_among(view, ids) if actor.id else set(),
        tenants={tenant.id: tenant for tenant in await tenants_by_ids(view, ids)},
        openings=await queries.openings_of(view, [one.tenant_id for one in found if one.open_until is None]),
    )


async def _cards(
    gate: Gate, actor: Actor, search: Search, found: list[FoundPractice], beside: Beside
) -> list[PracticeCard]:
    facts = {one.tenant_id: msgspec.convert(one.page, PageFacts) for one in found}
    chosen = {
        tenant_id: kind
        for tenant_id, page_facts in facts.items()
        if (kind := slot_type(page_facts.appointment_types, search.type, search.species))
    }
    tenants = beside.tenants
    wanted = [(tenants[tenant_id], kind.key) for tenant_id, kind in chosen.items() if tenant_id in tenants]
    starts = await next_slots.of(gate, actor, wanted, search.species)
    return [
        _card(one, facts[one.tenant_id], chosen.get(one.tenant_id), starts.get(one.tenant_id, []), beside)
        for one in found
    ]


def _card(
    one: FoundPractice, facts: PageFacts, kind: BookableType | None, free: list[datetime], beside: Beside
) -> PracticeCard:
    return PracticeCard(
        slug=one.slug,
        name=one.name,
        city=one.city,
        street=one.street,
        zone=one.zone,
        lat=one.lat,
        lon=one.lon,
        distance_m=None if one.distance_m is None else round(one.distance_m),
        is_open_now=one.open_until is not None,
        open_until=one.open_until,
        opens_at=next_opening(beside.openings.get(one.tenant_id, []), one.zone, beside.now),
        species=one.species,
        services=one.services,
        price_from_cents=price_from(facts.appointment_types, kind) or one.price_from_cents,
        price_to_cents=price_to(kind),
        notice_minutes=kind.notice_minutes if kind else None,
        next_slot_at=free[0] if free else None,
        next_slots=free,
        next_slot_type=kind.key if kind else None,
        next_slot_name_nl=kind.name_nl if kind else None,
        next_slot_name_en=kind.name_en if kind else None,
        is_favourite=one.tenant_id in beside.marked,
        photo_url=photo_url(one.slug, one.photo_ids[0]) if one.photo_ids else None,
        franchise_name=one.franchise_name,
        accent=one.accent,
    )
