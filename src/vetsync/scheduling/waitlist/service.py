"""Commands on who waits: require → lock → rule → change → audit → emit.

Nothing is booked and nobody is told by itself: a place that became free is shown, and somebody of the practice books
it.
"""

from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.changes import UNDO_WINDOW, differing, given
from vetsync.kit.db.work import Work
from vetsync.kit.errors import NotFound, Stale
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.lifecycle import cancel_appointment, lock_appointment
from vetsync.scheduling.bookings.rules import LIVING
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk
from vetsync.scheduling.bookings.service import book_at_desk, hold_living_patient
from vetsync.scheduling.errors import AlreadyWaiting, NothingToUndo, VetUnsuitable, WaitlistFull, WrongState
from vetsync.scheduling.events import StepTaken, WaitlistChanged
from vetsync.scheduling.permissions import SCHEDULE_BOOK
from vetsync.scheduling.slots.queries import bookable_type, local_date
from vetsync.scheduling.waitlist import rules
from vetsync.scheduling.waitlist.schemas import LockedEntry, WaitlistAdd, WaitlistBook, WaitlistChange

LOCK_ENTRY = """
select e.id, e.patient_id, e.type_id, t.key as type_key, e.vet_id, e.state, e.earliest_on, e.latest_on, e.parts,
       e.weekdays, e.urgency, e.note, e.settled_at, e.appointment_id, e.version
from waitlist_entry e join appointment_type t on t.id = e.type_id
where e.id = $1 for no key update of e
"""
QUEUE_TO_ADD = "select pg_advisory_xact_lock(hashtextextended(current_schema() || '.waitlist', 0))"
WAITING = "select count(*) from waitlist_entry where state = 'waiting' and latest_on >= $1"
WAITS_ALREADY = """
select id from waitlist_entry
where patient_id = $1 and type_id = $2 and state = 'waiting' and latest_on >= $3 limit 1
"""
DOES_TYPE = """
select true from type_resource d join resource r on r.id = d.resource_id and r.active
where d.type_id = $1 and d.resource_id = $2
"""
IS_RESOURCE = "select true from resource where id = $1"
SOMEBODY_WAITS = """
select exists (
  select from waitlist_entry
  where state = 'waiting' and (vet_id is null or vet_id = $1)
    and latest_on >= ($2::timestamptz at time zone $4)::date and earliest_on <= ($3::timestamptz at time zone $4)::date)
"""
NOTE_PLACE = """
insert into freed_place as p (id, vet_id, starts_at, ends_at, appointment_id, appointment_version, freed_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (vet_id, starts_at, ends_at) do update
set appointment_id = excluded.appointment_id, appointment_version = excluded.appointment_version,
    freed_at = excluded.freed_at, dismissed_at = null
where (p.appointment_id, p.appointment_version) is distinct from (excluded.appointment_id, excluded.appointment_version)
returning p.id
"""
DISMISS = """
update freed_place set dismissed_at = $2 where id = $1 and (dismissed_at is null) <> ($2::timestamptz is null)
"""
IS_PLACE = "select true from freed_place where id = $1"
FORGET = "delete from freed_place where ends_at < $1::timestamptz - make_interval(days => $2)"
KEPT_DAYS = 1


async def add_entry(work: Work, wanted: WaitlistAdd) -> UUID:
    """Raises NotFound, PatientIsNotActive, VetUnsuitable, AlreadyWaiting, WaitlistFull, Invalid."""
    work.require(SCHEDULE_BOOK)
    today = local_date(work.now, work)
    rules.require_days(wanted.earliest_on, wanted.latest_on, today)
    kind = await bookable_type(work, wanted.type)
    if not kind.active:
        raise NotFound(field="type")
    await hold_living_patient(work, wanted.patient_id)
    await _require_doer(work, kind.id, wanted.vet_id)
    await work.value(QUEUE_TO_ADD)
    await _require_room(work, wanted.patient_id, kind.id)
    row = msgspec.structs.asdict(wanted) | {
        "id": new_id(), "type_id": kind.id, "parts": sorted(set(wanted.parts)),
        "weekdays": sorted(set(wanted.weekdays)), "note": wanted.note.strip(), "made_by": work.actor.id,
        "made_at": work.now,
    }  # fmt: skip
    del row["type"]
    await work.insert("waitlist_entry", row)
    _done(work, "waitlist.add", row["id"], after=_told(row))
    return UUID(str(row["id"]))


async def change_entry(work: Work, entry_id: UUID, change: WaitlistChange, *, seen: int) -> None:
    """Raises NotFound, Stale, WrongState, VetUnsuitable, Invalid."""
    work.require(SCHEDULE_BOOK)
    entry = await _lock(work, entry_id, seen)
    _require_waiting(entry, "change")
    sent = given(change)
    for several in ("parts", "weekdays"):
        if several in sent:
            sent[several] = sorted(set(sent[several]))
    before, after = differing(entry, sent)
    if not after:
        return
    merged = msgspec.structs.replace(entry, **after)
    if {"earliest_on", "latest_on"} & after.keys():
        rules.require_days(merged.earliest_on, merged.latest_on, local_date(work.now, work))
    if "vet_id" in after:
        await _require_doer(work, entry.type_id, merged.vet_id)
    await work.update("waitlist_entry", entry.id, entry.version, after)
    _done(work, "waitlist.change", entry.id, before=_told(before), after=_told(after))


