"""Types, resources, hours and leave, as the practice sets them."""

import dataclasses
from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.scheduling.practice import (
    ANNA,
    BEA,
    CLIENT,
    CONSULT,
    DESK,
    NURSE,
    OWNER,
    PATIENT,
    PET,
    READER,
    ROOM,
    SYSTEM,
    Practice,
    at,
)
from vetsync.kit.errors import Forbidden, Invalid, NotFound, Stale
from vetsync.scheduling.bookings.schemas import OwnerBooking
from vetsync.scheduling.bookings.service import book_appointment
from vetsync.scheduling.errors import HoursOverlap, KeyTaken, LeaveOverlaps
from vetsync.scheduling.presets import admit_to_agenda
from vetsync.scheduling.resources import queries, service
from vetsync.scheduling.resources.schemas import (
    ExceptionSet,
    Hours,
    LeaveAdd,
    ResourceAdd,
    ResourceChange,
    Span,
    WeekHours,
)
from vetsync.scheduling.slots import service as types
from vetsync.scheduling.slots.queries import appointment_types, free_slots
from vetsync.scheduling.slots.schemas import AppointmentTypeAdd, AppointmentTypeChange

pytestmark = pytest.mark.anyio
TUESDAY = date(2026, 3, 3)
MANY_ROOMS = """
insert into resource (id, kind, name) select gen_random_uuid(), 'room', 'K' || n from generate_series(1, 501) n
"""
MANY_DATES = """
insert into hours_exception (id, on_date, opens, closes)
select gen_random_uuid(), $1::date + n, opens, opens + interval '2 hours'
from generate_series(0, 600) n, (values (time '09:00'), (time '13:00')) h (opens)
"""
MANY_LEAVES = """
insert into leave (id, resource_id, during, reason)
select gen_random_uuid(), $1, tstzrange(s, s + interval '1 minute'), ''
from generate_series($2::timestamptz, $2 + interval '499 hours', interval '1 hour') s
"""
NEW_TYPE = {"name_nl": "Echo", "name_en": "Ultrasound", "category": "imaging", "minutes": 30}


async def test_a_new_type_is_offered_with_whom_it_names(practice: Practice) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        added = await types.add_type(
            work, AppointmentTypeAdd(key="echo", resource_ids=[BEA], needs=["room"], **NEW_TYPE)
        )
        assert (added.resource_ids, added.needs, added.version) == ([BEA], ["room"], 1)
        assert {slot.vet_id for slot in await free_slots(work, "echo", TUESDAY, 1)} == {BEA}
        changed = await types.change_type(
            work, added.id, 1, AppointmentTypeChange(online=False, daily_limit=None)
        )
        assert (changed.online, changed.resource_ids, changed.version) == (False, [BEA], 2)
        assert await free_slots(work, "echo", TUESDAY, 1) == []
        with pytest.raises(Stale):
            await types.change_type(work, added.id, 1, AppointmentTypeChange(minutes=10))
        assert "echo" in {one.key for one in await appointment_types(work)}
        assert "echo" not in {one.key for one in await appointment_types(work, online_only=True)}


async def test_a_key_is_given_once_and_a_room_does_no_visits(practice: Practice) -> None:
    with pytest.raises(KeyTaken):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await types.add_type(work, AppointmentTypeAdd(key="consult", **NEW_TYPE))
    with pytest.raises(Invalid):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await types.add_type(work, AppointmentTypeAdd(key="echo", resource_ids=[ROOM], **NEW_TYPE))


async def test_a_new_vet_begins_with_the_opening_hours_and_an_inactive_one_is_not_offered(
    practice: Practice,
) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        vet = await service.add_resource(work, ResourceAdd(kind="vet", name="Cas"))
        assert await queries.resource_hours(work, vet.id) == await queries.opening_hours(work)
        await types.change_type(work, CONSULT, 1, AppointmentTypeChange(resource_ids=[vet.id]))
        assert len(await free_slots(work, "consult", TUESDAY, 1)) == 24
        await service.change_resource(work, vet.id, 1, ResourceChange(active=False))
        assert await free_slots(work, "consult", TUESDAY, 1) == []


async def test_a_vet_who_joined_is_offered_to_nobody_until_somebody_says_when_they_work(
    practice: Practice,
) -> None:
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        vet = await admit_to_agenda(work, uuid4(), "Cas Nieuw")
    async with practice.gate.work(practice.tenant, DESK) as work:
        assert not (await queries.resource(work, vet)).has_hours
        assert all(vet in one.resource_ids for one in await appointment_types(work))
        assert await free_slots(work, "consult", TUESDAY, 1, vet) == []
        assert await free_slots(work, "consult", TUESDAY, 1, vet, for_owner=False) == []
        await service.set_resource_hours(work, vet, WeekHours(items=[Hours(2, "10:00", "12:00")]))
        assert (await queries.resource(work, vet)).has_hours
        assert await free_slots(work, "consult", TUESDAY, 1, vet)
        assert (await queries.resource(work, ROOM)).has_hours


