"""Reading how a person arranged their screens."""

import msgspec

from vetsync.kit.db.work import View
from vetsync.tenancy.layouts.schemas import Layouts, LayoutView
from vetsync.tenancy.permissions import PRACTICE_READ

OWN = """
select workspace, parts, version from layout where user_id = $1 and role_key = $2 order by workspace limit 20
"""


async def own_layouts(view: View, role: str) -> Layouts:
    """Of all workspaces at once: whoever comes into one must not see its panels move."""
    view.require(PRACTICE_READ)
    kept = await view.records(OWN, view.actor.id, role)
    return Layouts(items=[msgspec.convert(dict(one), LayoutView) for one in kept])
