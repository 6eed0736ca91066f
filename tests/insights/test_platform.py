"""The platform's figures come from the activity log and the shared schema, never from a practice's tables."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.tenancy.people import APPLICANT, MANAGER, PLATFORM, SYSTEM
from vetsync.audit.handlers import copy_activity
from vetsync.insights.platform import queries
from vetsync.insights.platform.jobs import measure_pulse
from vetsync.insights.platform.schemas import ClinicRow, RankedClinic
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.errors import Forbidden
from vetsync.kit.ids import new_id
from vetsync.tenancy.settings.schemas import ProfileChange
from vetsync.tenancy.settings.service import change_profile
from vetsync.tenancy.structure.service import suspend_practice

pytestmark = pytest.mark.anyio
Two = tuple[Tenant, Tenant]


async def note(gate: Gate, tenant: Tenant, action: str, subject_id: UUID, actor: Actor = MANAGER) -> None:
    async with gate.work(tenant, actor) as work:
        work.audit(action, action.split(".", maxsplit=1)[0], subject_id)


async def visits(gate: Gate, clock: Clock, tenant: Tenant, *lives: str) -> None:
    """Each life is the steps of one appointment, separated by spaces."""
    for life in lives:
        appointment_id = new_id()
        for step in life.split():
            clock.advance(minutes=1)
            await note(gate, tenant, f"appointment.{step}", appointment_id)
    await copy_activity(gate, tenant)


async def ranked(gate: Gate, by: str = "completed", days: int = 30) -> list[RankedClinic]:
    async with gate.core_view("platform", PLATFORM) as view:
        return (await queries.ranking(view, by, days)).items


async def clinics(gate: Gate, **wanted: str) -> list[ClinicRow]:
    async with gate.core_view("platform", PLATFORM) as view:
        return await queries.clinics(
            view, wanted.get("state"), wanted.get("q"), wanted.get("activity"), None, 30
        )


async def test_clinics_are_ranked_by_what_became_of_their_visits(
    gate: Gate, clock: Clock, tenants: Two
) -> None:
    await visits(gate, clock, tenants[0], "book complete", "book complete undo miss", "book cancel", "book")
    await visits(gate, clock, tenants[1], "book complete", "book complete", "book complete undo")
    clock.advance(minutes=1)
    first, second = await ranked(gate)
    assert (first.slug, first.completed, first.missed, first.no_show_rate) == ("oudekade", 2, 0, 0.0)
    assert (second.slug, second.completed, second.missed, second.cancelled) == ("zwaluwhof", 1, 1, 1)
    assert second.no_show_rate == 0.5
    assert [(row.slug, row.booked) for row in await ranked(gate, "booked")] == [
        ("zwaluwhof", 4),
        ("oudekade", 3),
    ]
    assert [row.slug for row in await ranked(gate, "no_show_rate")] == ["oudekade", "zwaluwhof"]


async def test_new_clients_and_owners_who_book_themselves_are_measures_of_their_own(
    gate: Gate, clock: Clock, tenants: Two
) -> None:
    for _ in range(2):
        await note(gate, tenants[1], "client.register", new_id())
        await note(gate, tenants[0], "appointment.book", new_id(), APPLICANT)
    await note(gate, tenants[1], "client.enrol", new_id(), system_actor("job"))
    for tenant in tenants:
        await copy_activity(gate, tenant)
    clock.advance(minutes=1)
    assert [(row.slug, row.new_clients) for row in await ranked(gate, "new_clients")] == [
        ("oudekade", 3),
        ("zwaluwhof", 0),
    ]
    assert [(row.slug, row.owners) for row in await ranked(gate, "owners")] == [
        ("zwaluwhof", 1),
        ("oudekade", 0),
    ]


async def test_what_lies_before_the_period_does_not_count(gate: Gate, clock: Clock, tenants: Two) -> None:
    await visits(gate, clock, tenants[0], "book complete")
    clock.advance(days=8)
    assert {row.completed for row in await ranked(gate, days=7)} == {0}
    assert {row.completed for row in await ranked(gate, days=30)} == {0, 1}


async def test_the_dashboard_counts_clinics_users_and_what_waits(
    gate: Gate, clock: Clock, tenants: Two
) -> None:
    await visits(gate, clock, tenants[0], "book")
    async with gate.core_work("system", SYSTEM) as work:
        work.audit("login", "user_account", None)
        work.audit("login", "user_account", None, outcome="refused")
    await copy_activity(gate, CORE)
    clock.advance(minutes=1)
    async with gate.core_view("platform", PLATFORM) as view:
        board = await queries.platform_dashboard(view)
    assert (board.clinics.active, board.clinics.awake, board.clinics.asleep) == (2, 1, 1)
    assert (board.logins.done_24h, board.logins.refused_24h) == (1, 1)
    assert board.users_by_kind["pet_owner"] == 0
    assert board.requests_open == 0
    clock.advance(days=31)
    async with gate.core_view("platform", PLATFORM) as view:
        assert (await queries.platform_dashboard(view)).clinics.asleep == 2


async def test_failed_events_of_every_practice_are_counted_without_looking_into_it(
    gate: Gate, clock: Clock, tenants: Two
) -> None:
    started = clock.now
    for tenant in tenants:
        async with gate.work(tenant, MANAGER) as work:
            await change_profile(work, 1, ProfileChange(city="Zwolle"))
    async with gate.work(tenants[1], SYSTEM) as work:
        await work.execute("update outbox set fault = 'Unavailable', attempts = 3")
    clock.advance(minutes=5)
    await measure_pulse(gate)
    async with gate.core_view("platform", PLATFORM) as view:
        events = (await queries.platform_dashboard(view)).events
    assert (events.waiting, events.failed) == (2, 1)
    assert (events.oldest_waiting_at, events.measured_at) == (started, started + timedelta(minutes=5))
    assert {row.slug: row.events_failed for row in await clinics(gate)} == {"zwaluwhof": 0, "oudekade": 1}


async def test_an_event_whose_node_was_killed_at_its_last_attempt_counts_as_failed(
    gate: Gate, tenants: Two
) -> None:
    async with gate.work(tenants[1], MANAGER) as work:
        await change_profile(work, 1, ProfileChange(city="Zwolle"))
    async with gate.work(tenants[1], SYSTEM) as work:
        await work.execute(
            "update outbox set fault = null, attempts = 99, due_at = now() - interval '1 minute'"
        )
    await measure_pulse(gate)
    async with gate.core_view("platform", PLATFORM) as view:
        board = await queries.platform_dashboard(view)
    assert (board.events.failed, board.events.given_up, board.jobs_stuck) == (1, 1, 0)


async def test_a_clinic_is_found_with_and_without_its_accents_and_stands_in_its_place(
    gate: Gate, tenants: Two
) -> None:
    async with gate.core_work("platform", PLATFORM) as work:
        await work.execute("update tenant set name = 'Één kliniek' where id = $1", tenants[1].id)
        await work.execute("update tenant set name = 'Smørebrød' where id = $1", tenants[0].id)
    for q in ("één", "EEN kl", "Één kliniek"):
        assert [row.slug for row in await clinics(gate, q=q)] == ["oudekade"], q
    assert [row.slug for row in await clinics(gate, q="smorebrod")] == ["zwaluwhof"]
    assert [row.slug for row in await clinics(gate)] == ["oudekade", "zwaluwhof"]


async def test_clinics_are_listed_by_state_name_and_whether_anybody_works_there(
    gate: Gate, clock: Clock, tenants: Two
) -> None:
    await visits(gate, clock, tenants[0], "book")
    assert [row.slug for row in await clinics(gate)] == ["oudekade", "zwaluwhof"]
    assert [row.slug for row in await clinics(gate, activity="active")] == ["zwaluwhof"]
    assert [row.slug for row in await clinics(gate, activity="asleep")] == ["oudekade"]
    assert [row.slug for row in await clinics(gate, q="ZWALUW")] == ["zwaluwhof"]
    async with gate.core_work("platform", PLATFORM) as work:
        await suspend_practice(work, "oudekade")
    assert [row.slug for row in await clinics(gate, state="suspended")] == ["oudekade"]
    assert (await clinics(gate, state="active"))[0].last_activity_at == clock.now


async def test_a_practices_manager_sees_nothing_of_the_platform(gate: Gate) -> None:
    async with gate.core_view("platform", MANAGER) as view:
        with pytest.raises(Forbidden):
            await queries.platform_dashboard(view)
        with pytest.raises(Forbidden):
            await queries.ranking(view, "completed", 30)
        with pytest.raises(Forbidden):
            await queries.clinics(view, None, None, None, None, 10)
