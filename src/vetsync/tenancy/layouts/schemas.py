"""What crosses the door about arranged screens."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Workspace = Literal[
    "today", "front-desk", "schedule", "patient", "consult", "procedure", "messages", "pharmacy", "billing",
    "insights", "franchise", "settings", "migration",
]  # fmt: skip
Arranged = Literal[Workspace, "shell"]
"""A workspace, or what stands around all of them."""
Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9.-]{0,39}$")]
Square = Annotated[int, Meta(ge=-9, le=9, description="Squares from the hub, to the right and down")]


class Place(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    x: Square
    y: Square


class Pin(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is at hand on every screen: a workspace, or an act and the workspace where it is done."""

    workspace: Workspace
    act: Key | None = None


class Part(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One panel's width in pixels, one list of blocks, the places on the map, or what is pinned."""

    width: Annotated[int, Meta(ge=120, le=900)] | None = None
    order: Annotated[list[Key], Meta(max_length=16)] | None = None
    hidden: Annotated[list[Key], Meta(max_length=16)] | None = None
    places: Annotated[dict[Workspace, Place], Meta(max_length=13)] | None = None
    pins: Annotated[list[Pin], Meta(max_length=6)] | None = None


class LayoutView(msgspec.Struct, kw_only=True):
    """`version` grows with each change, so that an older answer is told from a newer one."""

    workspace: Arranged
    parts: dict[str, Part]
    version: int


class Layouts(msgspec.Struct, kw_only=True):
    """Nothing of a workspace where everything stands as it does for everybody."""

    items: list[LayoutView]


class LayoutChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is named replaces what was kept under that name, null puts it back; the other parts stay."""

    parts: Annotated[dict[Key, Part | None], Meta(max_length=12)]

    def plain(self) -> dict[str, Any]:
        return {name: part and msgspec.to_builtins(part) for name, part in self.parts.items()}
