"""The directory follows the practices: profile, hours, types, suspension; favourites and free slots beside it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Clock
from tests.directory.places import Place, publish
from tests.scheduling.practice import CONSULT, SYSTEM, furnish
from tests.tenancy.people import ANOTHER, APPLICANT, MANAGER, PLATFORM, STRANGER
from vetsync.directory.errors import PracticeNotListed
from vetsync.directory.public import feed, handlers, service
from vetsync.directory.public.next_slots import SECONDS_KEPT, NextSlots
from vetsync.directory.public.rules import slot_type
from vetsync.directory.public.schemas import BookableType, ExceptionLine, Search
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import Forbidden
from vetsync.scheduling.events import ScheduleChanged
from vetsync.tenancy.events import PracticeChanged, PracticeResumed, PracticeSuspended
from vetsync.tenancy.settings.schemas import ProfileChange
from vetsync.tenancy.settings.service import change_profile
from vetsync.tenancy.structure.service import resume_practice, suspend_practice

pytestmark = pytest.mark.anyio
Two = tuple[Tenant, Tenant]
ONLY_PARAVETS = """
update resource set kind = 'paravet' where id in (
  select r.resource_id from type_resource r join appointment_type t on t.id = r.type_id where t.key = 'consult')
"""
CLOSE_EASTER = """
insert into hours_exception (id, on_date, note) values (gen_random_uuid(), date '2026-04-06', 'Paasmaandag')
"""
IN_QUEUE = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
LEAVE_TODAY = """
insert into leave (id, resource_id, during)
select gen_random_uuid(), id, tstzrange($1, $2) from resource where kind in ('vet', 'paravet')
"""


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    feed.next_slots.forget()


@pytest.fixture
async def zwaluwhof(gate: Gate, tenants: Two) -> Tenant:
    """A furnished practice that the directory knows."""
    async with gate.work(tenants[0], SYSTEM) as work:
        await furnish(work)
        await work.execute(CLOSE_EASTER)
    async with gate.work(tenants[0], MANAGER) as work:
        await change_profile(work, 1, ProfileChange(city="Zwolle", lat=52.5, lon=6.1, species=["dog", "cat"]))
    event = PracticeChanged(tenant_id=tenants[0].id, version=2)
    await handlers.handle_practice_changed(gate, tenants[0], event)
    return tenants[0]


async def listed(gate: Gate, actor: Actor = STRANGER) -> list[str]:
    return [card.slug for card in (await feed.feed(gate, actor, Search(), None, 30)).items]


async def test_a_practices_page_shows_what_its_own_tables_say(gate: Gate, zwaluwhof: Tenant) -> None:
    page = await feed.page(gate, STRANGER, "zwaluwhof", Search())
    assert (page.name, page.city, page.zone) == ("Dierenkliniek Zwaluwhof", "Zwolle", "Europe/Amsterdam")
    assert [(line.weekday, line.opens, line.closes) for line in page.opening_hours] == [
        (day, "09:00", "17:00") for day in range(1, 6)
    ]
    assert page.exceptions == [ExceptionLine(datetime(2026, 4, 6).date(), None, None, "Paasmaandag")]  # noqa: DTZ001
    assert {vet.name for vet in page.vets} == {"Anna", "Bea"}
    assert "consult" in {kind.key for kind in page.appointment_types}


async def test_a_page_says_of_a_kind_of_visit_that_paravets_do_it_when_nobody_else_does(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    async def shown() -> set[str]:
        event = PracticeChanged(tenant_id=zwaluwhof.id, version=2)
        await handlers.handle_practice_changed(gate, zwaluwhof, event)
        page = await feed.page(gate, STRANGER, "zwaluwhof", Search())
        return {kind.key for kind in page.appointment_types if kind.by_paravet}

    before = await shown()
    async with gate.work(zwaluwhof, SYSTEM) as work:
        await work.execute(ONLY_PARAVETS)
    assert (before, "consult" in await shown()) == (set(), True)


async def test_a_practice_that_several_publish_for_the_first_time_at_one_moment_refuses_nobody(
    gate: Gate,
) -> None:
    place = Place(1, "Nieuw", "Zwolle")
    async with asyncio.timeout(20), gate.core_work("system", SYSTEM) as work:
        # Whoever writes a practice stands in its queue, so all of them are here before the first one is through.
        await work.execute(service.QUEUE_FOR_PRACTICE, place.id)
        publishers = [asyncio.ensure_future(publish(gate, place)) for _ in range(4)]
        while await work.value(IN_QUEUE) < len(publishers):
            await asyncio.sleep(0.01)
    await asyncio.gather(*publishers)
    assert (await feed.page(gate, STRANGER, "p1-x", Search())).name == "Nieuw"


async def test_refreshing_twice_changes_nothing_and_an_older_reading_gives_way(
    gate: Gate, clock: Clock, zwaluwhof: Tenant
) -> None:
    before = await feed.page(gate, STRANGER, "zwaluwhof", Search())
    await service.refresh_practice(gate, zwaluwhof)
    assert await feed.page(gate, STRANGER, "zwaluwhof", Search()) == before
    clock.advance(minutes=5)
    await publish(gate, Place(1, "Newer", "Zwolle"))
    clock.advance(minutes=-10)
    await publish(gate, Place(1, "Older", "Zwolle"))
    assert (await feed.page(gate, STRANGER, "p1-x", Search())).name == "Newer"


async def test_new_hours_reach_the_directory_with_their_event(gate: Gate, zwaluwhof: Tenant) -> None:
    async with gate.work(zwaluwhof, SYSTEM) as work:
        await work.execute("update opening_hours set closes = '24:00' where weekday = 1")
    event = ScheduleChanged(subject="opening_hours", subject_id=None)
    await handlers.handle_practice_changed(gate, zwaluwhof, event)
    page = await feed.page(gate, STRANGER, "zwaluwhof", Search())
    assert page.opening_hours[0].closes == "24:00"


async def test_a_suspended_practice_leaves_the_directory_and_comes_back(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    async with gate.core_work("platform", PLATFORM) as work:
        await suspend_practice(work, "zwaluwhof")
    await handlers.handle_practice_suspended(gate, CORE, PracticeSuspended(tenant_id=zwaluwhof.id))
    assert await listed(gate) == []
    with pytest.raises(PracticeNotListed):
        await feed.page(gate, STRANGER, "zwaluwhof", Search())
    late = PracticeChanged(tenant_id=zwaluwhof.id, version=2)
    await handlers.handle_practice_changed(gate, zwaluwhof, late)
    assert await listed(gate) == [], "an event that was under way must not publish it again"
    async with gate.core_work("platform", PLATFORM) as work:
        await resume_practice(work, "zwaluwhof")
    await handlers.handle_place_in_tree(gate, CORE, PracticeResumed(tenant_id=zwaluwhof.id))
    assert await listed(gate) == ["zwaluwhof"]


async def test_favourites_are_kept_per_person(gate: Gate, zwaluwhof: Tenant) -> None:
    for _ in range(2):
        async with gate.core_work("person", APPLICANT) as work:
            await service.mark_favourite(work, "zwaluwhof")
    assert [card.slug for card in await feed.favourites(gate, APPLICANT)] == ["zwaluwhof"]
    assert await feed.favourites(gate, ANOTHER) == []
    for actor, marked in ((APPLICANT, True), (ANOTHER, False), (STRANGER, False)):
        cards = (await feed.feed(gate, actor, Search(), None, 10)).items
        assert [card.is_favourite for card in cards] == [marked]
    async with gate.core_work("person", ANOTHER) as work:
        await service.unmark_favourite(work, "zwaluwhof")
    assert len(await feed.favourites(gate, APPLICANT)) == 1
    async with gate.core_work("person", APPLICANT) as work:
        await service.unmark_favourite(work, "zwaluwhof")
    assert await feed.favourites(gate, APPLICANT) == []


async def test_a_stranger_keeps_no_favourites_and_nobody_marks_what_is_not_listed(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    with pytest.raises(Forbidden):
        async with gate.core_work("person", STRANGER) as work:
            await service.mark_favourite(work, "zwaluwhof")
    with pytest.raises(PracticeNotListed):
        async with gate.core_work("person", APPLICANT) as work:
            await service.mark_favourite(work, "oudekade")


async def test_a_card_shows_the_first_free_starts_of_the_practices_own_calendar(
    gate: Gate, clock: Clock, zwaluwhof: Tenant
) -> None:
    card = (await feed.feed(gate, STRANGER, Search(type="consult"), None, 10)).items[0]
    assert card.next_slot_type == "consult"
    assert card.next_slots == [datetime(2026, 3, 2, 8, minute, tzinfo=UTC) for minute in (0, 20, 40)]
    async with gate.work(zwaluwhof, SYSTEM) as work:
        await work.execute(LEAVE_TODAY, clock.now, clock.now + timedelta(hours=12))
    feed.next_slots.forget()
    card = (await feed.feed(gate, STRANGER, Search(type="consult"), None, 10)).items[0]
    assert card.next_slot_at == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


async def test_free_starts_are_computed_again_after_some_seconds(
    gate: Gate, clock: Clock, zwaluwhof: Tenant
) -> None:
    now = 0.0
    slots = NextSlots(lambda: now)
    wanted = [(zwaluwhof, "consult")]
    first = await slots.of(gate, STRANGER, wanted, None)
    async with gate.work(zwaluwhof, SYSTEM) as work:
        await work.execute("update appointment_type set active = false where id = $1", CONSULT)
    assert await slots.of(gate, STRANGER, wanted, None) == first
    now += SECONDS_KEPT + 0.1
    assert await slots.of(gate, STRANGER, wanted, None) == {zwaluwhof.id: []}


async def test_sorting_by_first_free_slot_puts_practices_without_one_last(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    await publish(gate, Place(1, "Aardvark", "Zwolle"))
    cards = (await feed.feed(gate, STRANGER, Search(sort="next_slot"), None, 10)).items
    assert [card.slug for card in cards] == ["zwaluwhof", "p1-x"]
    assert cards[0].next_slot_at is not None
    assert cards[1].next_slot_at is None


async def test_a_card_prefers_an_ordinary_consult_and_only_what_the_species_may_have() -> None:
    def kind(key: str, category: str, *species: str) -> BookableType:
        return BookableType(
            key=key, name_nl=key, name_en=key, category=category, minutes=20, price_min_cents=None,
            price_max_cents=None, species=list(species), mode="instant",
        )  # fmt: skip

    types = [
        kind("surgery", "surgery"),
        kind("vaccine-dog", "vaccine", "dog"),
        kind("consult", "consult", "cat"),
    ]
    assert slot_type(types, None, None) is types[2]
    assert slot_type(types, None, "dog") is types[1]
    assert slot_type(types, "vaccine", "cat") is None
    assert slot_type(types, "surgery", "horse") is types[0]
    assert slot_type([], None, None) is None
