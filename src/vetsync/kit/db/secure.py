"""Turning the tables' declared access into grants and forced row-level security.

What is not declared is not granted: privileges and policies found in a schema are taken away first. Runs
inside the migration's transaction, as the schemas' owner and in its path, for conditions name other tables;
repeating it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import psycopg
from psycopg import sql
from sqlalchemy import MetaData, Table

from vetsync.kit.db.bootstrap import APP, CORE_SCHEMA, let_become, make_role
from vetsync.kit.db.roles import CORE_ROLES, portal_role
from vetsync.kit.db.table import Access, CoreBase, Privilege, TenantBase

GRANTEES = """
select distinct c.relname, coalesce(r.rolname, 'public')
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
cross join lateral (
  select (aclexplode(c.relacl)).grantee
  union select (aclexplode(a.attacl)).grantee from pg_attribute a where a.attrelid = c.oid and a.attacl is not null
) g
left join pg_roles r on r.oid = g.grantee
where n.nspname = %s and c.relkind in ('r', 'p', 'v', 'm', 'S') and g.grantee <> c.relowner
"""
POLICIES = """
select c.relname, p.polname from pg_policy p
join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s
"""
TENANT_ROLE_ATTRIBUTES = "nologin noinherit"
"""Citus' coordinator connects as the tenant's role: there this becomes LOGIN, without a password."""


def create_tenant_roles(connection: psycopg.Connection, staff_role: str) -> None:
    """The two roles of a tenant: its staff, and the pet owners who see their own rows. As the provisioner."""
    for role in (staff_role, portal_role(staff_role)):
        make_role(connection, role, TENANT_ROLE_ATTRIBUTES)
        let_become(connection, role, APP)


def secure_tenant(connection: psycopg.Connection, schema: str, staff: str, portal: str) -> None:
    """Grants and policies of one tenant's schema, for its staff role and its portal role."""
    _secure(connection, schema, TenantBase.metadata, {"staff": staff, "portal": portal})


def secure_core(connection: psycopg.Connection) -> None:
    """Grants and policies of the shared schema, for the core roles."""
    _secure(connection, CORE_SCHEMA, CoreBase.metadata, {role: f"core_{role}" for role in CORE_ROLES})


def access_of(table: Table) -> Mapping[str, Privilege]:
    declared = table.info.get("access", Access())
    assert isinstance(declared, Access)
    return declared.privileges


def _secure(
    connection: psycopg.Connection, schema: str, metadata: MetaData, roles: Mapping[str, str]
) -> None:
    statements: list[sql.Composable] = []
    for name, grantee in connection.execute(GRANTEES, (schema,)).fetchall():
        who = sql.SQL("public") if grantee == "public" else sql.Identifier(grantee)
        statements.append(sql.SQL("revoke all on {} from {}").format(sql.Identifier(schema, name), who))
    for name, policy in connection.execute(POLICIES, (schema,)).fetchall():
        drop = sql.SQL("drop policy {} on {}")
        statements.append(drop.format(sql.Identifier(policy), sql.Identifier(schema, name)))
    for role in roles.values():
        usage = sql.SQL("grant usage on schema {} to {}")
        statements.append(usage.format(sql.Identifier(schema), sql.Identifier(role)))
    for table in metadata.sorted_tables:
        statements += _table_statements(schema, table, roles)
    # One message for the whole schema: some hundred statements, and each round trip would cost as much.
    connection.execute(sql.SQL(";\n").join(statements))


def _table_statements(schema: str, table: Table, roles: Mapping[str, str]) -> Iterator[sql.Composable]:
    name = sql.Identifier(schema, table.name)
    yield sql.SQL("alter table {} enable row level security, force row level security").format(name)
    for key, privilege in access_of(table).items():
        if key not in roles:
            raise ValueError(f"table {table.name} of schema {schema} declares access for {key!r}")
        role = sql.Identifier(roles[key])
        yield sql.SQL("grant {} on {} to {}").format(sql.SQL(", ".join(privilege.verbs)), name, role)
        for policy, command, clauses in policies(key, privilege):
            yield sql.SQL("create policy {} on {} for {} to {} {}").format(
                sql.Identifier(policy), name, sql.SQL(command), role, sql.SQL(clauses)
            )


def policies(key: str, privilege: Privilege) -> Iterable[tuple[str, str, str]]:
    """Name, command and clauses of the policies that hold a role to its rows.

    `updatable` narrows what may be changed, and with it what may be removed; the new row need not satisfy it,
    so that a note can be signed and is closed from then on. `insertable` narrows what may be added.
    """
    rows = privilege.rows
    if privilege.commands == {"select"}:
        return [(key, "select", f"using ({rows})")]
    if privilege.updatable is None and privilege.insertable is None:
        return [(key, "all", f"using ({rows}) with check ({rows})")]
    changeable = f"({rows}) and ({privilege.updatable or 'true'})"
    addable = f"({rows}) and ({privilege.insertable or 'true'})"
    return [
        (f"{key}_select", "select", f"using ({rows})"),
        (f"{key}_insert", "insert", f"with check ({addable})"),
        (f"{key}_update", "update", f"using ({changeable}) with check ({rows})"),
        (f"{key}_delete", "delete", f"using ({changeable})"),
    ]
