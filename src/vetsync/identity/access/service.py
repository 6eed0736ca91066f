"""Commands about memberships and roles. The practice comes as a `Tenant`, because all of this stands in core."""

from typing import Any
from uuid import UUID

import msgspec

from vetsync.identity.access import queries
from vetsync.identity.access.errors import LastAdmin, MemberUnknown, RoleNotFound, RoleUnknown
from vetsync.identity.access.events import MemberJoined, MemberLeft, MemberRoleChanged, VetApproved
from vetsync.identity.access.permissions import STAFF_MANAGE
from vetsync.identity.access.rules import HeldRole, check_within, held_role, known_permissions
from vetsync.identity.access.schemas import Member, MemberPatch, Role, RoleAdd, RolePatch
from vetsync.identity.users.rules import tidy_name
from vetsync.identity.users.service import become
from vetsync.kit.db.work import Tenant, Work
from vetsync.kit.ids import new_id

LOCK_MEMBERS = """
select m.id, m.user_id, m.role_key, m.role_id, r.version as role_version, r.name as role_name, r.permissions
from membership m left join role r on r.id = m.role_id
where m.tenant_id = $1 and m.state = 'active' order by m.id limit 5000 for update of m
"""
HOLDERS = """
select user_id from membership where tenant_id = $1 and role_id = $2 and state = 'active' order by id limit 5000
"""


async def add_role(work: Work, tenant: Tenant, data: RoleAdd) -> Role:
    """A role of the practice's own, within what its maker holds."""
    work.require(STAFF_MANAGE)
    permissions = known_permissions(data.permissions)
    check_gives(work, permissions)
    role_id, name = new_id(), tidy_name(data.name, "name")
    await work.insert(
        "role",
        {
            "id": role_id,
            "tenant_id": tenant.id,
            "name": name,
            "permissions": permissions,
            "created_at": work.now,
        },
    )
    made = Role(role=str(role_id), name=name, permissions=permissions, is_builtin=False, version=1)
    work.audit(
        "role.add", "role", role_id, after={"tenant_id": tenant.id, "name": name, "permissions": permissions}
    )
    return made


async def change_role(work: Work, tenant: Tenant, role_id: UUID, version: int, data: RolePatch) -> Role:
    """Changes the role for everybody who has it; open invitations to it lapse."""
    work.require(STAFF_MANAGE)
    await _managers(work, tenant)
    before = await queries.role(work, tenant, role_id)
    if before is None:
        raise RoleNotFound
    check_gives(work, before.permissions)
    changes: dict[str, Any] = {}
    if data.name is not msgspec.UNSET:
        changes["name"] = tidy_name(data.name, "name")
    if data.permissions is not msgspec.UNSET:
        changes["permissions"] = known_permissions(data.permissions)
        check_gives(work, changes["permissions"])
    saved = await work.update("role", role_id, version, changes)
    if STAFF_MANAGE in before.permissions and not await _managers(work, tenant):
        raise LastAdmin
    after = msgspec.structs.replace(before, **changes, version=saved)
    work.audit("role.change", "role", role_id, before=before, after={"tenant_id": tenant.id, "role": after})
    if after.permissions != before.permissions:
        for holder in await work.records(HOLDERS, tenant.id, role_id):
            work.emit(MemberRoleChanged(user_id=holder["user_id"], tenant_id=tenant.id, role=after.role))
    return after


async def add_member(
    work: Work,
    tenant_id: UUID,
    user_id: UUID,
    role: HeldRole,
    department_id: UUID | None,
    created_by: UUID | None,
) -> UUID:
    """The membership's id; raises AlreadyMember. Whoever calls has decided that this may be."""
    membership_id = new_id()
    await work.insert(
        "membership",
        {
            "id": membership_id, "user_id": user_id, "tenant_id": tenant_id, "role_key": role.key, "role_id": role.id,
            "department_id": department_id, "created_by": created_by, "created_at": work.now,
        },
    )  # fmt: skip
    await _become_what_the_role_is(work, user_id, role)
    after = {"tenant_id": tenant_id, "user_id": user_id, "role": role.ref, "department_id": department_id}
    work.audit("member.join", "membership", membership_id, after=after)
    work.emit(MemberJoined(user_id=user_id, tenant_id=tenant_id, role=role.ref))
    return membership_id


