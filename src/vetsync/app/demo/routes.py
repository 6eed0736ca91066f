"""The people that a stranger may be. Registered in demo mode only; elsewhere this path does not exist."""

import msgspec
from litestar import get

from vetsync.app.demo import cast
from vetsync.app.demo.people import everybody_shown


class DemoPerson(msgspec.Struct, kw_only=True):
    email: str
    name: str
    role: str
    practice_name: str


class DemoPeople(msgspec.Struct, kw_only=True):
    """`password` opens every account of the demo, and nothing anywhere else."""

    items: list[DemoPerson]
    password: str


@get("/demo/people", opt={"permission": "public"}, operation_id="listDemoPeople", tags=["demo"])
async def list_demo_people() -> DemoPeople:
    items = [DemoPerson(**person._asdict()) for person in everybody_shown()]
    return DemoPeople(items=items, password=cast.PASSWORD)


ROUTES = [list_demo_people]
