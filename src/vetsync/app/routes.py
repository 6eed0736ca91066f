"""Routes that belong to the node itself, not to a domain."""

import msgspec
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.types import ControllerRouterHandler

from vetsync.app.parts import Parts
from vetsync.kit.observe import metrics_text


class Health(msgspec.Struct, kw_only=True):
    """`status` is `ok`, or `degraded` while the database doesn't answer."""

    status: str
    version: str


@get("/health", opt={"permission": "public"}, operation_id="getHealth", tags=["node"])
async def get_health(parts: NamedDependency[Parts]) -> Response[Health]:
    alive = await parts.gate.answers()
    health = Health(status="ok" if alive else "degraded", version=parts.version)
    return Response(health, status_code=200 if alive else 503)


@get(
    "/metrics",
    opt={"permission": "public"},
    operation_id="getMetrics",
    tags=["node"],
    media_type=MediaType.TEXT,
)
async def get_metrics() -> Response[bytes]:
    return Response(metrics_text(), media_type="text/plain; version=0.0.4")


ROUTES: list[ControllerRouterHandler] = [get_health, get_metrics]
