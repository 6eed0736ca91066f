"""Logs and figures about the program's own health; never a name, an address or a field's value."""

import logging
import sys
import time
from uuid import uuid4

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "vetsync_requests_total", "Requests answered", ["method", "route", "status"], registry=REGISTRY
)
DURATION = Histogram(
    "vetsync_request_seconds",
    "Time to the first byte of an answer",
    ["method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
EVENTS = Gauge(
    "vetsync_events", "Events not delivered, as measured a minute ago at most", ["state"], registry=REGISTRY
)

log = structlog.get_logger()


def set_up_logging(level: str) -> None:
    """Logs go to standard error: what the commands print is for scripts, and no log line stands between."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # Libraries may print values; only their warnings are wanted, and of the driver not even those.
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(levelname)s")
    for name in ("asyncpg", "psycopg", "sqlalchemy", "httpx2"):
        logging.getLogger(name).setLevel(logging.ERROR)


class Observed:
    """Outermost middleware: gives each request an id, counts it and logs it by route template, never by URL."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500
        request_id = uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
                self._count(scope, status, time.perf_counter() - began, request_id)
            await send(message)

        await self._app(scope, receive, note_status)

    def _count(self, scope: HTTPScope, status: int, seconds: float, request_id: str) -> None:
        route = scope.get("path_template") or "unmatched"
        REQUESTS.labels(scope["method"], route, str(status)).inc()
        DURATION.labels(scope["method"], route).observe(seconds)
        log.info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            request_id=request_id,
        )


def metrics_text() -> bytes:
    return generate_latest(REGISTRY)
