"""One demo node on which each row of the requirements is shown from outside, as its people would use it."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import pytest

from tests.contract.conftest import PASSWORD, log_in
from tests.contract.node import Node, demo_node

As = Callable[[str], httpx2.Client]
LETTER_SECONDS_MAX = 40
"""Some wait until what they tell of can't be taken back at a press."""


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with demo_node() as running:
        yield running


@pytest.fixture(scope="module")
def signed_in(node: Node) -> Iterator[As]:
    """A client for a person of the demo by the first part of their address; the empty name is a stranger."""
    known: dict[str, httpx2.Client] = {}

    def client(name: str) -> httpx2.Client:
        if name not in known:
            token = log_in(node, f"{name}@vetsync.example") if name else ""
            known[name] = node.client(**({"Authorization": f"Bearer {token}"} if token else {}))
        return known[name]

    yield client
    for one in known.values():
        one.close()


def today() -> date:
    """Where the demo's practices are."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def ok(answer: httpx2.Response, status: int | None = None) -> Any:
    """The body of an answer that must be a success, of the given status if one is given."""
    fits = answer.is_success if status is None else answer.status_code == status
    assert fits, f"{answer.request.url.path}: {answer.status_code} {answer.text[:300]}"
    return answer.json() if answer.content else None


def letters_to(client: httpx2.Client, address: str, word: str) -> dict[str, Any]:
    """The newest letter to somebody with a word in its subject; letters leave a moment after what they tell of."""
    deadline = time.monotonic() + LETTER_SECONDS_MAX
    while time.monotonic() < deadline:
        for letter in ok(client.get("/api/demo/mail"))["items"]:
            if address in letter["to"] and word.casefold() in letter["subject"].casefold():
                found: dict[str, Any] = ok(client.get(f"/api/demo/mail/{letter['id']}"))
                return found
        time.sleep(0.1)
    raise AssertionError(f"no letter to {address} about {word}")


def token_in(letter: dict[str, Any]) -> str:
    found = re.search(r"token=([A-Za-z0-9_-]{20,})", str(letter))
    assert found, "the letter holds no link with a token"
    return found.group(1)


__all__ = ["PASSWORD", "As", "letters_to", "ok", "today", "token_in"]
