"""What crosses the door about nodes and departments."""

import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

TenantKind = Literal["practice", "franchise"]

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
NodeState = Literal["active", "suspended", "leaving"]


class Node(msgspec.Struct):
    """A tenant as the platform sees it. `parent_id` is the franchise it hangs under."""

    id: UUID
    slug: str
    kind: TenantKind
    parent_id: UUID | None
    name: str
    zone: str
    state: NodeState
    created_at: datetime.datetime
    state_since: datetime.datetime
    version: int


class Branch(msgspec.Struct, kw_only=True):
    """A node with what hangs under it."""

    node: Node
    practices: list[Node]


class NodeMove(msgspec.Struct, forbid_unknown_fields=True):
    """`franchise_slug` empty: out of its franchise."""

    franchise_slug: str | None = None


class DepartmentView(msgspec.Struct):
    id: UUID
    name: str
    active: bool
    version: int


class DepartmentAdd(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class DepartmentChange(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)] | msgspec.UnsetType = msgspec.UNSET
    active: bool | msgspec.UnsetType = msgspec.UNSET
