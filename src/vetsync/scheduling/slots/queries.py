"""Reads about free slots and appointment types."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vetsync.kit.db.work import View
from vetsync.kit.errors import NotFound
from vetsync.patients.clients.queries import require_patient
from vetsync.scheduling.permissions import SCHEDULE_READ
from vetsync.scheduling.slots.free import FREE_SLOTS
from vetsync.scheduling.slots.rules import best_three, nearest_of
from vetsync.scheduling.slots.schemas import AppointmentTypeView, BookableType, Offer, Slot

BOOKABLE_TYPE = """
select id, key, category, minutes, before_minutes, after_minutes, notice_minutes, mode, species,
       daily_limit, online, active,
       array(select n.kind from type_need n where n.type_id = appointment_type.id order by 1) as needs
from appointment_type where key = $1
"""
BOOKABLE_TYPE_BY_ID = """
select id, key, category, minutes, before_minutes, after_minutes, notice_minutes, mode, species,
       daily_limit, online, active,
       array(select n.kind from type_need n where n.type_id = appointment_type.id order by 1) as needs
from appointment_type where id = $1
"""
TYPES = """
select t.id, t.key, t.name_nl, t.name_en, t.category, t.minutes, t.before_minutes, t.after_minutes, t.grid_minutes,
       t.lead_minutes, t.horizon_days, t.notice_minutes, t.mode, t.species, t.price_min_cents, t.price_max_cents,
       t.daily_limit, t.online, t.active,
       array(select r.resource_id from type_resource r where r.type_id = t.id order by 1) as resource_ids,
       array(select n.kind from type_need n where n.type_id = t.id order by 1) as needs, t.version
from appointment_type t
where ($1::uuid is null or t.id = $1) and (not $2 or t.online and t.active)
order by t.active desc, t.category, t.key
limit 500
"""

SLOTS_MAX = 9000
"""31 days with a start every five minutes, and the hour that a day may have twice: no list is longer."""
OWN_VET = """
select a.vet_id from appointment a join resource v on v.id = a.vet_id
where a.patient_id = $1 and a.state = 'completed' and v.active
order by a.starts_at desc, a.id desc limit 1
"""
NAMES = "select id, name from resource where id = any($1::uuid[]) limit 3"
ALTERNATIVES = 3
ALTERNATIVE_DAYS = 3
OFFER_DAYS = 14
"""Whoever calls wants to come within two weeks, or names a day."""


async def free_slots(  # noqa: PLR0913 - one argument for each thing that the statement asks
    view: View,
    type_key: str,
    first_on: date,
    days: int,
    vet_id: UUID | None = None,
    *,
    for_owner: bool = True,
    species: str | None = None,
    ignoring: UUID | None = None,
    minutes: int | None = None,
) -> list[Slot]:
    """Free starts on `days` local dates from `first_on`, in order.

    For owners the type's lead time, horizon, daily limit and online flag apply. `ignoring` is a hold or an
    appointment whose own place counts as free; `minutes` is how long it takes where that is not as long as its type.
    """
    return await view.rows(
        Slot, FREE_SLOTS, type_key, first_on, first_on + timedelta(days=days - 1), view.now, vet_id,
        view.tenant.zone, for_owner, species, ignoring, False, SLOTS_MAX, minutes, planned=True,
    )  # fmt: skip


async def slots_for_staff(
    view: View,
    type_key: str,
    first_on: date,
    days: int,
    vet_id: UUID | None = None,
    *,
    minutes: int | None = None,
) -> list[Slot]:
    """Free starts without the limits for owners."""
    view.require(SCHEDULE_READ)
    return await free_slots(view, type_key, first_on, days, vet_id, for_owner=False, minutes=minutes)


async def offered_slot(  # noqa: PLR0913 - one argument for each thing that the statement asks
    view: View,
    type_key: str,
    starts_at: datetime,
    vet_id: UUID | None = None,
    *,
    for_owner: bool = True,
    species: str | None = None,
    ignoring: UUID | None = None,
    as_if_empty: bool = False,
    minutes: int | None = None,
) -> Slot | None:
    """The slot that begins exactly then, if it is offered; `as_if_empty` looks through all bookings."""
    on = local_date(starts_at, view)
    slots = await view.rows(
        Slot, FREE_SLOTS, type_key, on, on, view.now, vet_id, view.tenant.zone, for_owner, species, ignoring,
        as_if_empty, SLOTS_MAX, minutes, planned=True,
    )  # fmt: skip
    return next((slot for slot in slots if slot.starts_at == starts_at), None)


async def nearest_slots(
    view: View,
    type_key: str,
    starts_at: datetime,
    vet_id: UUID | None = None,
    *,
    for_owner: bool = True,
    ignoring: UUID | None = None,
    minutes: int | None = None,
) -> list[Slot]:
    """The free starts nearest to the one that was wanted, earliest first.

    With a vet who was asked for by name, the nearest start of anybody else is among them: often the very same time.
    """
    first_on = max(local_date(view.now, view), local_date(starts_at, view) - timedelta(days=1))
    slots = await free_slots(
        view, type_key, first_on, ALTERNATIVE_DAYS, for_owner=for_owner, ignoring=ignoring, minutes=minutes
    )
    return nearest_of(slots, starts_at, vet_id, ALTERNATIVES)


async def offers(view: View, type_key: str, patient_id: UUID) -> list[Offer]:
    """The three best starts for this patient. Raises PatientNotFound, NotFound."""
    view.require(SCHEDULE_READ)
    await require_patient(view, patient_id)
    await bookable_type(view, type_key)
    slots = await slots_for_staff(view, type_key, local_date(view.now, view), OFFER_DAYS)
    return await named_offers(view, [slot for slot in slots if slot.starts_at >= view.now], patient_id)


async def named_offers(view: View, slots: Sequence[Slot], patient_id: UUID) -> list[Offer]:
    """The three best of these starts for this patient, with the vets' names."""
    own_vet_id = await view.value(OWN_VET, patient_id)
    best = best_three(slots, own_vet_id, ZoneInfo(view.tenant.zone))
    names = {row["id"]: row["name"] for row in await view.records(NAMES, [slot.vet_id for slot, _ in best])}
    return [
        Offer(
            starts_at=slot.starts_at, ends_at=slot.ends_at, vet_id=slot.vet_id, vet_name=names[slot.vet_id], why=why
        )
        for slot, why in best
    ]  # fmt: skip


def local_date(moment: datetime, view: View) -> date:
    return moment.astimezone(ZoneInfo(view.tenant.zone)).date()


async def bookable_type(view: View, type_key: str) -> BookableType:
    """Raises NotFound."""
    found = await view.row(BookableType, BOOKABLE_TYPE, type_key)
    if found is None:
        raise NotFound(field="type")
    return found


async def bookable_type_by_id(view: View, type_id: UUID) -> BookableType:
    found = await view.row(BookableType, BOOKABLE_TYPE_BY_ID, type_id)
    if found is None:
        raise NotFound(field="type")
    return found


async def appointment_types(view: View, *, online_only: bool = False) -> list[AppointmentTypeView]:
    return await view.rows(AppointmentTypeView, TYPES, None, online_only)


async def types_for_staff(view: View) -> list[AppointmentTypeView]:
    view.require(SCHEDULE_READ)
    return await appointment_types(view)


async def appointment_type(view: View, type_id: UUID) -> AppointmentTypeView:
    found = await view.row(AppointmentTypeView, TYPES, type_id, False)
    if found is None:
        raise NotFound
    return found
