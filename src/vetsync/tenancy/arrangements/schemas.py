"""What crosses the door about the way a person came."""

from typing import Annotated

import msgspec
from msgspec import Meta


class Crumb(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A step of the way: what it is, and the address inside the practice."""

    key: Annotated[str, Meta(min_length=1, max_length=200)]
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    to: Annotated[str, Meta(pattern="^/p/[^/]", max_length=400)]
    icon: Annotated[str, Meta(max_length=40)] = ""


class Arrangement(msgspec.Struct, kw_only=True):
    """Empty where a person has kept nothing."""

    trail: list[Crumb] = []


class ArrangementChange(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is given replaces what was kept."""

    trail: Annotated[list[Crumb], Meta(max_length=8)]
