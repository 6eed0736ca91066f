"""What the catalogue must not hold: ways around the walls that no query shows."""

from collections.abc import Iterator

from tests.application import OpenApp
from vetsync.kit.db.bootstrap import VERSION_TABLE
from vetsync.kit.db.roles import CORE_ROLES, portal_role
from vetsync.kit.db.secure import access_of
from vetsync.kit.db.table import CoreBase, TenantBase

OURS = "(n.nspname = 'core' or n.nspname like 't\\_%')"
CROSSING = f"""
select c.conrelid::regclass::text || ' refers to ' || c.confrelid::regclass::text
from pg_constraint c join pg_class a on a.oid = c.conrelid join pg_class b on b.oid = c.confrelid
join pg_namespace n on n.oid = a.relnamespace
where c.contype = 'f' and a.relnamespace <> b.relnamespace and {OURS}
"""
OWNER_VIEWS = f"""
select c.oid::regclass::text || ' is a view with its owner''s rights' from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where {OURS} and (c.relkind = 'm' or c.relkind = 'v'
  and not coalesce(c.reloptions && array['security_invoker=true'], false))
"""
LOOSE = """
select p.oid::regprocedure::text || ' runs with its owner''s rights and no search_path' from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')
"""
UNFORCED = f"""
select c.oid::regclass::text || ' does not force row-level security' from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where {OURS} and c.relkind in ('r', 'p') and c.relname <> '{VERSION_TABLE}'
  and not (c.relrowsecurity and c.relforcerowsecurity)
"""
UNIQUE = """
select t.relname || '(' || string_agg(a.attname, ',' order by a.attnum) || ')'
from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
join pg_attribute a on a.attrelid = t.oid and a.attnum = any (i.indkey::int2[])
where n.nspname = 'core' and i.indisunique
group by t.relname, i.indexrelid having not bool_or(a.atttypid = 'uuid'::regtype)
"""
KNOWN_UNIQUE = frozenset(
    {
        "audit_entry(seq)", "audit_head(only)", "directory_practice(slug)", "invitation(token_hash)",
        "letter(cause,recipient)", "letter(cause,template,recipient)", "login_throttle(kind,key)",
        "mail_token(token_hash)", "provision(role_name)", "provision(schema_name)", "provision(slug)",
        "refresh_token(token_hash)", "tenant(role_name)", "tenant(schema_name)", "tenant(slug)",
        "user_account(email_index)",
    }
)  # fmt: skip
"""Unique over all practices, and telling nobody anything: public names, hashes, and what nobody but us chooses."""
GRANTS = f"""
select n.nspname, c.relname, coalesce(r.rolname, 'public'), lower(g.privilege_type)
from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral (
  select (aclexplode(c.relacl)).* union
  select (aclexplode(a.attacl)).* from pg_attribute a where a.attrelid = c.oid and a.attacl is not null) g
left join pg_roles r on r.oid = g.grantee
where {OURS} and c.relkind in ('r', 'p', 'v', 'm', 'S') and g.grantee <> c.relowner
"""
TENANTS = "select schema_name, role_name from core.tenant"


async def catalogue_faults(app: OpenApp) -> list[str]:
    """One sentence each; empty when all is well."""
    faults = [row[0] for query in (CROSSING, OWNER_VIEWS, LOOSE, UNFORCED) for row in await app.look(query)]
    for row in await app.look(UNIQUE):
        if row[0] not in KNOWN_UNIQUE:
            faults.append(f"{row[0]} is unique over all practices")
    declared = {grant async for grant in _declared(app)}
    for row in await app.look(GRANTS):
        if tuple(row) not in declared:
            faults.append(f"{row[2]} may {row[3]} on {row[0]}.{row[1]}, which nothing declares")
    return faults


async def _declared(app: OpenApp):  # type: ignore[no-untyped-def]  # an async generator of quadruples
    for role in CORE_ROLES:
        for grant in _of("core", CoreBase, role, f"core_{role}"):
            yield grant
    for schema, staff in await app.look(TENANTS):
        for grant in (
            *_of(schema, TenantBase, "staff", staff),
            *_of(schema, TenantBase, "portal", portal_role(staff)),
        ):
            yield grant


def _of(
    schema: str, base: type[CoreBase] | type[TenantBase], key: str, role: str
) -> Iterator[tuple[str, str, str, str]]:
    for table in base.metadata.sorted_tables:
        privilege = access_of(table).get(key)
        for verb in privilege.commands if privilege else ():
            yield schema, table.name, role, verb
