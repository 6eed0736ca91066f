"""One furnished world for all questions of a worker, and fresh ones for tests that change it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.application import opened_app
from tests.conftest import Database, fresh_database
from tests.isolation.world import World, made_world
from vetsync.kit.db.embedded import EmbeddedServer


@asynccontextmanager
async def furnished(database: Database, folder: Path) -> AsyncIterator[World]:
    async with opened_app(database, folder, pool_size_max=4) as app:
        yield await made_world(app, folder)


@pytest.fixture(scope="session")
async def world(
    server: EmbeddedServer, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Read and refused only: nothing that succeeds in changing it may be tried here."""
    with fresh_database(server) as database:
        async with furnished(database, tmp_path_factory.mktemp("world")) as made:
            yield made


@pytest.fixture
async def new_world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    """For one test alone, with what was logged while it was furnished."""
    async with furnished(database, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
async def used_world(
    server: EmbeddedServer, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """The same once more, for writes that succeed."""
    with fresh_database(server) as database:
        async with furnished(database, tmp_path_factory.mktemp("used")) as made:
            yield made
