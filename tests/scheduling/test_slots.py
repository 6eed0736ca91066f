"""The statement of the free slots against the minute-by-minute reference, and against planted mistakes."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.scheduling.cases import random_case, store
from tests.scheduling.practice import ANNA, BEA, CLIENT, DESK, OWNER, PATIENT, SYSTEM, Practice, at, furnish
from tests.scheduling.reference import Case, free_starts
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.scheduling.slots.free import FREE_SLOTS
from vetsync.scheduling.slots.queries import free_slots

pytestmark = pytest.mark.anyio

ADD_CLIENT = """
insert into client (id, number, last_name, name_search, created_at) values ($1, 1, 'Bakker', 'bakker', now())
"""
ADD_PATIENT = """
insert into patient (id, client_id, name, name_search, species, created_at)
values ($1, $2, 'Bella', 'bella', 'dog', now())
"""
MISTAKES = {
    "closed instead of open ends": ("upper(b.during) + t.bef, '()')", "upper(b.during) + t.bef, '[]')"),
    "closing converted plainly": (
        "v.v + ((h.d + h.closes) - (v.v at time zone $6)) as b", "(h.d + h.closes) at time zone $6 as b"),
    "expired holds block": ("and (b.expires_at is null or b.expires_at > $4)", ""),
    "buffers swapped": (
        "lower(b.during) - t.len - t.aft, upper(b.during) + t.bef",
        "lower(b.during) - t.len - t.bef, upper(b.during) + t.aft"),
    "exceptions added to the week": ("on x.on_date is null and w.weekday = d.wd", "on w.weekday = d.wd"),
    "nights cut off": ("interval '1 day', $3::date::timestamp + interval '1 day'", "interval '0', $3::date::timestamp"),
    "leave of rooms forgotten": ("left join away a on a.resource_id = s.id", "left join away a on false"),
}  # fmt: skip


class Thrown(Exception):
    """Ends a transaction whose writing is not wanted."""


async def answer(gate: Gate, tenant: Tenant, case: Case, sql: str) -> list[tuple[object, list[UUID]]]:
    found: list[tuple[object, list[UUID]]] = []
    with pytest.raises(Thrown):
        async with gate.work(tenant, SYSTEM) as work:
            await work.execute(ADD_CLIENT, CLIENT)
            await work.execute(ADD_PATIENT, PATIENT, CLIENT)
            await store(work, case, CLIENT, PATIENT)
            last_on = case.first_on + timedelta(days=case.days - 1)
            rows = await work.records(
                sql, "visit", case.first_on, last_on, case.now, case.only, case.zone, case.for_owner, case.species,
                None, False, 100_000, None,
            )  # fmt: skip
            found = [(row["starts_at"], list(row["vet_ids"])) for row in rows]
            raise Thrown
    return found


async def compare(gate: Gate, tenant: Tenant, seeds: range) -> tuple[int, list[int]]:
    """The number of starts offered, and the seeds whose answers differ."""
    starts, wrong = 0, []
    for seed in seeds:
        case = random_case(seed)
        found = await answer(gate, tenant, case, FREE_SLOTS)
        starts += len(found)
        if found != free_starts(case):
            wrong.append(seed)
    return starts, wrong


async def test_the_statement_agrees_with_the_reference_around_clock_changes(gate: Gate, tenants) -> None:
    starts, wrong = await compare(gate, tenants[0], range(153))
    assert wrong == []
    assert starts > 5_000


@pytest.mark.long
async def test_the_statement_agrees_with_the_reference_in_more_cases(gate: Gate, tenants) -> None:
    starts, wrong = await compare(gate, tenants[0], range(1_000, 1_500))
    assert wrong == []
    assert starts > 15_000


@pytest.mark.parametrize("mistake", MISTAKES)
async def test_a_planted_mistake_is_found(gate: Gate, tenants, mistake: str) -> None:
    right, mistaken = MISTAKES[mistake]
    assert right in FREE_SLOTS
    sql = FREE_SLOTS.replace(right, mistaken)
    for seed in range(153):
        case = random_case(seed)
        if await answer(gate, tenants[0], case, sql) != free_starts(case):
            return
    pytest.fail("nobody noticed")


async def test_a_day_is_offered_from_opening_until_the_last_visit_that_fits(practice: Practice) -> None:
    async with practice.gate.view(practice.tenant, OWNER) as view:
        slots = await free_slots(view, "consult", date(2026, 3, 3), 1)
    assert slots[0].starts_at == at(3, 8)
    assert slots[-1].ends_at == at(3, 16)
    assert len(slots) == 24
    assert slots[0].vet_ids == [ANNA, BEA]
    assert slots[0].vet_id == ANNA


async def test_a_chosen_vet_is_the_only_one_offered(practice: Practice) -> None:
    async with practice.gate.view(practice.tenant, OWNER) as view:
        slots = await free_slots(view, "consult", date(2026, 3, 3), 1, BEA)
    assert {vet for slot in slots for vet in slot.vet_ids} == {BEA}


async def test_owners_are_not_offered_the_past_but_the_desk_is(practice: Practice) -> None:
    today = date(2026, 3, 2)
    async with practice.gate.view(practice.tenant, DESK) as view:
        view.now = at(2, 12)
        owners = await free_slots(view, "consult", today, 1)
        desk = await free_slots(view, "consult", today, 1, for_owner=False)
    assert owners[0].starts_at == at(2, 12)
    assert desk[0].starts_at == at(2, 8)


async def test_a_type_for_cats_and_dogs_is_not_offered_for_a_horse(practice: Practice) -> None:
    async with practice.gate.view(practice.tenant, OWNER) as view:
        assert await free_slots(view, "checkup", date(2026, 3, 3), 1, species="horse") == []
        assert await free_slots(view, "checkup", date(2026, 3, 3), 1, species="dog") != []


async def test_another_practice_offers_nothing_of_this_one(practice: Practice, tenants) -> None:
    async with practice.gate.view(tenants[1], OWNER) as view:
        assert await free_slots(view, "consult", date(2026, 3, 3), 1) == []
    async with practice.gate.work(tenants[1], SYSTEM) as work:
        await furnish(work)
        assert len(await free_slots(work, "consult", date(2026, 3, 3), 1)) == 24
