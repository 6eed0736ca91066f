"""Headers that every answer carries, static files and errors included."""

from collections.abc import Awaitable, Callable

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Motion and the charts set style attributes; scripts stay strict.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_ALWAYS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(self), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
_YEAR_SECONDS = 31_536_000
_HTTPS_ONLY = {"strict-transport-security": f"max-age={_YEAR_SECONDS}"}
"""Not for subdomains: what else runs beside the product is not ours to decide."""


def header_writer(*, is_https: bool) -> Callable[[Message, Scope], Awaitable[None]]:
    """`is_https`: whether people reach the product by https. By http a browser would ignore the demand for it."""
    always = _ALWAYS | _HTTPS_ONLY if is_https else _ALWAYS

    async def add_headers(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders.from_message(message)
        for name, value in always.items():
            headers.setdefault(name, value)
        if scope["path"].startswith("/api/"):
            # Answers are one person's; no cache on the way may keep them.
            headers.setdefault("cache-control", "no-store")

    return add_headers
