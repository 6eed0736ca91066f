"""Approval, another time, another vet, or one step back: what may take a new place and give up the old one."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.errors import NotFound
from vetsync.scheduling.bookings import rules
from vetsync.scheduling.bookings.lifecycle import (
    despite_of,
    lock_appointment,
    nobody_there,
    require_not_in_house,
    save_step,
    step_data,
)
from vetsync.scheduling.bookings.occupation import (
    Place,
    Wish,
    choose_place,
    leave_place,
    lock_candidates,
    resources_of,
    retake_place,
    set_occupation,
    take_place,
)
from vetsync.scheduling.bookings.schemas import BookedAppointment, Previous
from vetsync.scheduling.errors import NothingToUndo, VetUnsuitable
from vetsync.scheduling.events import (
    AppointmentConfirmed,
    AppointmentMoved,
    AppointmentRestored,
    VetAssigned,
)
from vetsync.scheduling.permissions import OWNER_USE, SCHEDULE_APPROVE, SCHEDULE_BOOK
from vetsync.scheduling.resources.duty import Despite, against, circumstances
from vetsync.scheduling.slots.queries import bookable_type_by_id
from vetsync.scheduling.slots.schemas import BookableType

IS_BEGUN = """
select true from appointment a where a.id = $1 and (a.record_id is not null or exists (
  select from visit h where h.appointment_id = a.id and h.stage = 'gone'))
