"""What leaves the program when something in it or in a request is wrong."""

from typing import Any

import pytest
from litestar import Litestar, post
from litestar.params import JSONBody
from litestar.testing import TestClient

from vetsync.kit.http.problems import HANDLERS


@post("/take")
async def take(data: JSONBody[dict[str, Any]]) -> int:
    return len(data)


@post("/recurse")
async def recurse(data: JSONBody[dict[str, Any]]) -> None:
    await recurse.fn(data)


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/take", b'{"a": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", 400, "invalid"),
        ("/take", b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}", 201, None),
        ("/recurse", b"{}", 500, "internal"),
    ],
)
def test_a_body_nested_too_deep_is_the_senders_fault_and_a_recursion_of_ours_is_not(
    path: str, body: bytes, status: int, code: str | None
) -> None:
    app = Litestar([take, recurse], exception_handlers=HANDLERS, openapi_config=None)
    with TestClient(app) as client:
        answer = client.post(path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    if code is not None:
        assert answer.json()["code"] == code
