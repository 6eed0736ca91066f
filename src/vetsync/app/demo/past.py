"""The activity log of the demo's last weeks: what its visits would have left behind, had people booked them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import groupby
from uuid import UUID

from vetsync.app.demo.cast import CLINICS
from vetsync.app.demo.world import Visit, World
from vetsync.audit.handlers import copy_activity
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import AuditEntry, Tenant, system_actor
from vetsync.kit.ids import new_id

ACTOR = system_actor("demo")
DAYS = 40
"""A little more than the month that the platform's figures look back."""
BOOKED_AHEAD = dt.timedelta(days=6)
STEPS = {
    "completed": "appointment.complete",
    "no_show": "appointment.miss",
    "cancelled": "appointment.cancel",
}
HAS_PAST = "select exists (select 1 from audit_entry where action = 'appointment.complete')"


async def remember_visits(gate: Gate, world: World, tenants: Mapping[str, Tenant]) -> None:
    """Each day in a transaction of its own, in the order of time, and then a copy for the platform."""
    for clinic in CLINICS:
        tenant = tenants[clinic.slug]
        async with gate.view(tenant, ACTOR) as view:
            if await view.value(HAS_PAST):
                continue
        entries = sorted(_entries(world, clinic.slug), key=lambda entry: entry.at)
        for _, of_day in groupby(entries, key=lambda entry: entry.at.date()):
            async with gate.work(tenant, ACTOR) as work:
                work.entries.extend(of_day)
        await copy_activity(gate, tenant)
    await copy_activity(gate, CORE)


def _entries(world: World, slug: str) -> Iterator[AuditEntry]:
    """Bookings by the owner or the desk, what became of the visits by the vet; nothing that is still to come."""
    now = dt.datetime.now(dt.UTC)
    since = now - dt.timedelta(days=DAYS)
    staff = [member for member in world.staff if member.clinic == slug]
    desk = next(member.person.id for member in staff if member.role == "receptionist")
    vets = {member.resource_id: member.person.id for member in staff if member.resource_id}
    for visit in world.visits:
        if visit.clinic != slug:
            continue
        by_owner = visit.patient.client.user_id if visit.source == "online" else None
        booked_at = visit.starts_at - BOOKED_AHEAD
        if since < booked_at < now:
            yield _entry(visit, "appointment.book", booked_at, by_owner or desk)
        step = STEPS.get(visit.state)
        if step and since < visit.ends_at < now:
            who = (by_owner or desk) if visit.state == "cancelled" else vets[visit.vet_id]
            at = visit.starts_at - dt.timedelta(days=1) if visit.state == "cancelled" else visit.ends_at
            yield _entry(visit, step, at, who)


def _entry(visit: Visit, action: str, at: dt.datetime, actor_id: UUID) -> AuditEntry:
    return AuditEntry(
        id=new_id(), at=at, actor_id=actor_id, actor_kind="user", action=action, subject="appointment",
        subject_id=visit.id, request_id="demo", outcome="done", after={"state": visit.state},
    )  # fmt: skip
