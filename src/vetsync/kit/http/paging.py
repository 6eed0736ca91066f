"""Lists are always bounded. Those that grow have pages, and a cursor says after which row the next one begins; a list
without `next_cursor` has no pages, and its schema says how long it can be.
"""

import base64
import binascii
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from litestar.params import QueryParameter

from vetsync.kit.errors import Invalid

LIMIT_DEFAULT = 30
LIMIT_MAX = 100

Limit = Annotated[int, QueryParameter(ge=1, le=LIMIT_MAX, description="How many rows at most")]
LimitInBody = Annotated[int, msgspec.Meta(ge=1, le=LIMIT_MAX, description="How many rows at most")]
"""The same where the question travels in a body, whose fields only msgspec's own bounds hold."""

T = TypeVar("T")
C = TypeVar("C")


class Page(msgspec.Struct, Generic[T], kw_only=True):
    """`next_cursor` is empty on the last page."""

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*keys: Any) -> str:
    """The sort keys of the last row shown, opaque to the client."""
    return base64.urlsafe_b64encode(msgspec.json.encode(keys)).decode().rstrip("=")


def decode_cursor(cursor: str, kinds: type[C]) -> C:
    """The keys that `encode_cursor` was given, as a tuple of the given types; raises Invalid for anything else."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return msgspec.json.decode(base64.urlsafe_b64decode(padded), type=kinds)
    except (binascii.Error, msgspec.MsgspecError, ValueError):
        raise Invalid(code="bad_cursor", field="cursor") from None


def page_of(rows: list[T], limit: int, *key_fields: str) -> Page[T]:
    """A page from `limit + 1` rows asked for; the extra row only says that there is more."""
    if len(rows) <= limit:
        return Page(items=rows)
    last = rows[limit - 1]
    return Page(items=rows[:limit], next_cursor=encode_cursor(*(getattr(last, name) for name in key_fields)))
