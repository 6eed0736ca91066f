"""Prints a patient's file. Whoever prints it has read every visit on it, and leaves the same trace for each."""

import asyncio
import json
from pathlib import Path
from uuid import UUID

import structlog
import typst

from vetsync.kit.db.work import Work
from vetsync.patients.clients.queries import patient
from vetsync.records.errors import PaperNotMade
from vetsync.records.lists.queries import vaccinations_of_patient
from vetsync.records.permissions import RECORDS_READ
from vetsync.records.queries import records_whole
from vetsync.records.readings import note_readings
from vetsync.records.report.labels import Lang
from vetsync.records.report.paper import paper

TEMPLATE = Path(__file__).with_name("patient.typ")
RECORDS_MAX = 100

log = structlog.get_logger()


async def patient_paper(work: Work, patient_id: UUID, lang: Lang) -> str:
    """What the template needs, as JSON; raises PatientNotFound."""
    work.require(RECORDS_READ)
    found = await patient(work, patient_id)
    newest = await records_whole(work, patient_id, RECORDS_MAX + 1)
    records, is_cut = newest[:RECORDS_MAX], len(newest) > RECORDS_MAX
    given = await vaccinations_of_patient(work, patient_id)
    await note_readings(work, [one.id for one in records], "practice")
    work.audit("patient.print", "patient", patient_id, after={"records": len(records)})
    at = (work.tenant.name, work.tenant.zone, work.now)
    return json.dumps(paper(found, records, *at, lang, vaccinations=given, is_cut=is_cut))


async def pdf_of(data: str) -> bytes:
    """Set in a thread: a long file takes a moment of processor time, in which others want their answers.

    Raises PaperNotMade.
    """
    return await asyncio.to_thread(_pdf, data)


def _pdf(data: str) -> bytes:
    try:
        made: bytes = typst.compile(TEMPLATE, format="pdf", sys_inputs={"data": data})
    except (typst.TypstError, RuntimeError, ValueError) as error:
        log.error("paper.refused", error=type(error).__name__)
        raise PaperNotMade from None
    return made
