"""Serves the built client: hashed assets for ever, the page itself never from a cache."""

from pathlib import Path

from litestar import Router, get
from litestar.datastructures import CacheControlHeader
from litestar.enums import MediaType
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import File, Response
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

_FOR_EVER = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)
_PUBLIC = {"permission": "public"}


def client_routes(folder: Path) -> list[ControllerRouterHandler]:
    """Routes for the client in `folder`; every path that is not a file or the API's is the client's own."""
    index = folder / "index.html"
    plain = {path.name for path in folder.glob("*") if path.is_file() and path.name != "index.html"}

    @get(["/", "/{path:path}"], include_in_schema=False, opt=_PUBLIC, name="client")
    async def client(path: FromPath[str] = "") -> Response[bytes] | File:
        name = path.strip("/")
        if name in plain:
            return File(folder / name, content_disposition_type="inline")
        if name.split("/", 1)[0] in {"api", "assets"}:
            raise NotFoundException
        return Response(index.read_bytes(), media_type=MediaType.HTML, headers={"cache-control": "no-cache"})

    handlers: list[ControllerRouterHandler] = [client]
    if (folder / "assets").is_dir():
        assets = create_static_files_router(
            "/assets", [folder / "assets"], cache_control=_FOR_EVER, include_in_schema=False, opt=_PUBLIC
        )
        handlers.append(assets)
    return handlers


def no_client() -> Router:
    """Says what is missing when the client was never built, instead of a bare 404."""

    @get("/", include_in_schema=False, opt=_PUBLIC, media_type=MediaType.TEXT, name="client-missing")
    async def missing() -> str:
        return "The client is not built: run `make run`, or `npm run build` in web/.\n"

    return Router("/", route_handlers=[missing])
