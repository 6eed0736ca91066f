"""The practice's dashboard and reports."""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.insights.permissions import REPORTS_READ, SCHEDULE_READ
from vetsync.insights.practice import queries
from vetsync.insights.practice.report import render_report
from vetsync.insights.practice.schemas import AppointmentLine, Language, PracticeDashboard, PracticeReport
from vetsync.insights.practice.words import CATEGORIES, HEADER, SOURCES, SPECIES, STATES, said
from vetsync.kit.csv_export import Cell, csv_file
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.principal import Principal

TAGS = ["insights"]

FirstDay = Annotated[date | None, QueryParameter(name="from", description="Local date; default: last month")]
LastDay = Annotated[date | None, QueryParameter(name="to", description="Local date, included")]


@get(
    "/staff/{slug:str}/dashboard",
    opt={"permission": SCHEDULE_READ},
    operation_id="getPracticeDashboard",
    tags=TAGS,
)
async def get_dashboard(
    slug: FromPath[str], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> PracticeDashboard:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.practice_dashboard(view)


@get(
    "/staff/{slug:str}/reports/practice",
    opt={"permission": REPORTS_READ},
    operation_id="getPracticeReport",
    tags=TAGS,
)
async def get_report(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    first_on: FirstDay = None,
    last_on: LastDay = None,
) -> PracticeReport:
    return await _report(gate, principal, first_on, last_on)


@get(
    "/staff/{slug:str}/reports/practice.pdf",
    opt={"permission": REPORTS_READ},
    operation_id="getPracticeReportPdf",
    tags=TAGS,
    media_type="application/pdf",
)
async def get_report_pdf(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    first_on: FirstDay = None,
    last_on: LastDay = None,
    lang: FromQuery[Language] = "nl",
) -> Response[bytes]:
    report = await _report(gate, principal, first_on, last_on)
    made = await asyncio.to_thread(render_report, report, lang)
    name = f"{principal.practice.slug}-{report.first_on}-{report.last_on}.pdf"
    return Response(made, media_type="application/pdf", headers=_attachment(name))


@get(
    "/staff/{slug:str}/reports/appointments.csv",
    opt={"permission": REPORTS_READ},
    operation_id="exportAppointments",
    tags=TAGS,
    media_type="text/csv",
)
async def export_appointments(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    first_on: FirstDay = None,
    last_on: LastDay = None,
    lang: FromQuery[Language] = "nl",
) -> Response[bytes]:
    """Every appointment of the period, or a refusal when there are more than 50,000. That they were taken out is itself
    audited, hence a door that writes.
    """
    async with gate.work(principal.practice, principal.actor) as work:
        since, until = _period(queries.default_period(work), first_on, last_on)
        lines = [line async for line in queries.appointment_lines(work, since, until, lang)]
        work.audit(
            "appointments.export", "report", None, after={"from": since, "to": until, "rows": len(lines)}
        )
    name = f"{principal.practice.slug}-{since}-{until}.csv"
    body = b"".join(csv_file(HEADER[lang], _cells(lines, lang), lang))
    return Response(body, media_type="text/csv; charset=utf-8", headers=_attachment(name))


async def _report(
    gate: Gate, principal: Principal, first_on: date | None, last_on: date | None
) -> PracticeReport:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.practice_report(view, *_period(queries.default_period(view), first_on, last_on))


def _period(usual: tuple[date, date], first_on: date | None, last_on: date | None) -> tuple[date, date]:
    """What was asked for; with only one date, that day alone."""
    if first_on is None and last_on is None:
        return usual
    first = first_on or last_on
    last = last_on or first_on
    assert first is not None
    assert last is not None
    return first, last


def _cells(lines: list[AppointmentLine], language: Language) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        yield (
            line.starts_on, line.starts, line.ends, said(STATES, language, line.state),
            said(CATEGORIES, language, line.category), line.type_name,
            line.vet_name, line.client_number, line.client_name, line.patient_name,
            said(SPECIES, language, line.species), said(SOURCES, language, line.source), line.reason, line.entered,
            line.id,
        )  # fmt: skip


def _attachment(name: str) -> dict[str, str]:
    return {
        "content-disposition": f'attachment; filename="{name}"',
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }


ROUTES = [get_dashboard, get_report, get_report_pdf, export_appointments]
