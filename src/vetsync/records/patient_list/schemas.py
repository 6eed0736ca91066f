"""What the desk's search is told."""

from typing import Annotated

import msgspec

from vetsync.kit.http.paging import LIMIT_DEFAULT, LimitInBody

Words = Annotated[
    str, msgspec.Meta(max_length=100, description="Names, or a chip, phone, e-mail or client number")
]


class PatientSearch(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    q: Words
    cursor: str | None = None
    limit: LimitInBody = LIMIT_DEFAULT
