"""The place a booking takes: choosing it, taking it, giving it back.

Every command that takes a place first locks the rows of all resources it may take, in the order of their ids.
The exclusion constraint alone would be right too, but rivals for one slot would deadlock for up to a minute; queued
on the resource they fail in milliseconds. What is read after the lock is what everybody before has committed.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.errors import NotFound
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.rules import taken_span
from vetsync.scheduling.errors import SlotNotOffered, SlotTaken
from vetsync.scheduling.slots.queries import nearest_slots, offered_slot
from vetsync.scheduling.slots.schemas import BookableType

LOCK_CANDIDATES = """
select r.id, r.kind, tr.resource_id is not null as does_type
from resource r
left join type_resource tr on tr.type_id = $1 and tr.resource_id = r.id
where r.active and (
    r.id = $2
    or $2::uuid is null and tr.resource_id is not null
    or r.kind in (select n.kind from type_need n where n.type_id = $1))
  or r.id in (select b.resource_id from booking_resource b where b.appointment_id = any($3::uuid[]))
order by r.id
for no key update of r
"""
LOCK_RESOURCES = "select id from resource where id = any($1::uuid[]) order by id for no key update"
LOCK_TYPE = "select id from appointment_type where id = $1 for no key update"
BY_PREFERENCE = "select id from resource where id = any($1::uuid[]) order by sort, id"
NOT_FREE = """
with expired as (
  delete from booking_resource where id in (
    select id from booking_resource
    where resource_id = any($1::uuid[]) and during && tstzrange($2, $3) and state = 'held' and expires_at <= $5
    order by id for update))
select b.resource_id as id, true as taken, b.appointment_id as booking_id from booking_resource b
where b.resource_id = any($1::uuid[]) and b.during && tstzrange($2, $3)
  and b.state in ('held', 'pending', 'confirmed') and (b.expires_at is null or b.expires_at > $5)
  and b.appointment_id is distinct from $4::uuid
