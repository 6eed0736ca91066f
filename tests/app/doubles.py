"""A practice that knows some of its clients twice, with everything that can belong to a client or a patient."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from tests.conftest import START, Database
from tests.patients.people import registered
from tests.records.visits import CONSULT, NOOR, NOOR_VET, SYSTEM, Clinic, drafted, sign
from vetsync.app.merging import follow_merges
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.ids import new_id
from vetsync.messaging.threads.schemas import ThreadStart
from vetsync.messaging.threads.service import start_thread
from vetsync.patients.clients.schemas import WeighingNote
from vetsync.patients.clients.service import note_weighing
from vetsync.patients.merging import queries, service
from vetsync.patients.merging.schemas import Choice, Kind, MergeDone, MergeWish, Versions
from vetsync.records import service as records
from vetsync.records.schemas import VitalsChange
from vetsync.scheduling.visits.schemas import WalkIn
from vetsync.scheduling.visits.service import walk_in

follow_merges()

DESK = Actor(
    UUID(int=931),
    "user",
    frozenset(
        {
            "patients.read", "patients.write", "patients.merge", "schedule.read", "schedule.book", "schedule.approve",
            "messages.read", "messages.write", "practice.read",
        }
    ),
    "desk",
)  # fmt: skip
JOURNAL = {"merge", "merge_move", "audit_entry", "audit_head", "outbox", "not_same"}
"""What says that something was done; and there is nothing else that a merge may leave behind."""
SEALED = {("client", name) for name in ("email", "phone", "phone_second", "address", "notes")} | {
    ("patient", "chip")
}
TABLES = """
select c.relname from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') order by 1
"""


async def client(gate: Gate, tenant: Tenant, name: str, animal: str, **more: Any) -> tuple[UUID, UUID]:
    """The ids of a client and a patient of hers, entered by hand."""
    patient = {"name": animal, **more.pop("patient", {})}
    made = await registered(gate, tenant, {"last_name": name, **more}, patient)
    return made.client_id, made.patient_id


async def lives(gate: Gate, tenant: Tenant, client_id: UUID, patient_id: UUID, day: int = 3) -> None:
    """An appointment, a walk-in with a note that was signed and shared, a draft, a weighing and two conversations."""
    await appointment(gate, tenant, client_id, patient_id, START + timedelta(days=day))
    async with gate.work(tenant, DESK) as work:
        await walk_in(work, WalkIn(patient_id=patient_id))
        for about in (patient_id, None):
            await start_thread(
                work, ThreadStart(client_id=client_id, patient_id=about, subject="Vraag", text="Dag")
            )
        version = (await queries.cards_of(work, "patient", [patient_id]))[patient_id].version
        await note_weighing(work, patient_id, version, WeighingNote(grams=9_000 + day))
    clinic = Clinic(tenant, client_id, patient_id, UUID(int=0))
    written = await drafted(gate, clinic, assessment="Gezond")
    async with gate.work(tenant, NOOR) as work:
        await records.change_vitals(work, written.id, written.version, VitalsChange(weight_grams=9_010 + day))
    await sign(gate, clinic, written.id, share=True)
    await drafted(gate, clinic, subjective="Nog niet af")


async def appointment(
    gate: Gate, tenant: Tenant, client_id: UUID, patient_id: UUID, starts_at: datetime
) -> UUID:
    appointment_id = new_id()
    async with gate.work(tenant, SYSTEM) as work:
        await work.insert(
            "appointment",
            {"id": appointment_id, "type_id": CONSULT, "client_id": client_id, "patient_id": patient_id,
             "state": "confirmed", "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=20),
             "vet_id": NOOR_VET, "created_at": START, "source": "desk"},
        )  # fmt: skip
    return appointment_id


async def merged(
    gate: Gate, tenant: Tenant, kind: Kind, kept_id: UUID, dropped_id: UUID, **take: Choice
) -> MergeDone:
    """As somebody does who looked at the preview."""
    async with gate.work(tenant, DESK) as work:
        seen = await queries.merge_preview(work, kind, kept_id, dropped_id)
        versions = Versions(kept=seen.kept.version, dropped=seen.dropped.version)
        wish = MergeWish(
            kind=kind, kept_id=seen.kept.id, dropped_id=seen.dropped.id, versions=versions, take=take
        )
        return await service.merge(work, wish)


async def apart(gate: Gate, tenant: Tenant, merge_id: UUID) -> None:
    async with gate.work(tenant, DESK) as work:
        await service.unmerge(work, merge_id)


async def everything(gate: Gate, tenant: Tenant, database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of the practice but the journal, without versions, what is sealed in the clear."""
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        names = [row["relname"] for row in await connection.fetch(TABLES, tenant.schema)]
        found = {
            name: [dict(row) for row in await connection.fetch(f"select * from {tenant.schema}.{name}")]
            for name in names
            if name not in JOURNAL
        }
    finally:
        await connection.close()
    async with gate.view(tenant, SYSTEM) as view:
        for name, rows in found.items():
            for row in rows:
                row.pop("version", None)
                for table, column in SEALED:
                    if table == name and row[column] is not None:
                        row[column] = view.cipher.open(table, column, row["id"], row[column])
            rows.sort(key=str)
    return found


def naming(rows: dict[str, list[dict[str, Any]]], one_id: UUID) -> Iterator[str]:
    """`table.column` of everything that names this one, but its own row."""
    for table, found in rows.items():
        for row in found:
            yield from (f"{table}.{name}" for name, value in row.items() if value == one_id and name != "id")
