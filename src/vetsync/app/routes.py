"""Routes that belong to the node itself, not to a domain."""

import asyncio
import hmac
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, get
from litestar.di import NamedDependency
from litestar.types import ControllerRouterHandler

from vetsync.app.parts import Parts
from vetsync.insights.platform.queries import event_counts
from vetsync.insights.platform.schemas import EventCounts
from vetsync.kit.config import Config
from vetsync.kit.db.work import system_actor
from vetsync.kit.errors import NotFound, Unavailable
from vetsync.kit.http.address import is_from_this_machine
from vetsync.kit.observe import EVENTS, metrics_text

PATIENCE_SECONDS = 2
"""Whoever asks for the health asks often and does not wait long."""


class Health(msgspec.Struct, kw_only=True):
    """`status` is `ok`, or `degraded` while the database doesn't answer.

    `events_given_up` are reactions that failed for good and wait for the system admin; the node itself is well, so they
    change neither `status` nor the answer's own.
    """

    status: str
    version: str
    events_given_up: int | None


@get("/health", opt={"permission": "public", "uncounted": True}, operation_id="getHealth", tags=["node"])
async def get_health(parts: NamedDependency[Parts]) -> Response[Health]:
    """One question to the database answers both: whether it is there, and what failed for good."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            counts = await _event_counts(parts)
    except TimeoutError:
        counts = None
    health = Health(
        status="ok" if counts else "degraded",
        version=parts.version,
        events_given_up=counts.given_up if counts else None,
    )
    return Response(health, status_code=200 if counts else 503)


@get(
    "/metrics",
    opt={"permission": "public"},
    operation_id="getMetrics",
    tags=["node"],
    media_type=MediaType.TEXT,
)
async def get_metrics(request: Request[Any, Any, Any], parts: NamedDependency[Parts]) -> Response[bytes]:
    """Not there for anybody but who may read it: by the token of the settings, or without one from this machine."""
    if not _may_read_metrics(request, parts.config):
        raise NotFound
    if counts := await _event_counts(parts):
        for state in ("waiting", "failed", "given_up"):
            EVENTS.labels(state).set(getattr(counts, state))
    return Response(metrics_text(), media_type="text/plain; version=0.0.4")


async def _event_counts(parts: Parts) -> EventCounts | None:
    """None while the database does not answer."""
    try:
        async with parts.gate.core_view("platform", system_actor("figures")) as view:
            return await event_counts(view)
    except Unavailable:
        return None


def _may_read_metrics(request: Request[Any, Any, Any], config: Config) -> bool:
    if config.metrics_token is None:
        return config.serves_this_machine_only and is_from_this_machine(request)
    shown = request.headers.get("authorization", "")
    return hmac.compare_digest(shown.encode(), f"Bearer {config.metrics_token}".encode())


ROUTES: list[ControllerRouterHandler] = [get_health, get_metrics]
