"""Reads of the tree. `Tenant` values, which open the gate, come from here only."""

from typing import cast
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Tenant, View
from vetsync.tenancy.errors import DepartmentUnknown
from vetsync.tenancy.permissions import PLATFORM_READ, PRACTICE_READ
from vetsync.tenancy.structure.schemas import Branch, DepartmentView, Node, NodeState, TenantKind

BY_SLUG = "select id, slug, schema_name, role_name, name, zone, kind, state from tenant where slug = $1"
BY_ID = "select id, slug, schema_name, role_name, name, zone, kind, state from tenant where id = $1"
ALL_ACTIVE = """
select id, slug, schema_name, role_name, name, zone, kind, state from tenant where state = 'active' order by id limit $1
"""
BY_IDS = """
select id, slug, schema_name, role_name, name, zone, kind, state from tenant
where id = any($1::uuid[]) and state = 'active' order by id limit 1000
"""
NODE = """
select id, slug, kind, parent_id, name, zone, state, created_at, state_since, version from tenant where slug = $1
"""
NODES = """
select id, slug, kind, parent_id, name, zone, state, created_at, state_since, version from tenant
order by kind, name, id limit $1
"""
BRANCH = """
select id, slug, kind, parent_id, name, zone, state, created_at, state_since, version from tenant
where id = $1 or parent_id = $1 order by name, id limit $2
"""
DEPARTMENTS = "select id, name, active, version from department order by lower(name), id limit 200"

DEPARTMENT_IS_OPEN = "select exists (select 1 from department where id = $1 and active)"

TENANTS_MAX = 5_000
"""More than one database is meant to hold (about 1,000), so that the bound never bites in a healthy system."""


class TenantRecord(msgspec.Struct):
    """A tenant together with whether it may be entered."""

    id: UUID
    slug: str
    schema_name: str
    role_name: str
    name: str
    zone: str
    kind: str
    state: NodeState

    @property
    def tenant(self) -> Tenant:
        kind = cast(TenantKind, self.kind)
        return Tenant(
            id=self.id, slug=self.slug, schema=self.schema_name, role=self.role_name, name=self.name, zone=self.zone,
            kind=kind,
        )  # fmt: skip


async def record_by_slug(view: View, slug: str) -> TenantRecord | None:
    """The tenant in whatever state."""
    return await view.row(TenantRecord, BY_SLUG, slug)


async def record_by_id(view: View, tenant_id: UUID) -> TenantRecord | None:
    """The tenant in whatever state."""
    return await view.row(TenantRecord, BY_ID, tenant_id)


async def tenant_by_slug(view: View, slug: str) -> Tenant | None:
    """The tenant, if there is one of this name and it is active."""
    found = await record_by_slug(view, slug)
    return found.tenant if found and found.state == "active" else None


async def tenant_by_id(view: View, tenant_id: UUID) -> Tenant | None:
    """The tenant, if there is one of this id and it is active."""
    found = await record_by_id(view, tenant_id)
    return found.tenant if found and found.state == "active" else None


async def tenants_by_ids(view: View, tenant_ids: list[UUID]) -> list[Tenant]:
    """Those of the tenants that are active, at most 1,000."""
    return [found.tenant for found in await view.rows(TenantRecord, BY_IDS, tenant_ids)]


async def all_tenants(view: View) -> list[Tenant]:
    """Every active tenant, practices and franchises alike: what relays and jobs go round."""
    return [found.tenant for found in await view.rows(TenantRecord, ALL_ACTIVE, TENANTS_MAX)]


async def node(view: View, slug: str) -> Node | None:
    return await view.row(Node, NODE, slug)


async def tree(view: View) -> list[Branch]:
    """Franchises with their practices first, then the practices that stand alone, each with an empty list."""
    view.require(PLATFORM_READ)
    nodes = await view.rows(Node, NODES, TENANTS_MAX)
    below: dict[UUID, list[Node]] = {}
    for one in nodes:
        if one.parent_id:
            below.setdefault(one.parent_id, []).append(one)
    return [Branch(node=one, practices=below.get(one.id, [])) for one in nodes if one.parent_id is None]


async def practices_of(view: View, franchise_id: UUID) -> list[Node]:
    """The practices that hang under a franchise now."""
    nodes = await view.rows(Node, BRANCH, franchise_id, TENANTS_MAX)
    return [one for one in nodes if one.parent_id == franchise_id]


async def check_department(view: View, department_id: UUID) -> None:
    """Raises DepartmentUnknown unless somebody can be put into this department of the practice."""
    if not await view.value(DEPARTMENT_IS_OPEN, department_id):
        raise DepartmentUnknown(field="department_id")


async def departments(view: View) -> list[DepartmentView]:
    """Closed ones too; the screen greys them."""
    view.require(PRACTICE_READ)
    return await view.rows(DepartmentView, DEPARTMENTS)
