"""One furnished world for all questions of a worker, and fresh ones for tests that change it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.application import opened_app
from tests.conftest import Database, fresh_database
from tests.isolation.world import World, made_world
from vetsync.kit.db.embedded import EmbeddedServer


@pytest.fixture(scope="session")
async def world(
    server: EmbeddedServer, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Read and refused only: nothing that succeeds in changing it may be tried here."""
    folder = tmp_path_factory.mktemp("world")
    with fresh_database(server) as database:
        async with opened_app(database, folder, pool_size_max=4) as app:
            yield await made_world(app, folder)


@pytest.fixture
async def new_world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    """For one test alone, with what was logged while it was furnished."""
    async with opened_app(database, tmp_path, pool_size_max=4) as app:
        yield await made_world(app, tmp_path)


@pytest.fixture(scope="session")
async def used_world(
    server: EmbeddedServer, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """The same once more, for writes that succeed."""
    folder = tmp_path_factory.mktemp("used")
    with fresh_database(server) as database:
        async with opened_app(database, folder, pool_size_max=4) as app:
            yield await made_world(app, folder)
