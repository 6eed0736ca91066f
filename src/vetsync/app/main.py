"""The HTTP face of a node: which routes exist, who guards them, and what every answer has in common."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from vetsync.app.program import Program
from vetsync.app.routers import api_handlers
from vetsync.identity.access.guard import guard, provide_principal
from vetsync.kit.config import Config
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.client_files import client_routes, no_client
from vetsync.kit.http.headers import add_headers
from vetsync.kit.http.problems import HANDLERS, RESPONSES
from vetsync.kit.observe import Observed

BODY_SIZE_MAX = 64_000
"""Bytes of a request; upload routes set their own, larger one."""
VERSION = "0.1.0"
PUBLIC = {"permission": "public"}

OpenProgram = Callable[[], AbstractAsyncContextManager[Program]]


async def provide_gate(state: State) -> Gate:
    return state.program.gate  # type: ignore[no-any-return]  # Litestar's state is untyped


async def provide_program(state: State) -> Program:
    return state.program  # type: ignore[no-any-return]  # Litestar's state is untyped


def create_app(
    config: Config, open_program: OpenProgram, on_ready: Callable[[], Awaitable[None]] | None = None
) -> Litestar:
    """`open_program` opens pool, keys and background work for as long as the application lives."""

    @asynccontextmanager
    async def live(app: Litestar) -> AsyncIterator[None]:
        async with open_program() as program:
            app.state.program = program
            yield

    web = config.web_dir or _built_client()
    client = client_routes(web) if web else [no_client()]
    return Litestar(
        route_handlers=[
            Router("/api", route_handlers=api_handlers(config), responses=RESPONSES, opt={}),
            *client,
        ],
        lifespan=[live],
        guards=[guard],
        dependencies={
            "principal": Provide(provide_principal, sync_to_thread=False),
            "gate": Provide(provide_gate),
            "program": Provide(provide_program),
        },
        exception_handlers=HANDLERS,
        middleware=[Observed],
        before_send=[add_headers],
        request_max_body_size=BODY_SIZE_MAX,
        openapi_config=_openapi(),
        debug=False,
    )


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="VetSync",
        version=VERSION,
        description="Everything the VetSync client does, it does through this API.",
        path="/api",
        openapi_router=Router("/api", route_handlers=[], opt=PUBLIC),
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        create_examples=False,
        components=Components(
            security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
        ),
        security=[{"bearer": []}],
    )


def _built_client() -> Path | None:
    """The client beside the source tree, or the copy that a wheel carries."""
    here = Path(__file__).resolve()
    for folder in (here.parents[3] / "web" / "dist", here.parents[1] / "web"):
        if (folder / "index.html").is_file():
            return folder
    return None
