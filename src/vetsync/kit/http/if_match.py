"""The version of a thing that the client had on screen when it saved, sent as `If-Match: "3"`."""

from typing import Annotated

from litestar.params import HeaderParameter

from vetsync.kit.errors import Invalid

IfMatch = Annotated[
    str, HeaderParameter(name="If-Match", description='Version last seen, as `"3"`', required=True)
]


def version_of(if_match: str) -> int:
    """Accepts the quoted form of RFC 9110 and the bare number; raises Invalid for anything else."""
    bare = if_match.strip().removeprefix("W/").strip('"')
    if not (bare.isascii() and bare.isdigit() and len(bare) < 10):
        raise Invalid(code="bad_if_match", field="If-Match")
    return int(bare)