async def withdraw_entry(work: Work, entry_id: UUID, *, seen: int) -> None:
    """Nobody waits any more; also of what ended by itself. Raises NotFound, Stale, WrongState."""
    work.require(SCHEDULE_BOOK)
    entry = await _lock(work, entry_id, seen)
    _require_waiting(entry, "withdraw")
    await _save(work, entry, {"state": "withdrawn", "settled_at": work.now}, "waitlist.withdraw")


async def book_entry(work: Work, entry_id: UUID, place: WaitlistBook, *, seen: int) -> UUID:
    """Books a time for who waits, as the desk books any, and ends the waiting; the appointment's id.

    Raises NotFound, Stale, WrongState, PatientIsNotActive, SlotTaken.
    """
    work.require(SCHEDULE_BOOK)
    entry = await _lock(work, entry_id, seen)
    _require_waiting(entry, "book")
    booking = AppointmentBookAtDesk(
        type=entry.type_key, starts_at=place.starts_at, patient_id=entry.patient_id, vet_id=place.vet_id,
        note=entry.note,
    )  # fmt: skip
    appointment_id = await book_at_desk(work, booking)
    changes = {"state": "booked", "settled_at": work.now, "appointment_id": appointment_id}
    await _save(work, entry, changes, "waitlist.book")
    return appointment_id


async def undo_settling(work: Work, entry_id: UUID, *, seen: int) -> None:
    """Takes a booking or a withdrawal back within the hour: the appointment is called off with it, unless a colleague
    did something with it since. Raises NotFound, Stale, NothingToUndo, InTheHouse, AlreadyWaiting, WaitlistFull.
    """
    work.require(SCHEDULE_BOOK)
    await work.value(QUEUE_TO_ADD)
    entry = await _lock(work, entry_id, seen)
    if entry.settled_at is None or work.now - entry.settled_at > UNDO_WINDOW:
        raise NothingToUndo
    await _require_room(work, entry.patient_id, entry.type_id)
    if entry.appointment_id is not None:
        booked = await lock_appointment(work, entry.appointment_id)
        if booked.state in LIVING and booked.previous is None:
            await cancel_appointment(work, booked.id)
        elif booked.state != "cancelled":
            raise NothingToUndo
    changes = {"state": "waiting", "settled_at": None, "appointment_id": None}
    await _save(work, entry, changes, "waitlist.undo")


async def dismiss_place(work: Work, place_id: UUID, *, is_dismissed: bool) -> None:
    """Nobody is asked for it any more, or they are again; said twice it is said once. Raises NotFound."""
    work.require(SCHEDULE_BOOK)
    if await work.execute(DISMISS, place_id, work.now if is_dismissed else None):
        after = {"is_dismissed": is_dismissed}
        work.audit("waitlist.dismiss", "freed_place", place_id, after=after)
        work.emit(WaitlistChanged(subject_id=place_id))
    elif not await work.value(IS_PLACE, place_id):
        raise NotFound


async def note_freed(work: Work, event: StepTaken) -> None:
    """Keeps the place that a step gave back, where somebody waits for such a day. Told twice it is kept once."""
    freed = rules.freed_by(event)
    if freed is None or freed.ends_at <= work.now:
        return
    span = freed.vet_id, freed.starts_at, freed.ends_at
    if not await work.value(SOMEBODY_WAITS, *span, work.tenant.zone):
        return
    added = await work.value(NOTE_PLACE, new_id(), *span, event.appointment_id, event.version, work.now)
    if added is not None:
        work.emit(WaitlistChanged(subject_id=added))


async def forget_places(work: Work) -> int:
    """Each night: what became free and has passed."""
    return await work.execute(FORGET, work.now, KEPT_DAYS)


async def _lock(work: Work, entry_id: UUID, seen: int) -> LockedEntry:
    entry = await work.row(LockedEntry, LOCK_ENTRY, entry_id)
    if entry is None:
        raise NotFound
    if entry.version != seen:
        raise Stale(version=entry.version)
    return entry


def _require_waiting(entry: LockedEntry, step: str) -> None:
    if entry.state != "waiting":
        raise WrongState(state=entry.state, step=step)


async def _require_doer(work: Work, type_id: UUID, vet_id: UUID | None) -> None:
    """Who does not do this type would be waited for in vain."""
    if vet_id is None or await work.value(DOES_TYPE, type_id, vet_id):
        return
    if not await work.value(IS_RESOURCE, vet_id):
        raise NotFound(field="vet_id")
    raise VetUnsuitable(field="vet_id")


async def _require_room(work: Work, patient_id: UUID, type_id: UUID) -> None:
    today = local_date(work.now, work)
    known = await work.value(WAITS_ALREADY, patient_id, type_id, today)
    if known is not None:
        raise AlreadyWaiting(entry_id=known)
    if await work.value(WAITING, today) >= rules.WAITING_MAX:
        raise WaitlistFull(most=rules.WAITING_MAX)


async def _save(work: Work, entry: LockedEntry, changes: dict[str, Any], action: str) -> None:
    await work.update("waitlist_entry", entry.id, entry.version, changes)
    before = {name: getattr(entry, name) for name in changes}
    _done(work, action, entry.id, before=before, after=changes)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """What the log may hold: what was noted about somebody stands with the entry alone."""
    return {name: value for name, value in values.items() if name != "note"}


def _done(work: Work, action: str, entry_id: UUID, *, before: Any = None, after: Any = None) -> None:
    work.audit(action, "waitlist_entry", entry_id, before=before, after=after)
    work.emit(WaitlistChanged(subject_id=entry_id))