async def test_a_vet_who_joined_does_not_do_what_paravets_do_alone(practice: Practice) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        [nails] = [one for one in await appointment_types(work) if one.key == "consult"]
        await types.change_type(work, nails.id, nails.version, AppointmentTypeChange(resource_ids=[NURSE]))
    async with practice.gate.work(practice.tenant, SYSTEM) as work:
        vet = await admit_to_agenda(work, uuid4(), "Cas Nieuw")
        done = {one.key for one in await appointment_types(work) if vet in one.resource_ids}
    assert "consult" not in done
    assert done


async def test_hours_are_replaced_as_a_whole(practice: Practice) -> None:
    week = WeekHours(items=[Hours(2, "10:00", "12:00"), Hours(2, "22:00", "24:00")])
    async with practice.gate.work(practice.tenant, DESK) as work:
        assert (await service.set_opening_hours(work, week)).items == week.items
        assert (await service.set_resource_hours(work, ANNA, week)).items == week.items
        slots = await free_slots(work, "consult", TUESDAY, 1, ANNA)
    assert (slots[0].starts_at, slots[-1].ends_at) == (at(3, 9), at(3, 23))
    with pytest.raises(HoursOverlap):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.set_opening_hours(
                work, WeekHours(items=[Hours(2, "10:00", "12:00"), Hours(2, "11:00", "13:00")])
            )


async def test_nobody_saves_over_a_week_that_they_have_not_seen(practice: Practice) -> None:
    morning, evening = (
        WeekHours(items=[Hours(2, "10:00", "12:00")]),
        WeekHours(items=[Hours(2, "18:00", "20:00")]),
    )
    async with practice.gate.work(practice.tenant, DESK) as work:
        seen = (await queries.opening_hours_for_staff(work)).version
        first = await service.set_opening_hours(work, morning, seen=seen)
        assert first.version != seen
        own = (await queries.resource_hours_for_staff(work, ANNA)).version
        await service.set_resource_hours(work, ANNA, morning, seen=own)
    for command, args in ((service.set_opening_hours, ()), (service.set_resource_hours, (ANNA,))):
        with pytest.raises(Stale):
            async with practice.gate.work(practice.tenant, DESK) as work:
                await command(work, *args, evening, seen=seen)
    async with practice.gate.work(practice.tenant, DESK) as work:
        assert (await service.set_opening_hours(work, evening, seen=first.version)).items == evening.items


async def test_an_exception_closes_or_shortens_its_date_until_it_is_cleared(practice: Practice) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.set_exception(work, TUESDAY, ExceptionSet(hours=[], note="Koningsdag"))
        assert await free_slots(work, "consult", TUESDAY, 1) == []
        await service.set_exception(work, TUESDAY, ExceptionSet(hours=[Span("09:00", "10:00")]))
        assert len(await free_slots(work, "consult", TUESDAY, 1)) == 3
        assert [one.hours for one in await queries.exceptions(work, TUESDAY, TUESDAY)] == [
            [Span("09:00", "10:00")]
        ]
        await service.clear_exception(work, TUESDAY)
        assert len(await free_slots(work, "consult", TUESDAY, 1)) == 24
        with pytest.raises(NotFound):
            await service.clear_exception(work, TUESDAY)


async def test_a_date_is_not_overwritten_or_cleared_by_who_did_not_see_what_is_said_of_it(
    practice: Practice,
) -> None:
    closed, short = ExceptionSet(hours=[], note="Koningsdag"), ExceptionSet(hours=[Span("09:00", "10:00")])
    async with practice.gate.work(practice.tenant, DESK) as work:
        first = await service.set_exception(work, TUESDAY, closed, seen=0)
    for late in (0, first.version + 1):
        with pytest.raises(Stale):
            async with practice.gate.work(practice.tenant, DESK) as work:
                await service.set_exception(work, TUESDAY, short, seen=late)
    async with practice.gate.work(practice.tenant, DESK) as work:
        second = await service.set_exception(work, TUESDAY, short, seen=first.version)
    with pytest.raises(Stale):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.clear_exception(work, TUESDAY, seen=first.version)
    async with practice.gate.work(practice.tenant, DESK) as work:
        assert await queries.exceptions(work, TUESDAY, TUESDAY) == [second]
        await service.clear_exception(work, TUESDAY, seen=second.version)
        again = await service.set_exception(work, TUESDAY, closed, seen=0)
    assert again.version == first.version != second.version


