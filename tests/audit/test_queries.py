"""Reading the log: filters, pages, opened details, and counts."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.audit.conftest import Tamper
from tests.audit.people import MANAGER, PLATFORM, RECEPTIONIST
from tests.conftest import START, Clock
from vetsync.audit import queries
from vetsync.audit.handlers import copy_activity
from vetsync.audit.schemas import ActionCount, ActivityFilter, AuditEntryView, EntryFilter, LoginCounts
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import Forbidden, Invalid
from vetsync.kit.http.paging import Page

pytestmark = pytest.mark.anyio
SUBJECT = UUID(int=7)


async def note(
    gate: Gate, tenant: Tenant, action: str, actor: Actor = RECEPTIONIST, outcome: str = "done"
) -> None:
    async with gate.work(tenant, actor) as work:
        work.audit(action, action.split(".", maxsplit=1)[0], SUBJECT, after={"name": "Zoë"}, outcome=outcome)


async def read(
    gate: Gate, tenant: Tenant, wanted: EntryFilter, cursor: str | None = None, limit: int = 30
) -> Page[AuditEntryView]:
    async with gate.view(tenant, MANAGER) as view:
        return await queries.entries(view, wanted, cursor, limit)


async def test_entries_are_found_by_who_what_when_and_how_it_ended(
    gate: Gate, tenants: tuple[Tenant, Tenant], clock: Clock
) -> None:
    await note(gate, tenants[0], "patient.add")
    clock.advance(hours=1)
    await note(gate, tenants[0], "appointment.confirm", MANAGER)
    clock.advance(hours=1)
    await note(gate, tenants[0], "appointment.cancel", outcome="refused")
    await note(gate, tenants[1], "appointment.cancel")

    async def found(**wanted: object) -> list[int]:
        return [entry.seq for entry in (await read(gate, tenants[0], EntryFilter(**wanted))).items]  # type: ignore[arg-type]

    assert await found() == [3, 2, 1]
    assert await found(actor_id=MANAGER.id) == [2]
    assert await found(action="appointment.") == [3, 2]
    assert await found(action="appointment.cancel") == [3]
    assert await found(subject="patient") == [1]
    assert await found(subject_id=SUBJECT) == [3, 2, 1]
    assert await found(subject_id=UUID(int=8)) == []
    assert await found(outcome="refused") == [3]
    assert await found(since=START + timedelta(hours=1)) == [3, 2]
    assert await found(until=START + timedelta(hours=1)) == [1]
    assert await found(action="app%") == []


async def test_details_are_opened_for_those_who_may_read_the_log(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    await note(gate, tenants[0], "patient.add")
    async with gate.work(tenants[0], RECEPTIONIST) as work:
        work.audit("patient.view", "patient", SUBJECT)
    viewed, added = (await read(gate, tenants[0], EntryFilter())).items
    assert (added.detail_state, added.before, added.after) == ("open", None, {"name": "Zoë"})
    assert (viewed.detail_state, viewed.before, viewed.after) == ("none", None, None)
    async with gate.view(tenants[0], RECEPTIONIST) as view:
        with pytest.raises(Forbidden):
            await queries.entries(view, EntryFilter())


async def test_a_detail_that_was_exchanged_is_shown_as_damaged(
    gate: Gate, tenants: tuple[Tenant, Tenant], tamper: Tamper
) -> None:
    await note(gate, tenants[0], "patient.add")
    await note(gate, tenants[0], "patient.rename")
    tamper(
        tenants[0].schema,
        "update audit_entry set detail = (select detail from audit_entry where seq = 2) where seq = 1",
    )
    states = [entry.detail_state for entry in (await read(gate, tenants[0], EntryFilter())).items]
    assert states == ["open", "damaged"]


async def test_pages_follow_each_other_without_gap_or_repetition(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    for number in range(7):
        await note(gate, tenants[0], f"act.{number}")
    await copy_activity(gate, tenants[0])
    entries, activity = [], []
    cursor: str | None = None
    for _ in range(3):
        page = await read(gate, tenants[0], EntryFilter(), cursor, limit=3)
        entries += [entry.seq for entry in page.items]
        cursor = page.next_cursor
    assert (entries, cursor) == ([7, 6, 5, 4, 3, 2, 1], None)
    for _ in range(3):
        async with gate.core_view("platform", PLATFORM) as view:
            rows = await queries.activity(view, ActivityFilter(), cursor, limit=3)
        activity += [row.action for row in rows.items]
        cursor = rows.next_cursor
    assert (activity, cursor) == ([f"act.{number}" for number in (6, 5, 4, 3, 2, 1, 0)], None)


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIl0", "é"])
async def test_a_cursor_that_we_did_not_give_out_is_refused(
    gate: Gate, tenants: tuple[Tenant, Tenant], cursor: str
) -> None:
    with pytest.raises(Invalid):
        await read(gate, tenants[0], EntryFilter(), cursor)


async def test_an_export_goes_on_past_one_batch(
    gate: Gate, tenants: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "EXPORT_BATCH", 2)
    monkeypatch.setattr(queries, "EXPORT_MAX", 6)
    for number in range(8):
        await note(gate, tenants[0], f"act.{number}")
    await copy_activity(gate, tenants[0])
    async with gate.core_view("platform", PLATFORM) as view:
        actions = [row.action async for row in queries.all_activity(view, ActivityFilter())]
    assert actions == [f"act.{number}" for number in (7, 6, 5, 4, 3, 2)]


async def test_log_ins_and_acts_are_counted(gate: Gate, tenants: tuple[Tenant, Tenant], clock: Clock) -> None:
    for days_ago, outcome in [
        (40, "done"),
        (20, "done"),
        (3, "done"),
        (3, "refused"),
        (0, "done"),
        (0, "refused"),
    ]:
        clock.now = START - timedelta(days=days_ago)
        async with gate.core_work("auth", RECEPTIONIST) as work:
            work.audit("login", "session", None, outcome=outcome)
    clock.now = START
    await note(gate, tenants[0], "patient.add")
    for tenant in (CORE, tenants[0]):
        await copy_activity(gate, tenant)
    async with gate.core_view("platform", PLATFORM) as view:
        logins = await queries.login_counts(view)
        days = await queries.counts_by_day(view)
        actions = await queries.counts_by_action(view)
    assert logins == LoginCounts(1, 2, 3, 1, 2, 2)
    assert [(day.entries, day.requests) for day in days] == [(1, 1), (2, 1), (3, 1)]
    assert days[-1].on == START.date()
    assert actions == [ActionCount("login", 5), ActionCount("patient.add", 1)]
