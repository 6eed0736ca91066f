"""The routes of a domain behind a principal of the test's choice: HTTP without signing in."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from litestar import Litestar, Router
from litestar.di import Provide

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.http.principal import Principal
from vetsync.kit.http.problems import HANDLERS


@asynccontextmanager
async def browser(
    gate: Gate, actor: Actor, tenant: Tenant | None, routes: Sequence[Any], **parts: Any
) -> AsyncIterator[httpx2.AsyncClient]:
    given = {"gate": gate, "principal": Principal(actor, actor.id, None, frozenset(), tenant), **parts}
    app = Litestar(
        [Router("/api", route_handlers=list(routes))],
        dependencies={name: _given(value) for name, value in given.items()},
        exception_handlers=HANDLERS,
        request_max_body_size=64_000,
        openapi_config=None,
    )
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with app.lifespan(), httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


def _given(value: Any) -> Provide:
    async def provide() -> Any:
        return value

    return Provide(provide)
