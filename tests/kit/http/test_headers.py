"""What every answer carries."""

from typing import Any

import pytest
from litestar import Litestar, get
from litestar.testing import TestClient

from vetsync.kit.config import Config
from vetsync.kit.http.headers import header_writer


@get(["/api/thing", "/page"])
async def thing() -> str:
    return "here"


def headers_of(path: str, base_url: str) -> Any:
    writer = header_writer(is_https=Config(base_url=base_url).is_https)
    with TestClient(Litestar([thing], before_send=[writer], openapi_config=None)) as client:
        return client.get(path).headers


@pytest.mark.parametrize("path", ["/api/thing", "/page", "/nowhere"])
def test_https_is_demanded_for_a_year_where_people_come_by_https(path: str) -> None:
    assert headers_of(path, "https://vetsync.example")["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in headers_of(path, "http://127.0.0.1:8000")


@pytest.mark.parametrize("path", ["/api/thing", "/page", "/nowhere"])
def test_no_answer_may_be_framed_sniffed_or_read_from_elsewhere(path: str) -> None:
    headers = headers_of(path, "https://vetsync.example")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"
    assert headers.get("cache-control") == ("no-store" if path.startswith("/api/") else None)
