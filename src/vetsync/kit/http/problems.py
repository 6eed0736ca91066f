"""Every failure leaves the program as one shape: RFC 9457 problem details with a stable code."""

from http import HTTPStatus
from types import TracebackType
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from litestar.serialization import decode_json

from vetsync.kit.errors import VetSyncError

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """`code` is for programs and translations, `detail` for whoever reads logs of a client."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    field: str = ""


def _respond(status: int, code: str, detail: str = "", field: str = "", **data: Any) -> Response[bytes]:
    problem = Problem(
        type=f"/problems/{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        code=code,
        detail=detail,
        field=field,
    )
    body = msgspec.json.encode(msgspec.to_builtins(problem) | msgspec.to_builtins(data))
    retry = data.get("retry_after_seconds")
    headers = {"retry-after": str(retry)} if retry is not None else {}
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def known(_: Request[Any, Any, Any], error: VetSyncError) -> Response[bytes]:
    if error.status >= 500:
        log.error("request.failed", code=error.problem_code, error=type(error).__name__)
    return _respond(error.status, error.problem_code, error.message, error.field or "", **error.data)


_CODES = {
    400: "invalid",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many",
}


def from_framework(_: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    field = ""
    if isinstance(error, ValidationException) and isinstance(error.extra, list) and error.extra:
        first = error.extra[0]
        field = str(first.get("key", "")) if isinstance(first, dict) else ""
        return _respond(
            400, "invalid", str(first.get("message", "")) if isinstance(first, dict) else "", field
        )
    return _respond(error.status_code, _CODES.get(error.status_code, "http_error"), error.detail)


def nested(request: Request[Any, Any, Any], error: RecursionError) -> Response[bytes]:
    """The decoder of bodies stops at Python's limit; anywhere else a recursion without end is our own fault."""
    raised_in = _innermost(error)
    if raised_in is not None and raised_in.tb_frame.f_code is decode_json.__code__:
        return _respond(400, "invalid", "The body is nested too deeply.")
    return unforeseen(request, error)


def unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The text of a stranger's exception may hold anything, so only its type and place are logged."""
    frame = _innermost(error)
    place = f"{frame.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{frame.tb_lineno}" if frame else ""
    log.error("request.crashed", error=type(error).__name__, place=place, method=request.method)
    return _respond(500, "internal")


def _innermost(error: Exception) -> TracebackType | None:
    """Where it was raised, as far as Python saw."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return frame


HANDLERS: dict[Any, Any] = {
    VetSyncError: known,
    HTTPException: from_framework,
    RecursionError: nested,
    Exception: unforeseen,
}

RESPONSES = {
    status: ResponseSpec(
        Problem, media_type=MEDIA_TYPE, description=HTTPStatus(status).phrase, generate_examples=False
    )
    for status in (400, 401, 403, 404, 409, 413, 422, 429, 503)
}
