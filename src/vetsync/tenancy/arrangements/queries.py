"""Reading a person's own arrangement."""

import msgspec

from vetsync.kit.db.work import View
from vetsync.tenancy.arrangements.schemas import Arrangement
from vetsync.tenancy.permissions import PRACTICE_READ

OWN = "select trail from arrangement where user_id = $1 limit 1"


async def own_arrangement(view: View) -> Arrangement:
    view.require(PRACTICE_READ)
    kept = await view.records(OWN, view.actor.id)
    return msgspec.convert(dict(kept[0]), Arrangement) if kept else Arrangement()