union all
select l.resource_id, false, null from leave l
where l.resource_id = any($1::uuid[]) and l.during && tstzrange($2, $3)
"""
"""Takes expired holds out of the way, and says who is taken, by which booking or hold, or on leave."""
TAKE = """
insert into booking_resource (id, appointment_id, resource_id, during, state, expires_at)
select x.id, $1, x.resource_id, tstzrange($4, $5), $6, $7
from unnest($2::uuid[], $3::uuid[]) x(id, resource_id) order by x.resource_id
"""
CONFIRM_HELD = """
update booking_resource set state = $2, expires_at = null
where appointment_id = $1 and state = 'held' and expires_at > $3
"""
SET_STATE = "update booking_resource set state = $2 where appointment_id = $1 and state <> 'held'"
LEAVE_PLACE = "delete from booking_resource where appointment_id = $1"
OWN_AMONG = """
select id from appointment where id = any($1::uuid[]) and owner_user_id = $2
union all
select id from slot_hold where id = any($1::uuid[]) and actor_id = $2
"""
RESOURCES_OF = "select resource_id from booking_resource where appointment_id = $1 order by resource_id"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Resources that are locked by this transaction and free from `lower` to `upper`."""

    vet_id: UUID
    resource_ids: list[UUID]
    lower: datetime
    upper: datetime


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Which place is wanted, for as long as `kind` says. `ignoring` is the booking's own id: its old place counts as
    free.
    """

    kind: BookableType
    starts_at: datetime
    vet_id: UUID | None = None
    by_owner: bool
    species: str | None = None
    ignoring: UUID | None = None
    rather: UUID | None = None
    """The vet to prefer when any will do: an appointment that moves stays with its vet if it can."""
    keeping: frozenset[UUID] = frozenset()
    """The same of its room, its device and its assistant."""
    resource_id: UUID | None = None
    """The one of its kind that it has to be."""


class Candidate(msgspec.Struct):
    id: UUID
    kind: str
    does_type: bool


class Blocker(msgspec.Struct):
    """A resource that is not free, by the booking or hold that has it or by a leave."""

    id: UUID
    taken: bool
    booking_id: UUID | None


async def lock_candidates(work: Work, wish: Wish, bookings: list[UUID]) -> list[Candidate]:
    """Queues up for all that the wish may take and for the places of `bookings`, which it may give up.

    Raises NotFound for a vet or a resource who is not there, or not for this.
    """
    if wish.by_owner and wish.kind.daily_limit is not None:
        # Two last bookings of a day may be for different vets, so here the type is what they queue for.
        await work.value(LOCK_TYPE, wish.kind.id)
    found = await work.rows(Candidate, LOCK_CANDIDATES, wish.kind.id, wish.vet_id, bookings)
    if wish.vet_id is not None:
        vet = next((c for c in found if c.id == wish.vet_id), None)
        if vet is None or vet.kind not in {"vet", "paravet"} or (wish.by_owner and not vet.does_type):
            raise NotFound(field="vet_id")
    if wish.resource_id is not None and _kind_named(wish, found) not in wish.kind.needs:
        raise NotFound(field="resource_id")
    return found


def _kind_named(wish: Wish, candidates: Sequence[Candidate]) -> str | None:
    return next((candidate.kind for candidate in candidates if candidate.id == wish.resource_id), None)


async def choose_place(work: Work, wish: Wish, candidates: list[Candidate]) -> Place:
    """A free place for the wish, among resources that are locked already.

    Owners get only what the slots offer; the desk may go beyond hours and leave, but never onto what is taken.
    Raises SlotTaken or SlotNotOffered, both with the nearest alternatives.
    """
    lower, upper = taken_span(wish.kind, wish.starts_at)
    ids = [candidate.id for candidate in candidates]
    not_free = await work.rows(Blocker, NOT_FREE, ids, lower, upper, wish.ignoring, work.now)
    taken = {row.id for row in not_free if row.taken}
    away = {row.id for row in not_free if not row.taken}
    offered = await offered_slot(
        work, wish.kind.key, wish.starts_at, wish.vet_id, for_owner=wish.by_owner, species=wish.species,
        ignoring=wish.ignoring, minutes=wish.kind.minutes,
    )  # fmt: skip
    if offered is not None:
        vets = offered.vet_ids
    elif wish.by_owner:
        raise await refusal(work, wish, candidates, not_free)
    else:
        vets = await _doers(work, wish, candidates)
    vets = sorted(vets, key=lambda vet: vet != wish.rather)
    vet_id = next((vet for vet in vets if vet not in taken), None)
    if vet_id is None:
        raise await refusal(work, wish, candidates, not_free)
    chosen = [vet_id]
    named = _kind_named(wish, candidates)
    for kind in wish.kind.needs:
        free = [c.id for c in candidates if c.kind == kind and c.id not in taken | away | set(chosen)]
        if kind == named:
            free = [one for one in free if one == wish.resource_id]
        needed = min(free, key=lambda one: one not in wish.keeping, default=None)
        if needed is None:
            raise await refusal(work, wish, candidates, not_free)
        chosen.append(needed)
    return Place(vet_id=vet_id, resource_ids=chosen, lower=lower, upper=upper)


async def _doers(work: Work, wish: Wish, candidates: list[Candidate]) -> list[UUID]:
    """Outside what is offered: the vet who was named, or whoever does this type."""
    if wish.vet_id is not None:
        return [wish.vet_id]
    doers = [candidate.id for candidate in candidates if candidate.does_type]
    return [row["id"] for row in await work.records(BY_PREFERENCE, doers)]


async def refusal(
    work: Work, wish: Wish, candidates: Sequence[Candidate] = (), not_free: Sequence[Blocker] = ()
) -> SlotTaken | SlotNotOffered:
    """Says whether the place is taken or was never offered, and what is free nearby."""
    empty = await offered_slot(
        work, wish.kind.key, wish.starts_at, wish.vet_id, for_owner=wish.by_owner, species=wish.species,
        as_if_empty=True, minutes=wish.kind.minutes,
    )  # fmt: skip
    nearest = await nearest_slots(
        work, wish.kind.key, wish.starts_at, wish.vet_id, for_owner=wish.by_owner, ignoring=wish.ignoring,
        minutes=wish.kind.minutes,
    )  # fmt: skip
    if wish.by_owner and empty is None:
        return SlotNotOffered(field="starts_at", alternatives=nearest)
    is_own = False
    if wish.by_owner and empty is not None:
        bookings = [row.booking_id for row in not_free if row.taken]
        own = {row["id"] for row in await work.records(OWN_AMONG, bookings, work.actor.id)}
        blocked = {row.id for row in not_free}
        by_others = {row.id for row in not_free if row.booking_id not in own}
        is_own = not _fits(wish, empty.vet_ids, candidates, blocked) and _fits(
            wish, empty.vet_ids, candidates, by_others
        )
    return SlotTaken(alternatives=nearest, is_own=is_own)


def _fits(wish: Wish, vets: Sequence[UUID], candidates: Sequence[Candidate], blocked: set[UUID]) -> bool:
    """Whether one of the vets and one of each kind that the visit needs are free of what blocks."""
    free = {candidate.kind for candidate in candidates if candidate.id not in blocked}
    return any(vet not in blocked for vet in vets) and free.issuperset(wish.kind.needs)


async def take_place(
    work: Work, booking_id: UUID, place: Place, state: str, expires_at: datetime | None = None
) -> None:
    """One insert for all resources; `expires_at` is computed once, so that a hold ends as a whole."""
    ids = [new_id() for _ in place.resource_ids]
    await work.execute(TAKE, booking_id, ids, place.resource_ids, place.lower, place.upper, state, expires_at)


async def confirm_held(work: Work, hold_id: UUID, kind: BookableType, state: str) -> bool:
    """Turns a hold's place into a booking's by compare-and-swap.

    False unless all that the type needs is still the hold's own: half a place is worth nothing.
    """
    return await work.execute(CONFIRM_HELD, hold_id, state, work.now) == 1 + len(kind.needs)


async def leave_place(work: Work, booking_id: UUID) -> None:
    await work.execute(LEAVE_PLACE, booking_id)


async def set_occupation(work: Work, booking_id: UUID, state: str) -> None:
    await work.execute(SET_STATE, booking_id, state)


async def resources_of(work: Work, booking_id: UUID) -> list[UUID]:
    return [row["resource_id"] for row in await work.records(RESOURCES_OF, booking_id)]


async def retake_place(work: Work, booking_id: UUID, wish: Wish, place: Place, state: str) -> None:
    """Moves a booking to exactly this place. Raises SlotTaken if anything of it belongs to somebody else."""
    also = await resources_of(work, booking_id)
    await work.records(LOCK_RESOURCES, sorted({*place.resource_ids, *also}))
    not_free = await work.rows(
        Blocker, NOT_FREE, place.resource_ids, place.lower, place.upper, booking_id, work.now
    )
    if any(row.taken for row in not_free):
        raise SlotTaken(**(await refusal(work, wish)).data)
    await leave_place(work, booking_id)
    await take_place(work, booking_id, place, state)
