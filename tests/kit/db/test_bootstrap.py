"""What a prepared server looks like: roles that may do nothing, and a self-test that refuses whatever weakens that."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import sql

from tests.conftest import Database
from vetsync.kit.db.bootstrap import (
    APP,
    MEMBERS_WITHOUT_INHERITING,
    PROVISIONER,
    Passwords,
    bootstrap,
    creation,
)
from vetsync.kit.db.embedded import SUPERUSER, EmbeddedServer
from vetsync.kit.db.home import ServerFailed
from vetsync.kit.db.marks import list_places
from vetsync.kit.db.self_test import ORDER, UnsafeDatabase, order_fault, refusals, self_test, version_fault
from vetsync.kit.db.server import open_database

BARE = "bare"


@pytest.fixture
def bare(server: EmbeddedServer) -> Iterator[str]:
    """The name of a prepared database without a table; the roles are the run's own anyway."""
    bootstrap(server.dsn(SUPERUSER, "postgres"), database=BARE)
    yield BARE
    with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("drop database bare with (force)")
        connection.execute(f"alter role {APP} password null")


def as_app(server: EmbeddedServer, name: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.dsn(APP, name), autocommit=True) as connection:
        return connection.execute(statement.encode()).fetchall()


def test_preparing_twice_and_at_once_changes_nothing(server: EmbeddedServer, bare: str) -> None:
    def again(_: int) -> None:
        bootstrap(server.dsn(SUPERUSER, "postgres"), database=bare)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(again, range(4)))
    extensions = "select extname from pg_extension where extname in ('btree_gist', 'pg_trgm', 'unaccent')"
    assert len(as_app(server, bare, extensions)) == 3


def test_the_database_sorts_by_code_points_whatever_the_server_does(server: EmbeddedServer) -> None:
    for version, name in ((180004, "new"), (150018, "old")):
        with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
            statement = creation(version)
            assert ("builtin" in statement) is (version > 170000)
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
            try:
                with psycopg.connect(server.dsn(SUPERUSER, name)) as inside:
                    provider, locale = inside.execute(ORDER).fetchone() or ("", "")
                    assert inside.execute("select 'Z' < 'a' and 'z' < 'é'").fetchone() == (True,)
            finally:
                connection.execute(f"drop database {name}")
        assert order_fault(provider, locale) is None


@pytest.mark.parametrize(
    ("provider", "locale"), [("c", "nl_NL.UTF-8"), ("c", "en_US.utf8"), ("i", "nl-NL"), ("i", "C")]
)
def test_a_database_that_sorts_as_a_language_is_refused(provider: str, locale: str) -> None:
    assert f"sorts as {locale}" in (order_fault(provider, locale) or "")


