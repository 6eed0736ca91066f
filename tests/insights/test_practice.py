"""A practice's figures are those of its own rows, and a report says the same on paper."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.scheduling.practice import ANNA, BEA, CLIENT, CONSULT, PATIENT, SYSTEM, furnish
from tests.tenancy.people import DESK, MANAGER
from vetsync.insights.errors import ExportTooLarge, PeriodOutOfReach, PeriodReversed, PeriodTooLong
from vetsync.insights.practice import queries
from vetsync.insights.practice.report import render_report
from vetsync.insights.practice.routes import _cells
from vetsync.insights.practice.rules import day_span, days_before, month_so_far
from vetsync.insights.practice.words import HEADER, SOURCES, SPECIES, STATES
from vetsync.kit.csv_export import csv_file
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Forbidden
from vetsync.kit.ids import new_id
from vetsync.patients.schemas import Species
from vetsync.scheduling.bookings.rules import State
from vetsync.tenancy.settings.schemas import ProfileChange
from vetsync.tenancy.settings.service import change_profile

Two = tuple[Tenant, Tenant]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
async def zwaluwhof(gate: Gate, tenants: Two, clock: Clock) -> Tenant:
    """Monday 16 March, eleven in Amsterdam; the furnished clients are from the year before."""
    clock.now = moment("2026-03-16T10:00")
    async with gate.work(tenants[0], SYSTEM) as work:
        await furnish(work)
        await work.execute("update client set created_at = '2025-01-01'")
    return tenants[0]


async def visit(
    gate: Gate,
    tenant: Tenant,
    starts: str,
    state: str,
    vet: UUID = ANNA,
    created: str = "",
    *,
    stage: str | None = None,
    signed: str | None = None,
) -> None:
    starts_at, made = moment(starts), new_id()
    async with gate.work(tenant, SYSTEM) as work:
        await work.insert(
            "appointment",
            {
                "id": made, "type_id": CONSULT, "client_id": CLIENT, "patient_id": PATIENT, "state": state,
                "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=20), "vet_id": vet,
                "reason": "=1+1", "created_at": moment(created or starts), "source": "desk",
                "record_signed_at": moment(signed) if signed else None,
            },
        )  # fmt: skip
        if stage:
            await work.insert(
                "visit",
                {
                    "id": new_id(), "appointment_id": made, "client_id": CLIENT, "patient_id": PATIENT,
                    "stage": stage, "stage_at": starts_at, "arrived_at": starts_at,
                    "gone_at": starts_at if stage == "gone" else None,
                },
            )  # fmt: skip


async def walked_in(
    gate: Gate, tenant: Tenant, came: str, stage: str, vet: UUID | None, writer: UUID | None
) -> None:
    at, visit_id = moment(came), new_id()
    async with gate.work(tenant, SYSTEM) as work:
        await work.insert(
            "visit",
            {"id": visit_id, "client_id": CLIENT, "patient_id": PATIENT, "vet_id": vet, "stage": stage, "stage_at": at,
             "arrived_at": at, "gone_at": at if stage == "gone" else None},
        )  # fmt: skip
        if writer:
            await work.insert(
                "record",
                {"id": new_id(), "client_id": CLIENT, "patient_id": PATIENT, "visit_id": visit_id, "vet_id": writer,
                 "visited_at": at, "saved_at": at},
            )  # fmt: skip


@pytest.mark.anyio
async def test_today_is_counted_by_state_and_by_vet(gate: Gate, zwaluwhof: Tenant, tenants: Two) -> None:
    for starts, state, vet in (
        ("2026-03-15T23:00", "completed", ANNA),
        ("2026-03-15T22:59", "completed", ANNA),
        ("2026-03-16T09:40", "confirmed", ANNA),
        ("2026-03-16T10:20", "confirmed", BEA),
        ("2026-03-16T14:00", "pending", BEA),
        ("2026-03-16T15:00", "cancelled", BEA),
        ("2026-03-16T22:59", "no_show", BEA),
        ("2026-03-16T23:00", "confirmed", BEA),
        ("2026-03-18T09:00", "pending", ANNA),
    ):
        await visit(gate, zwaluwhof, starts, state, vet, "2026-03-10T08:00")
    async with gate.view(zwaluwhof, DESK) as view:
        board = await queries.practice_dashboard(view)
    today = board.today
    assert (today.total, today.seen, today.to_go, today.pending, today.no_show) == (5, 1, 2, 1, 1)
    assert (today.cancelled, today.declined) == (1, 0)
    assert board.requests_open == 2
    assert board.oldest_request_at == moment("2026-03-10T08:00")
    assert [(vet.vet_name, vet.total, vet.seen) for vet in board.vets] == [("Anna", 2, 1), ("Bea", 3, 0)]
    async with gate.view(tenants[1], DESK) as view:
        assert (await queries.practice_dashboard(view)).today.total == 0


@pytest.mark.anyio
async def test_who_walks_in_is_counted_on_the_day_they_come_as_the_board_shows_them(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    await visit(gate, zwaluwhof, "2026-03-16T07:00", "completed")
    for came, stage, vet, writer in (
        ("2026-03-16T07:10", "gone", ANNA, None),
        ("2026-03-16T07:20", "to_pay", None, BEA),
        ("2026-03-16T08:00", "in_room", BEA, None),
        ("2026-03-16T08:20", "waiting", None, None),
        ("2026-03-16T08:30", "withdrawn", ANNA, None),
        ("2026-03-15T22:59", "gone", ANNA, None),
    ):
        await walked_in(gate, zwaluwhof, came, stage, vet, writer)
    async with gate.view(zwaluwhof, DESK) as view:
        board = await queries.practice_dashboard(view)
    assert (board.today.total, board.today.seen, board.today.to_go) == (5, 3, 2)
    assert [(vet.vet_name, vet.total, vet.seen) for vet in board.vets] == [("Anna", 2, 2), ("Bea", 2, 1)]


@pytest.mark.anyio
async def test_who_went_to_the_counter_or_has_a_signed_note_is_seen_in_every_figure_of_the_day(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    today = date(2026, 3, 16)
    for starts, state, stage, signed in (
        ("2026-03-16T07:00", "completed", None, None),
        ("2026-03-16T07:20", "confirmed", "to_pay", None),
        ("2026-03-16T07:40", "confirmed", "gone", None),
        ("2026-03-16T14:00", "confirmed", "expected", "2026-03-16T09:00"),
        ("2026-03-16T14:40", "confirmed", "waiting", "2026-03-16T09:00"),
        ("2026-03-16T08:00", "confirmed", "expected", None),
        ("2026-03-16T08:20", "confirmed", "arrived", None),
        ("2026-03-16T08:40", "confirmed", "in_room", None),
        ("2026-03-16T09:00", "confirmed", None, None),
        ("2026-03-16T09:20", "no_show", None, None),
        ("2026-03-16T14:20", "cancelled", None, "2026-03-16T09:00"),
    ):
        await visit(gate, zwaluwhof, starts, state, stage=stage, signed=signed)
    async with gate.view(zwaluwhof, MANAGER) as view:
        board = await queries.practice_dashboard(view)
        of_today = await queries.practice_report(view, today, today)
        of_month = await queries.practice_report(view, today.replace(day=1), today)
    counts = board.today
    assert (counts.total, counts.seen, counts.to_go, counts.no_show) == (10, 4, 5, 1)
    assert [(vet.total, vet.seen) for vet in board.vets] == [(10, 4)]
    assert of_today.figures.visits == 4
    assert of_month.figures.visits == 4
    assert board.month.now.visits == 3, (
        "what is of this afternoon is counted from then on, as it is of last month"
    )
    for shares in (of_today.species, of_today.types, of_today.vets, of_today.weekdays):
        assert [(share.visits, share.missed, share.cancelled) for share in shares] == [(4, 1, 1)]


@pytest.mark.anyio
async def test_a_request_for_this_morning_still_waits_for_an_answer_and_yesterdays_does_not(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    for starts in ("2026-03-15T14:00", "2026-03-16T07:00", "2026-04-20T09:00"):
        await visit(gate, zwaluwhof, starts, "pending", created="2026-03-01T08:00")
    async with gate.view(zwaluwhof, DESK) as view:
        board = await queries.practice_dashboard(view)
    assert (board.requests_open, board.today.requests_open, board.today.pending) == (2, 2, 1)


@pytest.mark.anyio
async def test_this_month_is_compared_with_last_month_up_to_the_same_moment(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    for starts, state in (
        ("2026-03-02T09:00", "completed"),
        ("2026-03-03T09:00", "completed"),
        ("2026-03-04T09:00", "completed"),
        ("2026-03-05T09:00", "no_show"),
        ("2026-02-28T23:30", "completed"),
        ("2026-02-16T09:59", "completed"),
        ("2026-02-16T10:01", "completed"),
        ("2026-02-20T09:00", "no_show"),
        ("2026-02-16T14:00", "cancelled"),
        ("2026-03-16T14:00", "cancelled"),
    ):
        await visit(gate, zwaluwhof, starts, state)
    async with gate.work(zwaluwhof, SYSTEM) as work:
        await work.execute("update client set created_at = '2026-03-05T09:00Z' where id = $1", CLIENT)
    async with gate.view(zwaluwhof, DESK) as view:
        month = (await queries.practice_dashboard(view)).month
    assert (month.now.visits, month.now.missed, month.now.no_show_rate) == (4, 1, 0.2)
    assert (month.before.visits, month.before.missed, month.before.no_show_rate) == (1, 0, 0.0)
    assert (month.now.new_clients, month.before.new_clients) == (1, 0)
    assert (month.now.cancelled, month.before.cancelled) == (0, 0), "both of an hour that is still to come"


@pytest.mark.anyio
async def test_a_practice_without_visits_has_no_rate_rather_than_a_good_one(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    async with gate.view(zwaluwhof, DESK) as view:
        assert (await queries.practice_dashboard(view)).month.now.no_show_rate is None


def test_on_the_last_days_of_a_long_month_the_whole_short_one_is_compared() -> None:
    now, before = month_so_far(moment("2026-03-31T10:00"), "Europe/Amsterdam")
    assert now == (moment("2026-02-28T23:00"), moment("2026-03-31T10:00"))
    assert before == (moment("2026-01-31T23:00"), moment("2026-02-28T23:00"))
    _, before = month_so_far(moment("2026-01-15T10:00"), "Europe/Amsterdam")
    assert before == (moment("2025-11-30T23:00"), moment("2025-12-15T10:00"))
    now, before = month_so_far(moment("2026-04-10T10:00"), "Europe/Amsterdam")
    assert before == (moment("2026-02-28T23:00"), moment("2026-03-10T11:00")), (
        "noon is noon, also in winter time"
    )


def test_a_period_has_its_whole_days_and_an_end() -> None:
    start, end = day_span(date(2026, 3, 28), date(2026, 3, 29), "Europe/Amsterdam")
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=47)
    assert days_before(date(2026, 3, 1), date(2026, 3, 31)) == (date(2026, 1, 29), date(2026, 2, 28))
    with pytest.raises(PeriodReversed):
        day_span(date(2026, 3, 2), date(2026, 3, 1), "Europe/Amsterdam")
    with pytest.raises(PeriodTooLong):
        day_span(date(2020, 1, 1), date(2026, 1, 1), "Europe/Amsterdam")
    for first_on, last_on in ((date.min, date.min), (date.max, date.max)):
        with pytest.raises(PeriodOutOfReach):
            day_span(first_on, last_on, "Europe/Amsterdam")


@pytest.mark.anyio
async def test_the_report_adds_up_and_is_set_in_both_languages_with_any_name(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    for day, state in ((2, "completed"), (3, "completed"), (4, "no_show"), (5, "cancelled")):
        await visit(gate, zwaluwhof, f"2026-03-0{day}T09:00", state)
    async with gate.work(zwaluwhof, MANAGER) as work:
        await change_profile(work, 1, ProfileChange(name='Łódź 犬 "#{panic()}" \\ $x$ <a>'))
    async with gate.view(zwaluwhof, MANAGER) as view:
        report = await queries.practice_report(view, date(2026, 3, 1), date(2026, 3, 31))
    assert (report.figures.visits, report.figures.missed, report.figures.cancelled) == (2, 1, 1)
    assert (report.patients_seen, report.clients_seen) == (1, 1)
    for shares in (report.species, report.types, report.vets, report.weekdays):
        assert sum(one.visits for one in shares) == 2
        assert sum(one.missed for one in shares) == 1
    assert [(one.key, one.visits) for one in report.weekdays] == [("1", 1), ("2", 1), ("3", 0), ("4", 0)]
    for language in ("nl", "en"):
        assert render_report(report, language).startswith(b"%PDF-")


@pytest.mark.anyio
async def test_the_export_has_local_times_and_nothing_a_spreadsheet_would_run(
    gate: Gate, zwaluwhof: Tenant
) -> None:
    for day in (27, 30):
        await visit(gate, zwaluwhof, f"2026-03-{day}T09:00", "no_show", created="2026-03-10T23:30")
    async with gate.work(zwaluwhof, SYSTEM) as work:
        await work.execute("update patient set species = 'guinea_pig' where id = $1", PATIENT)
    async with gate.view(zwaluwhof, MANAGER) as view:
        lines = [
            line async for line in queries.appointment_lines(view, date(2026, 3, 1), date(2026, 3, 31), "nl")
        ]
    text = b"".join(csv_file(HEADER["nl"], _cells(lines, "nl"), "nl")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {row["Soort"] for row in rows} == {"consult"}
    assert [(row["Datum"], row["Begin"], row["Einde"]) for row in rows] == [
        ("2026-03-27", "10:00", "10:20"),
        ("2026-03-30", "11:00", "11:20"),
    ]
    assert {row["Reden"] for row in rows} == {"'=1+1"}
    assert rows[0]["Klant"] == "Sanne de Vries"
    assert (rows[0]["Status"], rows[0]["Diersoort"], rows[0]["Herkomst"]) == (
        "niet gekomen",
        "cavia",
        "balie",
    )
    assert rows[0]["Ingevoerd op"] == "2026-03-11 00:30"
    english = b"".join(csv_file(HEADER["en"], _cells(lines, "en"))).decode("utf-8-sig")
    assert '"no-show"' in english
    assert '"guinea pig"' in english


@pytest.mark.anyio
async def test_an_export_is_refused_rather_than_cut(gate: Gate, zwaluwhof: Tenant) -> None:
    period = date(2026, 3, 1), date(2026, 3, 31)
    for day in (2, 3, 4):
        await visit(gate, zwaluwhof, f"2026-03-0{day}T09:00", "completed")
    async with gate.view(zwaluwhof, MANAGER) as view:
        assert len([one async for one in queries.appointment_lines(view, *period, "nl", 3)]) == 3
        with pytest.raises(ExportTooLarge) as refused:
            _ = [one async for one in queries.appointment_lines(view, *period, "nl", 2)]
    assert refused.value.data == {"rows_max": 2}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_export_has_a_word_for_everything_that_can_stand_there(language: str) -> None:
    assert STATES[language].keys() == set(get_args(State))
    assert SPECIES[language].keys() == set(get_args(Species))
    assert SOURCES[language].keys() == {"online", "desk", "import"}


@pytest.mark.anyio
async def test_reports_are_for_those_who_may_read_them(gate: Gate, zwaluwhof: Tenant) -> None:
    async with gate.view(zwaluwhof, DESK) as view:
        with pytest.raises(Forbidden):
            await queries.practice_report(view, date(2026, 3, 1), date(2026, 3, 31))
        with pytest.raises(Forbidden):
            async for _ in queries.appointment_lines(view, date(2026, 3, 1), date(2026, 3, 31), "nl"):
                pass
