"""What crosses the door about franchises."""

from typing import Annotated
from uuid import UUID

import msgspec

from vetsync.tenancy.settings.schemas import Country, Short, Title


class FranchiseStart(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`admin_email` is the address of an account; its owner becomes the franchise's first administrator."""

    name: Title
    city: Short = ""
    country: Country = "NL"
    zone: str = "Europe/Amsterdam"
    admin_email: Annotated[str, msgspec.Meta(min_length=3, max_length=254)]


class FranchiseRequested(msgspec.Struct):
    """It is being made; the tree shows it as soon as it stands."""

    id: UUID
    slug: str
