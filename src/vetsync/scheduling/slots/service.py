"""Commands on appointment types."""

from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.errors import Invalid
from vetsync.kit.ids import new_id
from vetsync.scheduling.events import ScheduleChanged
from vetsync.scheduling.permissions import SCHEDULE_MANAGE
from vetsync.scheduling.slots import queries, rules
from vetsync.scheduling.slots.schemas import AppointmentTypeAdd, AppointmentTypeChange, AppointmentTypeView

KINDS_OF = "select id, kind from resource where id = any($1::uuid[])"
CLEAR_DOERS = "delete from type_resource where type_id = $1"
ADD_DOERS = "insert into type_resource (type_id, resource_id) select $1, x from unnest($2::uuid[]) x"
CLEAR_NEEDS = "delete from type_need where type_id = $1"
ADD_NEEDS = "insert into type_need (type_id, kind) select $1, x from unnest($2::text[]) x"


async def add_type(work: Work, wanted: AppointmentTypeAdd) -> AppointmentTypeView:
    """Raises KeyTaken, Invalid."""
    work.require(SCHEDULE_MANAGE)
    rules.require_prices(wanted.price_min_cents, wanted.price_max_cents)
    await _require_people(work, wanted.resource_ids, wanted.needs)
    values = msgspec.structs.asdict(wanted)
    doers, needs = values.pop("resource_ids"), values.pop("needs")
    type_id = new_id()
    await work.insert("appointment_type", {"id": type_id, **values})
    await work.execute(ADD_DOERS, type_id, sorted(set(doers)))
    await work.execute(ADD_NEEDS, type_id, sorted(set(needs)))
    added = await queries.appointment_type(work, type_id)
    _changed(work, "appointment_type.add", type_id, None, added)
    return added


async def change_type(
    work: Work, type_id: UUID, version: int, change: AppointmentTypeChange
) -> AppointmentTypeView:
    """What is booked keeps the length it was booked with. Raises Stale, NotFound, Invalid."""
    work.require(SCHEDULE_MANAGE)
    before = await queries.appointment_type(work, type_id)
    sent = {
        name: value for name, value in msgspec.structs.asdict(change).items() if value is not msgspec.UNSET
    }
    merged = msgspec.structs.replace(before, **sent)
    rules.require_prices(merged.price_min_cents, merged.price_max_cents)
    await _require_people(work, merged.resource_ids, merged.needs)
    doers, needs = sent.pop("resource_ids", None), sent.pop("needs", None)
    await work.update("appointment_type", type_id, version, sent)
    if doers is not None:
        await work.execute(CLEAR_DOERS, type_id)
        await work.execute(ADD_DOERS, type_id, sorted(set(doers)))
    if needs is not None:
        await work.execute(CLEAR_NEEDS, type_id)
        await work.execute(ADD_NEEDS, type_id, sorted(set(needs)))
    after = await queries.appointment_type(work, type_id)
    _changed(work, "appointment_type.change", type_id, before, after)
    return after


async def _require_people(work: Work, resource_ids: list[UUID], needs: list[Any]) -> None:
    found = {row["id"]: row["kind"] for row in await work.records(KINDS_OF, resource_ids)}
    if not set(resource_ids) <= set(found):
        raise Invalid(code="unknown_resource", field="resource_ids")
    rules.require_people(found.values(), needs)


def _changed(work: Work, action: str, type_id: UUID, before: Any, after: Any) -> None:
    work.audit(action, "appointment_type", type_id, before=before, after=after)
    work.emit(ScheduleChanged(subject="appointment_type", subject_id=type_id))
