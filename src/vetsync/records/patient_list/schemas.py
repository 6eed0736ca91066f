"""What the desk's search is told, and how it says who fits: likeness is a whole number that counts down, so that the
best come first and a page can begin after any of them.
"""

from typing import Annotated

import msgspec

from vetsync.kit.http.paging import LIMIT_DEFAULT, LimitInBody

FIRST = -10_000
"""Before all of them: the place where the first page begins."""
NUMBERED = -5000
"""A number or an address that fits wholly."""
BEGUN, BEGUN_LATER, OWNED = -4003, -4002, -4001
"""The animal's name begins so, a later word of it does, the client's does."""
SOUNDING = -2000
"""What sounds so, and less by as many points as its letters are alike."""
POINTS = 999
"""That a name which is wholly alike gets; so few that no kind of likeness reaches into the next."""
Words = Annotated[
    str, msgspec.Meta(max_length=100, description="Names, or a chip, phone, e-mail or client number")
]


class PatientSearch(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    q: Words
    cursor: str | None = None
    limit: LimitInBody = LIMIT_DEFAULT
