"""How long an appointment takes: changed by hand, kept when it moves, and what its rooms have to do with it."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import (
    ANNA,
    BEA,
    CLIENT,
    DESK,
    NURSE,
    OWNER,
    PATIENT,
    READER,
    ROOM,
    SURGERY,
    SYSTEM,
    Practice,
    at,
)
from vetsync.kit.errors import Forbidden, NotFound, Stale
from vetsync.scheduling.bookings import queries, service
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk, AppointmentRow
from vetsync.scheduling.errors import SlotTaken, WrongState
from vetsync.scheduling.resources.queries import working_hours
from vetsync.scheduling.slots.queries import slots_for_staff

pytestmark = pytest.mark.anyio

SECOND_ROOM = UUID(int=22)
DURING = """
select lower(during) as lower, upper(during) as upper from booking_resource
where appointment_id = $1 and resource_id = $2
"""


async def booked(practice: Practice, starts_at: datetime, kind: str = "consult", vet: UUID = ANNA) -> UUID:
    wanted = AppointmentBookAtDesk(type=kind, starts_at=starts_at, patient_id=PATIENT, vet_id=vet)
    async with practice.gate.work(practice.tenant, DESK) as work:
        return await service.book_at_desk(work, wanted)


async def move(practice: Practice, visit: UUID, starts_at: datetime, **more: object) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.move_appointment(work, visit, starts_at, **more)  # type: ignore[arg-type]


async def row(practice: Practice, visit: UUID) -> AppointmentRow:
    async with practice.gate.view(practice.tenant, DESK) as view:
        return await queries.appointment(view, visit)


async def taken(practice: Practice, visit: UUID, resource: UUID) -> tuple[datetime, datetime]:
    async with practice.gate.view(practice.tenant, SYSTEM) as view:
        [record] = await view.records(DURING, visit, resource)
        return record["lower"], record["upper"]


async def add_room(practice: Practice) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.insert("resource", {"id": SECOND_ROOM, "kind": "room", "name": "Kamer 2", "sort": 9})


async def test_a_longer_visit_takes_all_of_its_time_and_its_buffer_after_it(practice) -> None:
    visit = await booked(practice, at(3, 9), "surgery")
    await move(practice, visit, at(3, 9), minutes=90)
    assert (await row(practice, visit)).ends_at == at(3, 10, 30)
    for resource in (ANNA, ROOM):
        assert await taken(practice, visit, resource) == (at(3, 9), at(3, 10, 50))


async def test_a_shorter_visit_gives_the_rest_of_its_time_back(practice) -> None:
    visit = await booked(practice, at(3, 9))
    await move(practice, visit, at(3, 9), minutes=10)
    other = await booked(practice, at(3, 9, 10))
    assert (await row(practice, other)).starts_at == at(3, 9, 10)


async def test_a_visit_is_not_made_longer_over_the_next_one_and_stays_as_it_was(practice) -> None:
    visit = await booked(practice, at(3, 9))
    await booked(practice, at(3, 9, 20))
    with pytest.raises(SlotTaken) as refused:
        await move(practice, visit, at(3, 9), minutes=25)
    assert (await row(practice, visit)).ends_at == at(3, 9, 20)
    for slot in refused.value.data["alternatives"]:
        assert slot.ends_at - slot.starts_at == timedelta(minutes=25), (
            "what is offered instead is long enough"
        )


async def test_a_moved_visit_stays_as_long_as_it_was_made(practice) -> None:
    visit = await booked(practice, at(3, 9))
    await move(practice, visit, at(3, 9), minutes=45)
    await move(practice, visit, at(4, 13), vet_id=BEA)
    moved = await row(practice, visit)
    assert (moved.starts_at, moved.ends_at, moved.vet_id) == (at(4, 13), at(4, 13, 45), BEA)
    assert await taken(practice, visit, BEA) == (at(4, 13), at(4, 13, 45))


async def test_a_visit_that_was_made_longer_does_not_move_onto_a_neighbour(practice) -> None:
    visit = await booked(practice, at(3, 9))
    await move(practice, visit, at(3, 9), minutes=45)
    await booked(practice, at(3, 13, 40))
    with pytest.raises(SlotTaken):
        await move(practice, visit, at(3, 13))


async def test_what_the_owner_moves_stays_as_long_as_the_practice_made_it(practice) -> None:
    async with practice.gate.work(practice.tenant, OWNER) as work:
        visit = await service.book_appointment(
            work,
            service.OwnerBooking(
                type_key="consult", starts_at=at(3, 9), client_id=CLIENT, patient_id=PATIENT, pet_id=None, species="dog"
            ),
        )  # fmt: skip
    await move(practice, visit, at(3, 9), minutes=40)
    async with practice.gate.work(practice.tenant, OWNER) as work:
        await service.move_own_appointment(work, CLIENT, visit, at(4, 9))
    assert (await row(practice, visit)).ends_at == at(4, 9, 40)


async def test_an_approval_and_another_vet_take_the_length_that_was_made(practice) -> None:
    visit = await booked(practice, at(3, 9), "surgery")
    await move(practice, visit, at(3, 9), minutes=90)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.assign_vet(work, visit, BEA)
    assert await taken(practice, visit, BEA) == (at(3, 9), at(3, 10, 50))


async def test_who_is_free_is_asked_for_the_whole_of_a_longer_visit(practice) -> None:
    visit = await booked(practice, at(3, 9))
    await booked(practice, at(3, 9, 30), vet=BEA)
    async with practice.gate.view(practice.tenant, DESK) as view:
        assert BEA in {vet.id for vet in (await queries.free_vets(view, visit)).items}
    await move(practice, visit, at(3, 9), minutes=45)
    async with practice.gate.view(practice.tenant, DESK) as view:
        assert BEA not in {vet.id for vet in (await queries.free_vets(view, visit)).items}


async def test_another_length_is_taken_back_as_one_step_and_said_as_what_it_was(
    practice, clock: Clock
) -> None:
    visit = await booked(practice, at(3, 9))
    await move(practice, visit, at(3, 9), minutes=45)
    changed = await row(practice, visit)
    assert (changed.changed_how, changed.changed_by) == ("resize", "practice")
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.undo_last_step(work, visit, seen=changed.version)
    assert (await row(practice, visit)).ends_at == at(3, 9, 20)
    assert await taken(practice, visit, ANNA) == (at(3, 9), at(3, 9, 20))


async def test_a_length_is_not_taken_back_over_who_was_booked_in_it_since(practice) -> None:
    visit = await booked(practice, at(3, 9))
    await move(practice, visit, at(3, 9), minutes=10)
    await booked(practice, at(3, 9, 10))
    with pytest.raises(SlotTaken):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.undo_last_step(work, visit)


async def test_nobody_changes_a_length_unseen_or_without_being_allowed_to_or_of_what_is_over(
    practice,
) -> None:
    visit = await booked(practice, at(3, 9))
    await move(practice, visit, at(3, 9), minutes=30)
    with pytest.raises(Stale):
        await move(practice, visit, at(3, 9), minutes=40, seen=1)
    with pytest.raises(Forbidden):
        async with practice.gate.work(practice.tenant, READER) as work:
            await service.move_appointment(work, visit, at(3, 9), minutes=40)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.cancel_appointment(work, visit)
    with pytest.raises(WrongState):
        await move(practice, visit, at(3, 9), minutes=40)
    assert (await row(practice, visit)).ends_at == at(3, 9, 30)


async def test_a_visit_that_moves_keeps_its_room_where_that_is_free(practice) -> None:
    await add_room(practice)
    visit = await booked(practice, at(3, 9), "surgery")
    await move(practice, visit, at(3, 9), resource_id=SECOND_ROOM)
    await move(practice, visit, at(3, 13))
    assert (await row(practice, visit)).resource_ids == sorted([ANNA, SECOND_ROOM])
    await booked(practice, at(4, 9), "surgery", BEA)
    await move(practice, visit, at(4, 9))
    assert (await row(practice, visit)).resource_ids == sorted([ANNA, SECOND_ROOM])


async def test_a_room_that_is_named_is_taken_or_refused_and_never_another(practice) -> None:
    await add_room(practice)
    visit = await booked(practice, at(3, 9), "surgery")
    await booked(practice, at(3, 13), "surgery", BEA)
    assert (await row(practice, visit)).resource_ids == sorted([ANNA, ROOM])
    with pytest.raises(SlotTaken):
        await move(practice, visit, at(3, 13), resource_id=ROOM)
    await move(practice, visit, at(3, 13), resource_id=SECOND_ROOM)
    assert (await row(practice, visit)).resource_ids == sorted([ANNA, SECOND_ROOM])


@pytest.mark.parametrize("resource", [NURSE, BEA, UUID(int=99)])
async def test_what_a_visit_has_no_use_for_is_not_taken_for_it(practice, resource: UUID) -> None:
    visit = await booked(practice, at(3, 9), "surgery")
    with pytest.raises(NotFound):
        await move(practice, visit, at(3, 9), resource_id=resource)


async def test_free_times_can_be_asked_for_a_longer_visit(practice) -> None:
    await booked(practice, at(3, 10))
    async with practice.gate.view(practice.tenant, DESK) as view:
        usual = await slots_for_staff(view, "consult", date(2026, 3, 3), 1, ANNA)
        longer = await slots_for_staff(view, "consult", date(2026, 3, 3), 1, ANNA, minutes=40)
    assert at(3, 9, 40) in {slot.starts_at for slot in usual}
    assert at(3, 9, 40) not in {slot.starts_at for slot in longer}
    assert {slot.ends_at - slot.starts_at for slot in longer} == {timedelta(minutes=40)}


async def test_a_type_that_became_longer_leaves_what_was_made_of_it_as_long_as_it_was(practice) -> None:
    visit = await booked(practice, at(3, 9))
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute("update appointment_type set minutes = 40 where id <> $1", SURGERY)
    await move(practice, visit, at(3, 11))
    assert await taken(practice, visit, ANNA) == (at(3, 11), at(3, 11, 20))


async def test_everybodys_hours_are_read_at_once_and_only_of_who_works_here(practice) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        await work.execute("update resource set active = false where id = $1", BEA)
    async with practice.gate.view(practice.tenant, READER) as view:
        hours = (await working_hours(view)).items
    assert {one.resource_id for one in hours} == {ANNA, NURSE}
    assert [(one.weekday, one.opens, one.closes) for one in hours if one.resource_id == ANNA] == [
        (day, "09:00", "17:00") for day in range(1, 6)
    ]
