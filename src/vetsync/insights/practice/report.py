"""The practice report on paper. Texts and layout stand in `report.typ`; data comes in as JSON, never as markup."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import structlog
import typst

from vetsync.insights.errors import ReportNotMade
from vetsync.insights.practice.schemas import Language, PracticeReport

TEMPLATE = Path(__file__).with_name("report.typ").read_bytes()

log = structlog.get_logger()


def render_report(report: PracticeReport, language: Language) -> bytes:
    """A PDF. Blocking, some ten milliseconds a page: call it in a thread. Raises ReportNotMade.

    The template gets no root folder, so nothing that stands in the data can reach a file.
    """
    data = msgspec.to_builtins(report)
    local = report.made_at.astimezone(ZoneInfo(report.zone))
    data["made"] = f"{local:%d-%m-%Y %H:%M}"
    data["first"], data["last"] = _day(report.first_on), _day(report.last_on)
    try:
        made = typst.compile(
            TEMPLATE,
            format="pdf",
            sys_inputs={"language": language, "report": msgspec.json.encode(data).decode()},
        )
    except (typst.TypstError, RuntimeError, ValueError) as error:
        log.error("report.refused", error=type(error).__name__)
        raise ReportNotMade from None
    return bytes(made)


def _day(on: date) -> str:
    return f"{on:%d-%m-%Y}"
