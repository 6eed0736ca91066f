"""The one stream that a browser keeps open."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import ServerSentEvent

from vetsync.kit.http.principal import Principal
from vetsync.kit.realtime.admission import Admit
from vetsync.kit.realtime.hub import Hub
from vetsync.kit.realtime.stream import messages


@get(
    "/events",
    opt={"permission": "signed_in"},
    operation_id="streamChanges",
    tags=["node"],
    description="Server-sent events: `change` says what changed, `resync` that something was missed.",
)
async def stream_changes(
    principal: NamedDependency[Principal],
    hub: NamedDependency[Hub],
    admit: NamedDependency[Admit],
    practice: FromQuery[str | None] = None,
) -> ServerSentEvent:
    admission = await admit(principal, practice)
    return ServerSentEvent(messages(hub, admission))


ROUTES = [stream_changes]
