"""Commands about nodes (in core, as the platform) and departments (inside a practice)."""

from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id
from vetsync.tenancy import events
from vetsync.tenancy.errors import NotAFranchise, NotInThisState, PracticeUnknown
from vetsync.tenancy.permissions import PLATFORM_MANAGE, PRACTICE_MANAGE
from vetsync.tenancy.structure.schemas import DepartmentAdd, DepartmentChange, DepartmentView, Node, NodeState

LOCK = """
select id, slug, kind, parent_id, name, zone, state, created_at, state_since, version from tenant
where slug = $1 for no key update
"""
SET_STATE = "update tenant set state = $2, state_since = $3, version = version + 1 where id = $1"
SET_PARENT = "update tenant set parent_id = $2, version = version + 1 where id = $1"
SET_NAMES = (
    "update tenant set name = $2, zone = $3, version = version + 1 where id = $1 and (name, zone) <> ($2, $3)"
)
DEPARTMENT = "select id, name, active, version from department where id = $1"


async def suspend_practice(work: Work, slug: str) -> Node:
    """Closes a practice or franchise for everybody but the platform; nothing in it is touched."""
    found = await _locked(work, slug)
    if found.state != "active":
        raise NotInThisState(state=found.state)
    return await _switch(work, found, "suspended", events.PracticeSuspended(tenant_id=found.id))


async def resume_practice(work: Work, slug: str) -> Node:
    found = await _locked(work, slug)
    if found.state != "suspended":
        raise NotInThisState(state=found.state)
    return await _switch(work, found, "active", events.PracticeResumed(tenant_id=found.id))


async def begin_leaving(work: Work, slug: str) -> Node:
    """From now on the practice waits for its keys to be destroyed; nobody enters it, and nothing is lost yet.

    Only a suspended one, so that nobody is at work in it. Raises NotInThisState.
    """
    found = await _locked(work, slug)
    if found.state != "suspended":
        raise NotInThisState(state=found.state)
    return await _mark(work, found, "leaving", "practice.leave")


async def take_back_leaving(work: Work, slug: str) -> Node:
    """Suspended again, as long as the keys are there. Raises NotInThisState."""
    found = await _locked(work, slug)
    if found.state != "leaving":
        raise NotInThisState(state=found.state)
    return await _mark(work, found, "suspended", "practice.stay")


async def move_practice(work: Work, slug: str, franchise_slug: str | None) -> Node:
    """Hangs a practice under a franchise, or takes it out of one; its schema, role and key stay its own."""
    found = await _locked(work, slug)
    parent = await _locked(work, franchise_slug) if franchise_slug else None
    if found.kind != "practice" or (parent and (parent.kind != "franchise" or parent.state != "active")):
        raise NotAFranchise(field="franchise_slug")
    parent_id = parent.id if parent else None
    await work.execute(SET_PARENT, found.id, parent_id)
    work.audit(
        "practice.move",
        "tenant",
        found.id,
        before={"parent_id": found.parent_id},
        after={"parent_id": parent_id},
    )
    work.emit(events.PracticeMoved(tenant_id=found.id, parent_id=parent_id))
    return msgspec.structs.replace(found, parent_id=parent_id, version=found.version + 1)


async def copy_names(work: Work, tenant_id: UUID, name: str, zone: str) -> None:
    """Keeps the directory's copy of a practice's name and zone; repeating it changes nothing."""
    await work.execute(SET_NAMES, tenant_id, name, zone)


async def add_department(work: Work, data: DepartmentAdd) -> DepartmentView:
    work.require(PRACTICE_MANAGE)
    made = DepartmentView(id=new_id(), name=data.name.strip(), active=True, version=1)
    await work.insert("department", made)
    work.audit("department.add", "department", made.id, after=made)
    return made


async def change_department(
    work: Work, department_id: UUID, version: int, data: DepartmentChange
) -> DepartmentView:
    work.require(PRACTICE_MANAGE)
    before = await work.row(DepartmentView, DEPARTMENT, department_id)
    if before is None:
        raise PracticeUnknown(code="department_unknown")
    changes: dict[str, Any] = {
        name: value for name, value in msgspec.structs.asdict(data).items() if value is not msgspec.UNSET
    }
    saved = await work.update("department", department_id, version, changes)
    after = msgspec.structs.replace(before, **changes, version=saved)
    work.audit("department.change", "department", department_id, before=before, after=after)
    return after


async def _locked(work: Work, slug: str) -> Node:
    work.require(PLATFORM_MANAGE)
    found = await work.row(Node, LOCK, slug)
    if found is None:
        raise PracticeUnknown
    return found


async def _mark(work: Work, found: Node, state: NodeState, action: str) -> Node:
    await work.execute(SET_STATE, found.id, state, work.now)
    work.audit(action, "tenant", found.id, before={"state": found.state}, after={"state": state})
    return msgspec.structs.replace(found, state=state, state_since=work.now, version=found.version + 1)


async def _switch(
    work: Work, found: Node, state: str, event: events.PracticeSuspended | events.PracticeResumed
) -> Node:
    await work.execute(SET_STATE, found.id, state, work.now)
    work.audit(event.topic, "tenant", found.id, before={"state": found.state}, after={"state": state})
    work.emit(event)
    return msgspec.structs.replace(found, state=state, state_since=work.now, version=found.version + 1)
