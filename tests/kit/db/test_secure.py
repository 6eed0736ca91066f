"""The catalogue says exactly what the models declare: nothing undeclared is granted, and rows are held by policy."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.conftest import Database
from vetsync.kit.db.bootstrap import OWNER, become_owner
from vetsync.kit.db.roles import CORE_ROLES, portal_role
from vetsync.kit.db.secure import access_of, policies, secure_core, secure_tenant
from vetsync.kit.db.table import DML, CoreBase, Privilege, TenantBase, access

COMMANDS = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
MAY = """
select c.relname, r.role, p.command,
       case when p.command in ('delete', 'truncate', 'trigger') then has_table_privilege(r.role, c.oid, p.command)
            else has_any_column_privilege(r.role, c.oid, p.command) end
from pg_class c join pg_namespace n on n.oid = c.relnamespace
cross join unnest(%s::text[]) r(role) cross join unnest(%s::text[]) p(command)
where n.nspname = %s and c.relkind = 'r'
"""
POLICIES = "select tablename, policyname, roles, lower(cmd) from pg_policies where schemaname = %s"
FORCED = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and c.relkind = 'r' and c.relrowsecurity and c.relforcerowsecurity
"""
ALL_GRANTS = """
select c.relname, c.relacl::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'core' and c.relkind = 'r' order by 1
"""
ALL_POLICIES = """
select tablename, policyname, qual, with_check from pg_policies where schemaname = 'core' order by 1, 2
"""


@pytest.fixture
def inside(database: Database) -> Iterator[psycopg.Connection]:
    """As the superuser, to whom the whole catalogue is open."""
    with psycopg.connect(database.superuser_dsn) as connection:
        yield connection


def as_role(connection: psycopg.Connection, role: str, schema: str, **settings: str) -> None:
    connection.execute("reset role")
    path = f"{schema}, extensions"
    connection.execute(
        "select set_config('role', %s, true), set_config('search_path', %s, true)", (role, path)
    )
    for name, value in settings.items():
        connection.execute("select set_config(%s, %s, true)", (f"app.{name}", value))


def roles_of(schema: str, staff: str) -> dict[str, str]:
    if schema == "core":
        return {key: f"core_{key}" for key in CORE_ROLES}
    return {"staff": staff, "portal": portal_role(staff)}


@pytest.mark.parametrize("schema", ["core", "t_zwaluwhof", "t_oudekade"])
def test_every_privilege_in_the_catalogue_is_declared_and_the_other_way_round(
    inside: psycopg.Connection, schema: str
) -> None:
    metadata = CoreBase.metadata if schema == "core" else TenantBase.metadata
    roles = roles_of(schema, schema)
    strangers = ["t_zwaluwhof", "t_oudekade", "core_person", "core_system", "jobs_worker", "vetsync_app"]
    asked = [*roles.values(), *(role for role in strangers if role not in roles.values())]
    found = {
        (table, role, command)
        for table, role, command, may in inside.execute(MAY, (asked, list(COMMANDS), schema))
        if may
    }
    declared = {
        (table.name, roles[key], command)
        for table in metadata.sorted_tables
        for key, privilege in access_of(table).items()
        for command in privilege.commands
    }
    assert found == declared
    assert len(declared) > 20


@pytest.mark.parametrize("schema", ["core", "t_zwaluwhof", "t_oudekade"])
def test_every_policy_in_the_catalogue_is_declared_and_every_table_forced(
    inside: psycopg.Connection, schema: str
) -> None:
    metadata = CoreBase.metadata if schema == "core" else TenantBase.metadata
    roles = roles_of(schema, schema)
    found = {
        (table, name, tuple(who), command)
        for table, name, who, command in inside.execute(POLICIES, (schema,))
    }
    declared = {
        (table.name, name, (roles[key],), command)
        for table in metadata.sorted_tables
        for key, privilege in access_of(table).items()
        for name, command, _ in policies(key, privilege)
    }
    assert found == declared
    assert {row[0] for row in inside.execute(FORCED, (schema,))} == set(metadata.tables)


def test_securing_takes_away_what_is_not_declared(database: Database, inside: psycopg.Connection) -> None:
    schema = database.tenants[0].schema
    become_owner(inside, schema)
    inside.execute(
        sql.SQL(
            "grant all on {0}.client to core_public; grant update (name_search) on {0}.client to public;"
            "create policy open on {0}.client for select to core_public using (true);"
            "alter table {0}.client no force row level security"
        ).format(sql.Identifier(schema))
    )
    secure_tenant(inside, schema, schema, portal_role(schema))
    inside.execute("reset role")
    open_to = {
        role
        for _, role, _, may in inside.execute(MAY, (["core_public", "core_auth"], list(COMMANDS), schema))
        if may
    }
    assert open_to == set()
    assert "open" not in {row[1] for row in inside.execute(POLICIES, (schema,))}
    assert ("client",) in inside.execute(FORCED, (schema,)).fetchall()


