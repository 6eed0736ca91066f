"""All routes of identity, and what they ask of the program that serves them."""

from litestar.datastructures import State
from litestar.di import Provide

from vetsync.identity.access.presence import Presences
from vetsync.identity.access.routes import ROUTES as ACCESS
from vetsync.identity.login.desk import Desk
from vetsync.identity.login.routes import ROUTES as LOGIN
from vetsync.identity.users.routes import ROUTES as USERS

ROUTES = [*LOGIN, *USERS, *ACCESS]


async def provide_desk(state: State) -> Desk:
    desk = state.program.desk
    assert isinstance(desk, Desk)
    return desk


async def provide_presences(state: State) -> Presences:
    presences = state.program.presences
    assert isinstance(presences, Presences)
    return presences


DEPENDENCIES = {"desk": Provide(provide_desk), "presences": Provide(provide_presences)}
"""Beside `principal`, `gate` and `files`: the program has a `desk` and `presences`."""
