"""Prints a patient's file. Whoever prints it has read it, so it leaves the same trace."""

import asyncio
import json
from pathlib import Path
from uuid import UUID

import typst

from vetsync.kit.db.work import Work
from vetsync.patients.clients.queries import patient
from vetsync.records.permissions import RECORDS_READ
from vetsync.records.queries import records_whole
from vetsync.records.report.labels import Lang
from vetsync.records.report.paper import paper

TEMPLATE = Path(__file__).with_name("patient.typ")
RECORDS_MAX = 100


async def patient_paper(work: Work, patient_id: UUID, lang: Lang) -> str:
    """What the template needs, as JSON; raises PatientNotFound."""
    work.require(RECORDS_READ)
    found = await patient(work, patient_id)
    records = await records_whole(work, patient_id, RECORDS_MAX)
    work.audit("patient.print", "patient", patient_id, after={"records": len(records)})
    laid = paper(found, records, work.tenant.name, work.tenant.zone, work.now, lang, RECORDS_MAX)
    return json.dumps(laid)


async def pdf_of(data: str) -> bytes:
    """Set in a thread: a long file takes a moment of processor time, in which others want their answers."""
    return await asyncio.to_thread(_pdf, data)


def _pdf(data: str) -> bytes:
    made: bytes = typst.compile(TEMPLATE, format="pdf", sys_inputs={"data": data})
    return made