def test_securing_again_changes_nothing(database: Database, inside: psycopg.Connection) -> None:
    def state() -> list[tuple[object, ...]]:
        return [row for query in (ALL_GRANTS, ALL_POLICIES) for row in inside.execute(query).fetchall()]

    become_owner(inside, "core")
    before = state()
    secure_core(inside)
    assert state() == before


def test_a_table_without_declared_access_is_closed_to_everybody(inside: psycopg.Connection) -> None:
    inside.execute(f"set local role {OWNER}")
    inside.execute("create table t_oudekade.forgotten (id int)")
    as_role(inside, "t_oudekade", "t_oudekade")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        inside.execute("select id from forgotten")


def test_the_owner_without_a_policy_sees_no_row_of_a_forced_table(inside: psycopg.Connection) -> None:
    as_role(inside, OWNER, "core")
    assert inside.execute("select count(*) from tenant").fetchone() == (0,)
    as_role(inside, "core_system", "core")
    assert inside.execute("select count(*) from tenant").fetchone() == (2,)


def test_one_tenant_cannot_name_the_other_s_tables(inside: psycopg.Connection) -> None:
    as_role(inside, "t_zwaluwhof", "t_zwaluwhof")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        inside.execute("select id from t_oudekade.practice")


RULES = """
create table t_oudekade.rule_note (id uuid primary key, client_id uuid not null, signed boolean not null default false)
"""


@pytest.fixture
def rule_note(inside: psycopg.Connection) -> tuple[str, str]:
    """A table with an owner's condition and a closing one; the ids of two clients, a row each, the first signed."""
    as_role(inside, OWNER, "t_oudekade")
    inside.execute(RULES)
    granted = access(
        portal=("client_id", "client_id = nullif(current_setting('app.client', true), '')::uuid"),
        staff_update="not signed",
    )
    for key, privilege in granted["access"].privileges.items():
        role = sql.Identifier(roles_of("t_oudekade", "t_oudekade")[key])
        inside.execute(
            sql.SQL("grant {} on rule_note to {}").format(sql.SQL(", ".join(privilege.verbs)), role)
        )
        for name, command, clauses in policies(key, privilege):
            inside.execute(
                sql.SQL("create policy {} on rule_note for {} to {} {}").format(
                    sql.Identifier(name), sql.SQL(command), role, sql.SQL(clauses)
                )
            )
    inside.execute("alter table rule_note enable row level security, force row level security")
    bo, mia = str(uuid4()), str(uuid4())
    as_role(inside, "t_oudekade", "t_oudekade")
    for client, signed in ((bo, True), (mia, False)):
        inside.execute("insert into rule_note values (%s, %s, %s)", (uuid4(), client, signed))
    return bo, mia


def test_an_owner_sees_only_the_rows_of_the_client_that_the_gate_set(
    inside: psycopg.Connection, rule_note: tuple[str, str]
) -> None:
    bo, _ = rule_note
    as_role(inside, "t_oudekade_portal", "t_oudekade", client="")
    assert inside.execute("select client_id from rule_note").fetchall() == []
    as_role(inside, "t_oudekade_portal", "t_oudekade", client=bo)
    assert [str(row[0]) for row in inside.execute("select client_id from rule_note")] == [bo]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        inside.execute("delete from rule_note")


def test_staff_may_close_a_row_and_then_neither_change_nor_remove_it(
    inside: psycopg.Connection, rule_note: tuple[str, str]
) -> None:
    as_role(inside, "t_oudekade", "t_oudekade")
    assert inside.execute("update rule_note set signed = true").rowcount == 1
    assert inside.execute("update rule_note set signed = false").rowcount == 0
    assert inside.execute("delete from rule_note").rowcount == 0
    assert inside.execute("select count(*) from rule_note").fetchone() == (2,)


def test_access_reads_columns_pairs_and_refuses_what_it_does_not_know() -> None:
    declared = access(auth="select, update (state, version)", person=("select", "user_id = null"))["access"]
    assert declared.privileges["auth"] == Privilege(("select", "update (state, version)"))
    assert declared.privileges["auth"].commands == {"select", "update"}
    assert declared.privileges["person"].rows == "user_id = null"
    assert access()["access"].privileges["staff"].verbs == tuple(DML.split(", "))
    with pytest.raises(ValueError, match="not a table privilege"):
        access(staff="select, truncate")
    with pytest.raises(ValueError, match="not a core role"):
        access(everybody="select")