async def give_role(work: Work, tenant: Tenant, user_id: UUID, role_key: str) -> UUID | None:
    """Makes somebody a member with a built-in role, as the system: provisioning and demo data.

    None, and nothing done, when the person is a member already.
    """
    work.require(STAFF_MANAGE)
    if await queries.works_at(work, user_id, tenant.id):
        return None
    role = await queries.role_named(work, tenant, role_key)
    if role is None:
        raise RoleUnknown(field="role")
    membership_id = await add_member(work, tenant.id, user_id, role, None, work.actor.id)
    if role.key == "vet":
        work.emit(VetApproved(user_id=user_id, tenant_id=tenant.id))
    return membership_id


async def change_member(
    work: Work, tenant: Tenant, membership_id: UUID, version: int, data: MemberPatch
) -> Member:
    """Another role or department, or the end of the membership."""
    work.require(STAFF_MANAGE)
    # Before anything is read: two administrators who end each other must not both succeed.
    await _managers(work, tenant)
    before = await queries.member(work, tenant, membership_id)
    if before is None or before.state != "active":
        raise MemberUnknown
    check_gives(work, before.permissions)
    changes: dict[str, Any] = {}
    role: HeldRole | None = None
    if data.role is not msgspec.UNSET and data.role != before.role:
        role = await queries.role_named(work, tenant, data.role)
        if role is None:
            raise RoleUnknown(field="role")
        check_gives(work, role.permissions)
        changes |= {"role_key": role.key, "role_id": role.id}
    if data.department_id is not msgspec.UNSET:
        changes["department_id"] = data.department_id
    if data.state is not msgspec.UNSET:
        changes |= {"state": "ended", "ended_at": work.now}
    await work.update("membership", membership_id, version, changes)
    if STAFF_MANAGE in before.permissions and not await _managers(work, tenant):
        raise LastAdmin
    return await _note_change(work, tenant, before, role, changes)


async def _note_change(
    work: Work, tenant: Tenant, before: Member, role: HeldRole | None, changes: dict[str, Any]
) -> Member:
    after = await queries.member(work, tenant, before.id)
    if after is None:
        raise MemberUnknown
    was = {"role": before.role, "department_id": before.department_id, "state": before.state}
    now = {
        "role": after.role,
        "department_id": after.department_id,
        "state": after.state,
        "tenant_id": tenant.id,
    }
    work.audit("member.change", "membership", before.id, before=was, after=now)
    if "state" in changes:
        work.emit(MemberLeft(user_id=before.user_id, tenant_id=tenant.id))
    elif role is not None:
        await _become_what_the_role_is(work, before.user_id, role)
        work.emit(MemberRoleChanged(user_id=before.user_id, tenant_id=tenant.id, role=role.ref))
        if role.key == "vet":
            work.emit(VetApproved(user_id=before.user_id, tenant_id=tenant.id))
    return after


def check_gives(work: Work, permissions: list[str] | frozenset[str]) -> None:
    """Nobody gives, changes or takes away what they may not do themselves; the system may."""
    if work.actor.kind != "system":
        check_within(work.actor.permissions, permissions)


async def _managers(work: Work, tenant: Tenant) -> list[UUID]:
    """Who may manage the staff; holds all memberships of the practice until the commit."""
    return [
        record["user_id"]
        for record in await work.records(LOCK_MEMBERS, tenant.id)
        if STAFF_MANAGE
        in held_role(
            record["role_key"],
            record["role_id"],
            record["role_version"],
            record["role_name"],
            record["permissions"],
        ).permissions
    ]


async def _become_what_the_role_is(work: Work, user_id: UUID, role: HeldRole) -> None:
    if role.key == "vet":
        await become(work, user_id, "vet_professional")
    elif role.key == "clinic_admin":
        await become(work, user_id, "clinic_admin")