async def test_leave_lists_the_appointments_it_hits_and_leaves_them_booked(practice: Practice) -> None:
    booking = OwnerBooking(
        type_key="consult", starts_at=at(3, 9), client_id=CLIENT, patient_id=PATIENT, pet_id=PET, species="dog",
        vet_id=ANNA,
    )  # fmt: skip
    async with practice.gate.work(practice.tenant, OWNER) as work:
        booked = await book_appointment(work, booking)
    away = LeaveAdd(resource_id=ANNA, starts_at=at(3, 7), ends_at=at(3, 12), reason="cursus")
    async with practice.gate.work(practice.tenant, DESK) as work:
        added = await service.add_leave(work, away)
        assert [(one.id, one.patient_name) for one in added.affected] == [(booked, "Bella")]
        assert (await free_slots(work, "consult", TUESDAY, 1, ANNA))[0].starts_at == at(3, 12)
        await service.remove_leave(work, added.leave.id)
        assert (await free_slots(work, "consult", TUESDAY, 1, ANNA))[0].starts_at == at(3, 8)
        await service.add_leave(work, away)
    with pytest.raises(LeaveOverlaps):
        async with practice.gate.work(practice.tenant, DESK) as work:
            await service.add_leave(work, away)


async def test_why_somebody_is_away_is_read_by_themselves_and_by_who_manages_the_agenda(
    practice: Practice,
) -> None:
    away = LeaveAdd(resource_id=ANNA, starts_at=at(3, 7), ends_at=at(3, 12), reason="operatie")
    async with practice.gate.work(practice.tenant, DESK) as work:
        await service.add_leave(work, away)
        anna = UUID(int=4711)
        await work.execute("update resource set user_id = $2 where id = $1", ANNA, anna)
    own = dataclasses.replace(READER, id=anna)
    seen = []
    for actor in (DESK, own, READER):
        async with practice.gate.view(practice.tenant, actor) as view:
            [one] = (await queries.leaves(view, since_on=date(2026, 3, 3))).items
            seen.append((one.starts_at, one.reason))
            assert (await queries.leaves(view, since_on=date(2026, 3, 4))).items == []
    assert seen == [(at(3, 7), "operatie"), (at(3, 7), "operatie"), (at(3, 7), "")]


async def test_a_week_gets_the_leave_of_its_own_days_and_a_list_that_is_too_long_says_so(
    practice: Practice,
) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        for starts, ends in ((at(3, 7), at(3, 12)), (at(8, 22), at(8, 23)), (at(8, 23), at(9, 12))):
            await service.add_leave(work, LeaveAdd(resource_id=ANNA, starts_at=starts, ends_at=ends))
    monday, sunday = date(2026, 3, 2), date(2026, 3, 8)
    async with practice.gate.view(practice.tenant, READER) as view:
        week = await queries.leaves(view, since_on=monday, until_on=sunday)
        assert ([one.starts_at for one in week.items], week.is_cut) == ([at(3, 7), at(8, 22)], False)
        with pytest.raises(Invalid):
            await queries.leaves(view, until_on=date.max)
    async with practice.gate.work(practice.tenant, DESK) as work:
        await work.execute(MANY_LEAVES, ANNA, at(10, 0))
    async with practice.gate.view(practice.tenant, READER) as view:
        everything = await queries.leaves(view, since_on=monday)
        assert (len(everything.items), everything.is_cut) == (500, True)
        assert not (await queries.leaves(view, since_on=monday, until_on=sunday)).is_cut


async def test_settings_need_the_permission_to_manage(practice: Practice) -> None:
    with pytest.raises(Forbidden):
        async with practice.gate.work(practice.tenant, READER) as work:
            await service.set_opening_hours(work, WeekHours(items=[]))


async def test_a_list_of_resources_or_of_dates_that_is_too_long_says_so_and_shows_no_half_a_date(
    practice: Practice,
) -> None:
    async with practice.gate.work(practice.tenant, DESK) as work:
        await work.execute(MANY_ROOMS)
        await work.execute(MANY_DATES, date(2026, 3, 3))
    async with practice.gate.view(practice.tenant, READER) as view:
        people = await queries.resources(view, "vet")
        rooms = await queries.resources(view, "room")
        some = await queries.exceptions_for_staff(view, date(2026, 3, 3), date(2026, 3, 10))
        every = await queries.exceptions_for_staff(view, date(2026, 3, 3), date(2030, 3, 3))
    assert (people.is_cut, len(rooms.items), rooms.is_cut) == (False, 500, True)
    assert (len(some.items), some.is_cut) == (8, False)
    assert every.is_cut
    assert {len(one.hours) for one in every.items} == {2}
