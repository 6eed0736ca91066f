"""One demo node for all tests of the contract: loading it takes longer than all questions put to it."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.contract.node import Node, demo_node

PASSWORD = "zwaluw-in-de-lente"


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with demo_node() as running:
        yield running


@pytest.fixture(scope="module")
def stranger(node: Node) -> Iterator[httpx2.Client]:
    """Somebody who is not signed in."""
    with node.client() as client:
        yield client


@pytest.fixture(scope="module")
def owner(node: Node) -> Iterator[httpx2.Client]:
    """The demo's first pet owner, signed in."""
    with node.client(Authorization=f"Bearer {log_in(node, 'owner@vetsync.example')}") as client:
        yield client


def log_in(node: Node, email: str) -> str:
    """The access token."""
    with node.client() as client:
        answer = client.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])
