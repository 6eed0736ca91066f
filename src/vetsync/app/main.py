"""The HTTP face of a node: which routes exist, who guards them, and what every answer has in common."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Router
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import NotFoundException
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from vetsync import __version__
from vetsync.app.demo import routes as demo_routes
from vetsync.app.parts import OpenParts, Parts
from vetsync.app.routers import API, with_problems
from vetsync.identity.access.guard import provide_principal
from vetsync.kit.config import Config
from vetsync.kit.http.client_files import client_routes, no_client
from vetsync.kit.http.headers import header_writer
from vetsync.kit.http.problems import HANDLERS
from vetsync.kit.observe import Observed
from vetsync.messaging.letters import routes as letter_routes

BODY_SIZE_MAX = 64_000
"""Bytes of a request; upload routes set their own, larger one."""
PUBLIC = {"permission": "public"}

DESCRIPTION = "/api/openapi.json"
DEMO = (*demo_routes.ROUTES, *letter_routes.DEMO_ROUTES)

PARTS = (
    "gate", "storage", "files", "letter_folder", "tenants", "presences", "around", "desk", "hub", "admit", "jobs",
)  # fmt: skip
"""What routes may ask for by name."""


def create_app(config: Config, open_parts: OpenParts) -> Litestar:
    """`open_parts` opens pool, keys and background work for as long as the application lives."""

    @asynccontextmanager
    async def live(app: Litestar) -> AsyncIterator[None]:
        async with open_parts() as parts:
            app.state.parts = parts
            yield

    web = config.web_dir or built_client()
    demo = [with_problems(route) for route in DEMO] if config.demo else []
    return Litestar(
        route_handlers=[
            Router("/api", route_handlers=[*API, *demo]),
            *(client_routes(web) if web else [no_client()]),
        ],
        lifespan=[live],
        guards=[_guard],
        dependencies={
            "principal": Provide(provide_principal),
            **{name: _part(name) for name in PARTS},
            "parts": Provide(_parts),
        },
        exception_handlers=HANDLERS,
        middleware=[Observed],
        before_send=[header_writer(is_https=config.is_https)],
        request_max_body_size=BODY_SIZE_MAX,
        openapi_config=_openapi(),
        # Ours is set up once, in kit/observe; the framework's would put the root logger to INFO.
        logging_config=None,
    )


async def _guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    await connection.app.state.parts.guard(connection, handler)


async def _parts(state: State) -> Parts:
    return state.parts  # type: ignore[no-any-return]  # Litestar's state is untyped


def _part(name: str) -> Provide:
    async def provide(state: State) -> Any:
        return getattr(state.parts, name)

    return Provide(provide)


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="VetSync",
        version=__version__,
        description="Everything the VetSync client does, it does through this API.",
        path="/api",
        openapi_router=Router(
            "/api", route_handlers=[], opt=PUBLIC, before_request=_only_description, include_in_schema=False
        ),
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        create_examples=False,
        components=Components(
            security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
        ),
        security=[{"bearer": []}],
    )


async def _only_description(request: Request[Any, Any, Any]) -> None:
    """The framework adds pages of its own here, which would answer for unknown paths in HTML."""
    if request.url.path != DESCRIPTION:
        raise NotFoundException


def built_client() -> Path | None:
    """The client beside the source tree, or the copy that a wheel carries."""
    here = Path(__file__).resolve()
    for folder in (here.parents[3] / "web" / "dist", here.parents[1] / "web"):
        if (folder / "index.html").is_file():
            return folder
    return None
