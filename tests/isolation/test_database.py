"""Quality goal R1c: what the program's code forgets, the database refuses."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.conftest import OUDEKADE, ZWALUWHOF, Database
from tests.isolation.lint import catalogue_faults
from tests.isolation.world import World
from vetsync.kit.db.roles import CORE_ROLES, portal_role
from vetsync.kit.db.secure import access_of
from vetsync.kit.db.table import CoreBase, TenantBase
from vetsync.kit.db.work import Tenant

ATTEMPTS = (
    "select 1 from {}", "insert into {} default values", "update {} set {} = null", "delete from {}", "truncate {}",
)  # fmt: skip
REFERS = """
select has_table_privilege(%(role)s, %(table)s, 'references')
    or has_any_column_privilege(%(role)s, %(table)s, 'references')
"""
NOT_FOR_OWNERS = {
    "record": [
        "subjective",
        "objective",
        "assessment",
        "plan",
        "author_user_id",
        "signed_by",
        "field_versions",
        "taken_out",
        "visit_id",
    ],
    "record_addendum": ["body"],
    "record_share": ["shared_by", "ended_by"],
    "record_file": ["created_by"],
    "client": ["notes", "alert", "email", "email_index", "phone", "possible_duplicate_of", "user_id"],
    "patient": ["alert", "insurance", "chip", "chip_index", "name_search"],
    "patient_weight": ["by_user_id"],
    "appointment": ["created_by", "previous", "source", "owner_user_id"],
    "thread": ["unread_practice"],
    "resource": ["user_id", "active"],
    "resource_hours": ["opens"],
    "leave": ["reason"],
    "hours_exception": ["note"],
    "appointment_type": ["daily_limit", "lead_minutes"],
    "practice": ["kvk_number"],
}
"""Written down apart from the tables, so that a column granted by mistake is a finding."""
MAY_READ = "select has_column_privilege(%s, %s, %s, 'select')"
PRACTICES = (ZWALUWHOF, OUDEKADE)


def foreign_tables() -> Iterator[tuple[str, str, str, str]]:
    """Role, schema, table and one column of it, for each role and each table that is not the role's own."""
    tenant_roles = [(one.schema, role) for one in PRACTICES for role in (one.role, portal_role(one.role))]
    core_roles = [("core", f"core_{role}") for role in CORE_ROLES]
    for home, role in (*tenant_roles, *core_roles):
        for schema in ("core", *(one.schema for one in PRACTICES)):
            if schema != home:
                for table in (CoreBase if schema == "core" else TenantBase).metadata.sorted_tables:
                    yield role, schema, table.name, next(iter(table.columns)).name


def refused(connection: psycopg.Connection, attempt: str, table: sql.Identifier, column: str) -> None:
    names = [table, sql.Identifier(column)][: attempt.count("{}")]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(sql.SQL(attempt).format(*names))


@pytest.mark.parametrize("is_open", [False, True], ids=["closed schemas", "schemas opened by mistake"])
def test_no_role_can_do_anything_to_a_table_of_another_schema(database: Database, is_open: bool) -> None:
    tables = list(foreign_tables())
    with psycopg.connect(database.superuser_dsn, autocommit=True) as superuser:
        if is_open:
            for schema, role in {(schema, role) for role, schema, *_ in tables}:
                grant = sql.SQL("grant usage on schema {} to {}")
                superuser.execute(grant.format(sql.Identifier(schema), sql.Identifier(role)))
        for role, schema, table, _ in tables:
            found = superuser.execute(REFERS, {"role": role, "table": f"{schema}.{table}"}).fetchone()
            assert found == (False,), (role, schema, table)
    with psycopg.connect(database.app_dsn, autocommit=True) as connection:
        for role, schema, table, column in tables:
            connection.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
            for attempt in ATTEMPTS:
                refused(connection, attempt, sql.Identifier(schema, table), column)
    assert len(tables) > 500


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda one: one.slug)
def test_the_portal_changes_nothing_even_of_its_own_practice(database: Database, practice: Tenant) -> None:
    with psycopg.connect(database.app_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("set role {}").format(sql.Identifier(portal_role(practice.role))))
        for table in TenantBase.metadata.sorted_tables:
            for attempt in ATTEMPTS[1:]:
                column = next(iter(table.columns)).name
                refused(connection, attempt, sql.Identifier(practice.schema, table.name), column)


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda one: one.slug)
def test_the_portal_reads_the_columns_that_owners_are_shown_and_no_other(
    database: Database, practice: Tenant
) -> None:
    portal = portal_role(practice.role)
    with psycopg.connect(database.app_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("set role {}").format(sql.Identifier(portal)))
        for table, columns in NOT_FOR_OWNERS.items():
            for column in columns:
                refused_column = sql.SQL("select {} from {}").format(
                    sql.Identifier(column), sql.Identifier(practice.schema, table)
                )
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(refused_column)
                place = (portal, f"{practice.schema}.{table}", column)
                assert connection.execute(MAY_READ, place).fetchone() == (False,), place


def test_whoever_may_read_as_the_portal_is_held_to_named_columns() -> None:
    granted = {
        table.name: privilege.verbs
        for table in TenantBase.metadata.sorted_tables
        if (privilege := access_of(table).get("portal"))
    }
    assert len(granted) > 10
    assert {name for name, verbs in granted.items() if [verb[:8] for verb in verbs] != ["select ("]} == set()


@pytest.mark.anyio
async def test_the_catalogue_holds_no_way_around_the_walls(world: World) -> None:
    assert await catalogue_faults(world.app) == []