@pytest.mark.parametrize(
    "statement",
    [
        "create table public.note (id int)",
        "create temporary table note (id int)",
        "create schema mine",
        "create role friend",
        "set role vetsync_owner",
        "set role vetsync_provisioner",
    ],
)
def test_the_app_log_in_may_do_nothing(server: EmbeddedServer, bare: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app(server, bare, statement)


def test_extensions_are_usable_by_every_role_through_the_path(server: EmbeddedServer, bare: str) -> None:
    with psycopg.connect(server.dsn(APP, bare)) as connection:
        connection.execute(
            "select set_config('role', 'core_person', true), set_config('search_path', 'core, extensions', true)"
        )
        found = connection.execute("select 'zwaluw' % 'zwaluwhof', unaccent('Zoë')").fetchone()
    assert found == (True, "Zoe")


def test_passwords_are_kept_as_hashes_only(server: EmbeddedServer, bare: str) -> None:
    bootstrap(server.dsn(SUPERUSER, "postgres"), database=bare, passwords=Passwords(app="it's secret"))
    with psycopg.connect(server.dsn(SUPERUSER, bare)) as connection:
        found = connection.execute("select rolpassword from pg_authid where rolname = %s", (APP,)).fetchone()
    assert found is not None
    assert found[0].startswith("SCRAM-SHA-256$")


def test_the_provisioner_is_no_superuser_and_sees_which_tenants_there_are(database: Database) -> None:
    with psycopg.connect(database.owner_dsn) as connection:
        traits = connection.execute(
            "select rolsuper, rolbypassrls from pg_roles where rolname = %s", (PROVISIONER,)
        ).fetchone()
    assert traits == (False, False)
    places = list_places(database.owner_dsn, "select schema_name, role_name from core.tenant order by id")
    assert [place.schema for place in places] == [tenant.schema for tenant in database.tenants]


def test_a_url_without_the_owner_s_is_refused_with_its_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("data")
    with (
        pytest.raises(ServerFailed, match="VETSYNC_DATABASE_OWNER_URL"),
        open_database("postgresql://app@server/vetsync", None, folder),
    ):
        raise AssertionError("it opened")


def test_a_database_as_the_program_makes_it_passes_the_self_test(database: Database) -> None:
    self_test(database.app_dsn)


WEAKENED = {
    "a superuser": (f"alter role {APP} superuser", f"alter role {APP} nosuperuser", "is a superuser"),
    "bypassing": (f"alter role {APP} bypassrls", f"alter role {APP} nobypassrls", "bypasses row-level"),
    "inheriting": (f"alter role {APP} inherit", f"alter role {APP} noinherit", "NOINHERIT"),
    "a member that inherits": (
        f"grant t_zwaluwhof to {APP} with inherit true",
        f"grant t_zwaluwhof to {APP} with inherit false",
        "rights of t_zwaluwhof",
    ),
    "the owner's friend": (
        f"grant vetsync_owner to {APP} with inherit false",
        f"revoke vetsync_owner from {APP}",
        "owner role",
    ),
    "an owner": (f"alter table core.tenant owner to {APP}", "select 1", "owns table tenant"),
    "temporary tables": ("grant temp on database {name} to public", "select 1", "temporary tables"),
    "readable": (
        f"grant usage on schema core to {APP}; grant select (id) on core.tenant to {APP}",
        "select 1",
        "can read core.tenant",
    ),
    "no trigrams": ("drop extension pg_trgm cascade", "select 1", "pg_trgm is missing"),
    "no PL/pgSQL": ("drop extension plpgsql cascade", "select 1", "restart PostgreSQL"),
    "no ranges": ("drop extension btree_gist cascade", "select 1", "btree_gist is missing"),
    "lazy commits": (
        "alter database {name} set synchronous_commit = off",
        "select 1",
        "synchronous_commit is off",
    ),
    "unforced": (
        "alter table t_oudekade.client no force row level security",
        "select 1",
        "t_oudekade.client",
    ),
    "an owner's view": (
        "create view t_oudekade.all_clients as select id from t_oudekade.client;"
        " alter view t_oudekade.all_clients owner to vetsync_owner",
        "select 1",
        "t_oudekade.all_clients",
    ),
    "a granted copy": (
        "create materialized view core.copy as select id from core.tenant;"
        " alter materialized view core.copy owner to vetsync_owner; grant select on core.copy to core_public",
        "select 1",
        "materialized view core.copy",
    ),
    "a loose function": (
        "create function core.leak() returns int language sql security definer as 'select 1'",
        "select 1",
        "core.leak",
    ),
}


@pytest.mark.parametrize("weakness", WEAKENED)
def test_the_self_test_refuses_in_one_sentence(database: Database, weakness: str) -> None:
    weaken, mend, said = WEAKENED[weakness]
    with psycopg.connect(database.superuser_dsn, autocommit=True) as connection:
        if connection.info.server_version < MEMBERS_WITHOUT_INHERITING:
            if weakness == "a member that inherits":
                pytest.skip("before 16 it is the log-in that inherits or does not, not a membership")
            weaken = weaken.removesuffix(" with inherit false")
        connection.execute(weaken.format(name=database.name).encode())
        try:
            found = refusals(database.app_dsn)
        finally:
            connection.execute(mend.encode())
    assert any(said in sentence for sentence in found), found
    assert all(sentence.endswith(".") for sentence in found)


def test_an_invoker_s_view_is_no_reason_to_refuse(database: Database) -> None:
    with psycopg.connect(database.superuser_dsn, autocommit=True) as connection:
        connection.execute("set role vetsync_owner")
        connection.execute("create view core.mine with (security_invoker) as select id from core.tenant")
    assert refusals(database.app_dsn) == []


def test_a_refusal_lists_every_fault(database: Database) -> None:
    with psycopg.connect(database.superuser_dsn, autocommit=True) as connection:
        connection.execute("alter table core.tenant disable row level security")
        connection.execute("drop extension pg_trgm cascade")
    with pytest.raises(UnsafeDatabase) as refused:
        self_test(database.app_dsn)
    assert len(refused.value.sentences) == 2
    assert str(refused.value).count("\n") == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (140023, "not supported"),
        (190000, "not supported"),
        (150017, "15.18 or newer"),
        (160013, "16.14 or newer"),
        (170009, "17.10 or newer"),
        (180003, "18.4 or newer"),
    ],
)
def test_versions_with_known_holes_are_refused(number: int, said: str) -> None:
    assert said in (version_fault(number) or "")


@pytest.mark.parametrize("number", [150018, 160014, 170010, 180004, 180006])
def test_versions_with_the_fixes_are_accepted(number: int) -> None:
    assert version_fault(number) is None