"""
DOES_TYPE = "select true from type_resource where type_id = $1 and resource_id = $2"
IS_DOER = "select true from resource where id = $1 and active and kind in ('vet', 'paravet')"


async def move_appointment(
    work: Work,
    appointment_id: UUID,
    starts_at: datetime,
    vet_id: UUID | None = None,
    *,
    minutes: int | None = None,
    resource_id: UUID | None = None,
    seen: int | None = None,
) -> None:
    """By the practice: any time and, in `minutes`, any length, never onto a taken resource; the vet stays unless
    another is named, and so does the room, device or assistant of the kind of `resource_id`.

    Raises Stale, WrongState, SlotTaken, NobodyThere, NotFound.
    """
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    is_there = (starts_at, vet_id or booked.vet_id, resource_id) == (booked.starts_at, booked.vet_id, None)
    step: rules.Step = "resize" if is_there and minutes is not None else "move"
    rules.next_state(step, booked.state)
    kind = await _kind_of(work, booked)
    wish = Wish(
        kind=kind if minutes is None else msgspec.structs.replace(kind, minutes=minutes), starts_at=starts_at,
        vet_id=vet_id or booked.vet_id, by_owner=False, ignoring=booked.id, resource_id=resource_id,
        keeping=frozenset(await resources_of(work, booked.id)),
    )  # fmt: skip
    await _move(work, booked, wish, step)


async def move_own_appointment(
    work: Work,
    client_id: UUID,
    appointment_id: UUID,
    starts_at: datetime,
    vet_id: UUID | None = None,
    *,
    seen: int | None = None,
) -> None:
    """By the owner, within the type's notice, to a start that is offered; any vet unless one is named.

    What the practice has to approve, it has to approve again. Raises Stale, WrongState, NoticePassed, SlotTaken,
    SlotNotOffered, NotFound.
    """
    work.require(OWNER_USE)
    booked = await lock_appointment(work, appointment_id, client_id, seen=seen)
    rules.next_state("move", booked.state)
    kind = await _kind_of(work, booked)
    rules.require_notice(booked.starts_at, kind.notice_minutes, work.now)
    wish = Wish(
        kind=kind, starts_at=starts_at, vet_id=vet_id, by_owner=True, ignoring=booked.id, rather=booked.vet_id,
        keeping=frozenset(await resources_of(work, booked.id)),
    )  # fmt: skip
    await _move(work, booked, wish, "move")


async def _kind_of(work: Work, booked: BookedAppointment) -> BookableType:
    """What is moved stays as long as it is: somebody may have seen to its length, and its letters said it."""
    kind = await bookable_type_by_id(work, booked.type_id)
    return rules.as_booked(kind, booked.starts_at, booked.ends_at)


async def _move(work: Work, booked: BookedAppointment, wish: Wish, step: rules.Step) -> None:
    """What only takes longer or shorter is told as a move too: nobody hears of it, and what waits to be told of it with
    what came before is not forgotten.
    """
    rules.require_reach(wish.starts_at, work.now)
    if not rules.is_near(wish.starts_at, work.now):
        await require_not_in_house(work, booked.id)
    candidates = await lock_candidates(work, wish, [booked.id])
    place = await choose_place(work, wish, candidates)
    state = rules.first_state(wish.kind.mode) if wish.by_owner else booked.state
    ends_at = wish.starts_at + timedelta(minutes=wish.kind.minutes)
    despite = None
    if not wish.by_owner:
        despite = await despite_of(work, wish.kind, wish.starts_at, ends_at, place.vet_id)
    changes = {
        "state": state,
        "starts_at": wish.starts_at,
        "ends_at": ends_at,
        "vet_id": place.vet_id,
        "despite": despite,
    }
    after = await save_step(work, booked, step, changes)
    await leave_place(work, booked.id)
    await take_place(work, booked.id, place, rules.occupation(state))
    by = "owner" if wish.by_owner else "practice"
    work.emit(AppointmentMoved(**step_data(booked, after), state=state, by=by))


async def approve_appointment(
    work: Work,
    appointment_id: UUID,
    vet_id: UUID | None = None,
    *,
    unsuitable: bool = False,
    seen: int | None = None,
) -> None:
    """With the vet it was asked of or another one: one step, and taken back as one. With `unsuitable` also one who does
    not do this type.

    Raises Stale, WrongState, SlotTaken, VetUnsuitable, NobodyThere, NotFound.
    """
    work.require(SCHEDULE_APPROVE)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    after = await _hand_over(work, booked, "approve", vet_id or booked.vet_id, unsuitable=unsuitable)
    work.emit(AppointmentConfirmed(**step_data(booked, after)))


async def assign_vet(
    work: Work, appointment_id: UUID, vet_id: UUID, *, unsuitable: bool = False, seen: int | None = None
) -> None:
    """Another vet for the same time, or the same one where the practice sees to it that they are there. With
    `unsuitable` also one who does not do this type.

    Raises Stale, WrongState, SlotTaken, VetUnsuitable, NobodyThere, NotFound.
    """
    work.require(SCHEDULE_APPROVE)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    rules.next_state("assign", booked.state)
    if vet_id == booked.vet_id:
        outside = await against(work, booked.starts_at, booked.ends_at, vet_id)
        if outside in {None, booked.despite}:
            return
    after = await _hand_over(work, booked, "assign", vet_id, unsuitable=unsuitable)
    work.emit(VetAssigned(**step_data(booked, after)))


async def _hand_over(
    work: Work, booked: BookedAppointment, step: rules.Step, vet_id: UUID, *, unsuitable: bool
) -> BookedAppointment:
    state = rules.next_state(step, booked.state)
    if vet_id != booked.vet_id and not await work.value(IS_DOER, vet_id):
        raise NotFound(field="vet_id")
    # Whoever sees to it that the same vet is there was asked about them when they were chosen.
    is_choice = step == "approve" or vet_id != booked.vet_id
    if is_choice and not unsuitable and not await work.value(DOES_TYPE, booked.type_id, vet_id):
        raise VetUnsuitable(field="vet_id")
    kind = await _kind_of(work, booked)
    despite = await despite_of(work, kind, booked.starts_at, booked.ends_at, vet_id)
    changes = {"state": state, "vet_id": vet_id, "despite": despite}
    new = {name: value for name, value in changes.items() if value != getattr(booked, name)}
    others = [taken for taken in await resources_of(work, booked.id) if taken != booked.vet_id]
    after = await save_step(work, booked, step, new)
    if vet_id == booked.vet_id:
        await set_occupation(work, booked.id, rules.occupation(state))
        return after
    lower, upper = rules.taken_span(kind, booked.starts_at)
    wish = Wish(kind=kind, starts_at=booked.starts_at, by_owner=False, ignoring=booked.id)
    place = Place(vet_id=vet_id, resource_ids=[vet_id, *others], lower=lower, upper=upper)
    await retake_place(work, booked.id, wish, place, rules.occupation(state))
    return after


async def undo_last_step(work: Work, appointment_id: UUID, *, seen: int | None = None) -> None:
    """Takes the last step back, if that was within the hour and its place is still free.

    With `seen`, it is the step that led to that version, never one that a colleague took since. What was begun since is
    no request any more. Raises Stale, NothingToUndo, InTheHouse, SlotTaken, NobodyThere.
    """
    work.require(SCHEDULE_BOOK)
    booked = await lock_appointment(work, appointment_id, seen=seen)
    last = msgspec.convert(booked.previous, Previous) if booked.previous else None
    rules.require_undoable(last.step if last else None, last.at if last else None, work.now)
    assert last is not None, "require_undoable refuses an appointment without a last step"
    if last.step == "approve":
        work.require(SCHEDULE_APPROVE)
        await require_not_in_house(work, booked.id)
        if await work.value(IS_BEGUN, booked.id):
            raise NothingToUndo
    await go_back(work, booked, last)


async def go_back(work: Work, booked: BookedAppointment, last: Previous) -> None:
    """Makes a locked appointment what it was before its last step. Raises SlotTaken, NobodyThere."""
    occupation = rules.occupation(last.state)
    if occupation == "cancelled":
        await set_occupation(work, booked.id, occupation)
    else:
        kind = rules.as_booked(await bookable_type_by_id(work, booked.type_id), last.starts_at, last.ends_at)
        lower, upper = rules.taken_span(kind, last.starts_at)
        wish = Wish(kind=kind, starts_at=last.starts_at, by_owner=False, ignoring=booked.id)
        place = Place(vet_id=last.vet_id, resource_ids=last.resource_ids, lower=lower, upper=upper)
        await retake_place(work, booked.id, wish, place, occupation)
    changes = {
        "state": last.state, "starts_at": last.starts_at, "ends_at": last.ends_at, "vet_id": last.vet_id,
        "decline_reason": None, "cancelled_by": None, "despite": await _despite_still(work, booked, last),
    }  # fmt: skip
    version = await work.update("appointment", booked.id, booked.version, {**changes, "previous": None})
    before = {name: getattr(booked, name) for name in changes}
    work.audit("appointment.undo", "appointment", booked.id, before=before, after=changes)
    after = msgspec.structs.replace(booked, **changes, version=version)
    is_owners = rules.is_owners_step(last.step, last.by, booked.owner_user_id, booked.cancelled_by)
    whose = "owner" if is_owners else "practice"
    data = step_data(booked, after)
    work.emit(AppointmentRestored(**data, undone=last.step, state=last.state, undone_by=whose))


async def _despite_still(work: Work, booked: BookedAppointment, last: Previous) -> Despite | None:
    """What the practice had seen to, if nothing about that time changed since the step. After the place is locked, so
    that no leave is added meanwhile.

    Nobody is sent back to where nobody is, unless that was so when the step was taken. Raises NobodyThere.
    """
    span = last.starts_at, last.ends_at, last.vet_id
    if await circumstances(work, *span) == last.circumstances:
        return last.despite
    stands_there = booked.state in rules.LIVING and (booked.starts_at, booked.vet_id) == (
        last.starts_at,
        last.vet_id,
    )
    outside = await against(work, *span)
    if last.starts_at > work.now and not stands_there and outside is not None:
        kind = await bookable_type_by_id(work, booked.type_id)
        raise await nobody_there(work, kind, outside, last.starts_at, last.vet_id)
    return None
