"""Whether an appointment type can be carried out, and which free starts are nearest to a wanted one. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from vetsync.kit.errors import Invalid
from vetsync.scheduling.slots.schemas import Slot

Why = Literal["own_vet", "soonest", "next", "other_day"]


def require_people(kinds: Collection[str], needs: Collection[str]) -> None:
    """Who does an appointment is a person, and cannot at the same time be the paravet who assists."""
    if not set(kinds) <= {"vet", "paravet"}:
        raise Invalid(code="not_a_person", field="resource_ids")
    if "paravet" in kinds and "paravet" in needs:
        raise Invalid(code="paravet_needed_twice", field="needs")


def require_prices(price_min_cents: int | None, price_max_cents: int | None) -> None:
    if price_max_cents is not None and (price_min_cents is None or price_max_cents < price_min_cents):
        raise Invalid(code="prices_out_of_order", field="price_max_cents")


def best_three(slots: Sequence[Slot], own_vet_id: UUID | None, zone: ZoneInfo) -> list[tuple[Slot, Why]]:
    """What to propose first: the own vet's next start, the first there is, and one on another day, each start once.

    `slots` are in order of time. Where the own vet's is the first there is, the second is merely the next. The other
    day is the own vet's too, if that vet has one.
    """
    own = [msgspec.structs.replace(slot, vet_id=own_vet_id) for slot in slots if own_vet_id in slot.vet_ids]
    chosen: list[tuple[Slot, Why]] = [(slot, "own_vet") for slot in own[:1]]
    for slot in _without(slots, chosen)[:1]:
        is_soonest = all(slot.starts_at < one.starts_at for one, _ in chosen)
        chosen.append((slot, "soonest" if is_soonest else "next"))
    days = {slot.starts_at.astimezone(zone).date() for slot, _ in chosen}
    elsewhen = (slot for slot in (*own, *slots) if slot.starts_at.astimezone(zone).date() not in days)
    chosen += [(slot, "other_day") for slot in islice(elsewhen, 1)]
    return chosen


def _without(slots: Sequence[Slot], chosen: Sequence[tuple[Slot, Why]]) -> list[Slot]:
    taken = {slot.starts_at for slot, _ in chosen}
    return [slot for slot in slots if slot.starts_at not in taken]


def nearest_of(slots: Sequence[Slot], wanted_at: datetime, vet_id: UUID | None, count: int) -> list[Slot]:
    """The `count` starts nearest to the wanted one, in order of time, each start once.

    With a vet who was asked for, all but one of them are that vet's and one is the nearest of somebody else; where one
    of both has too few, the other fills up.
    """
    by_nearness = sorted(slots, key=lambda slot: abs(slot.starts_at - wanted_at))
    if vet_id is None:
        return sorted(by_nearness[:count], key=lambda slot: slot.starts_at)
    own = [msgspec.structs.replace(slot, vet_id=vet_id) for slot in by_nearness if vet_id in slot.vet_ids]
    others = [slot for slot in by_nearness if vet_id not in slot.vet_ids]
    chosen: dict[datetime, Slot] = {}
    for slot in (*own[: count - 1], *others[:1], *own, *others):
        if len(chosen) < count:
            chosen.setdefault(slot.starts_at, slot)
    return sorted(chosen.values(), key=lambda slot: slot.starts_at)
