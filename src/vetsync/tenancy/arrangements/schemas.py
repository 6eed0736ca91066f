"""What crosses the door about arranged screens."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]
Share = Annotated[float, Meta(ge=0, le=100, description="Percent of the canvas")]
Square = Annotated[int, Meta(ge=-9, le=9, description="Squares from the hub, to the right and down")]
PanelsKey = Annotated[
    str, Meta(pattern="^[a-z][a-z0-9_-]{0,39}:[a-z][a-z0-9-]{0,39}$", description="Role and workspace")
]


class Crumb(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A step of the way: what it is, and the address inside the practice."""

    key: Annotated[str, Meta(min_length=1, max_length=200)]
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    to: Annotated[str, Meta(pattern="^/p/[^/]", max_length=400)]
    icon: Annotated[str, Meta(max_length=40)] = ""


class Place(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    x: Square
    y: Square


Trail = Annotated[list[Crumb], Meta(max_length=8)]
Panels = Annotated[dict[Key, Share], Meta(max_length=8)]
Places = Annotated[dict[Key, Place], Meta(max_length=30)]
Quick = Annotated[list[Key], Meta(max_length=12)]


class Arrangement(msgspec.Struct, kw_only=True):
    """Empty where a person has kept nothing; then everything stands where it stands for everybody."""

    trail: list[Crumb] = []
    panels: dict[str, dict[str, float]] = {}
    places: dict[str, Place] = {}
    quick: list[str] = []


class ArrangementChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is given replaces what was kept; of `panels` only the workspaces named, and null puts one back."""

    trail: Trail | UnsetType = UNSET
    panels: Annotated[dict[PanelsKey, Panels | None], Meta(max_length=30)] | UnsetType = UNSET
    places: Places | UnsetType = UNSET
    quick: Quick | UnsetType = UNSET
