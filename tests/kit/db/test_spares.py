"""Schemas that wait for a tenant: taken once, whole, and made up for."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.conftest import Database
from tests.kit.db.test_migrate import catalogue, migrated
from vetsync.kit.db.marks import Place, is_current, list_spares
from vetsync.kit.db.provision import drop_tenant, fill_spares
from vetsync.kit.db.self_test import refusals
from vetsync.kit.db.spares import take_spare
from vetsync.kit.db.upkeep import SPARES, keep_spares

__all__ = ["migrated"]
TENANTS = "select schema_name, role_name from core.tenant order by id"


@pytest.fixture
def spares(migrated: Database) -> Iterator[list[Place]]:
    """Two of them, in a database with one tenant."""
    fill_spares(migrated.owner_dsn, 2)
    yield waiting(migrated)
    for place in waiting(migrated):
        drop_tenant(migrated.owner_dsn, place.schema, place.role)


def waiting(database: Database) -> list[Place]:
    with psycopg.connect(database.owner_dsn) as connection:
        return list_spares(connection)


def test_a_spare_that_is_taken_is_a_tenant_like_every_other(migrated: Database, spares: list[Place]) -> None:
    assert take_spare(migrated.owner_dsn, "t_taker", "t_taker")
    try:
        assert len(waiting(migrated)) == len(spares) - 1
        for question in ("columns", "constraints", "indexes", "policies", "grants", "triggers"):
            taken = catalogue(migrated.superuser_dsn, "t_taker", question)
            assert taken == catalogue(migrated.superuser_dsn, "t_migrated", question)
        assert refusals(migrated.app_dsn) == []
        with psycopg.connect(migrated.app_dsn) as connection:
            connection.execute(
                "select set_config('role', 't_taker', true), set_config('search_path', 't_taker', true)"
            )
            assert connection.execute("select count(*) from client").fetchone() == (0,)
    finally:
        drop_tenant(migrated.owner_dsn, "t_taker", "t_taker")


def test_who_asks_twice_takes_one(migrated: Database, spares: list[Place]) -> None:
    try:
        assert take_spare(migrated.owner_dsn, "t_asked_twice", "t_asked_twice")
        assert take_spare(migrated.owner_dsn, "t_asked_twice", "t_asked_twice")
        assert len(waiting(migrated)) == len(spares) - 1
    finally:
        drop_tenant(migrated.owner_dsn, "t_asked_twice", "t_asked_twice")


def test_of_three_who_want_one_of_two_spares_the_third_is_told_that_there_is_none(
    migrated: Database, spares: list[Place]
) -> None:
    names = [f"t_rival_{number}" for number in range(len(spares) + 1)]
    with ThreadPoolExecutor(len(names)) as pool:
        told = list(pool.map(lambda name: take_spare(migrated.owner_dsn, name, name), names))
    try:
        assert sorted(told) == [False, True, True]
        assert waiting(migrated) == []
    finally:
        for name, was_taken in zip(names, told, strict=True):
            if was_taken:
                drop_tenant(migrated.owner_dsn, name, name)


def test_a_spare_of_another_version_is_not_taken_and_has_to_be_migrated(
    migrated: Database, spares: list[Place]
) -> None:
    assert is_current(migrated.owner_dsn, TENANTS)
    with psycopg.connect(migrated.superuser_dsn) as connection:
        for spare in spares:
            connection.execute(f"comment on schema {spare.schema} is 'made of something else'".encode())
    assert not take_spare(migrated.owner_dsn, "t_late", "t_late")
    assert not is_current(migrated.owner_dsn, TENANTS)


def test_only_what_is_missing_is_made(migrated: Database, spares: list[Place]) -> None:
    assert fill_spares(migrated.owner_dsn, 3) == 1
    assert fill_spares(migrated.owner_dsn, 3) == 0
    assert set(spares) < set(waiting(migrated))


def test_a_process_of_its_own_makes_up_for_what_was_taken(migrated: Database, spares: list[Place]) -> None:
    asyncio.run(keep_spares(migrated.owner_dsn))
    assert len(waiting(migrated)) == SPARES


def test_a_node_that_ends_does_not_wait_for_spares(migrated: Database) -> None:
    async def interrupted() -> None:
        async with asyncio.timeout(0.3):  # it has begun by then, and needs seconds
            await keep_spares(migrated.owner_dsn)

    assert waiting(migrated) == []
    with pytest.raises(TimeoutError):
        asyncio.run(interrupted())
    assert len(waiting(migrated)) < SPARES
