"""All routes of identity. Beside `principal` and `gate` they ask for `desk`, `presences` and `files`."""

from vetsync.identity.access.routes import ROUTES as ACCESS
from vetsync.identity.login.routes import ROUTES as LOGIN
from vetsync.identity.users.routes import ROUTES as USERS

ROUTES = [*LOGIN, *USERS, *ACCESS]
