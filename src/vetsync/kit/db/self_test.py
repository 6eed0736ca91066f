"""What must be true of a database before this program serves anybody. Run at each start, after migrations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
from psycopg import sql

from vetsync.kit.db.bootstrap import CORE_SCHEMA, JOBS_SCHEMA, OWNER, VERSION_TABLE

OLDEST_MINOR = {15: 18, 16: 14, 17: 10, 18: 4}
"""Minor versions with the fixes of May 2026; before them row-level security and role switches leaked."""
NEEDED_EXTENSIONS = ("btree_gist", "pg_trgm")
MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")
NAMED_MAX = 3

ROLE = """
select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit
from pg_roles where rolname = session_user
"""
ROLE_WORDS = (
    "is a superuser", "bypasses row-level security", "may create roles", "may create databases",
    "may replicate", "inherits the rights of all tenants (it must be NOINHERIT)",
)  # fmt: skip
INHERITED = """
select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
where m.member = session_user::regrole and (to_jsonb(m) ->> 'inherit_option')::boolean limit %s
"""
OWNED = """
select 'database ' || datname from pg_database where datdba = session_user::regrole
union all select 'schema ' || nspname from pg_namespace where nspowner = session_user::regrole
union all select 'table ' || relname from pg_class where relowner = session_user::regrole limit %s
"""
POWERS = """
select pg_has_role(session_user, to_regrole(%s), 'member'),
       has_database_privilege(session_user, current_database(), 'create'),
       has_database_privilege(session_user, current_database(), 'temp')
"""
POWER_WORDS = ("is a member of the owner role", "may create schemas", "may create temporary tables")
ORDER = """
select coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),
       coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', d.datcollate)
from pg_database d where d.datname = current_database()
"""
BY_CODE_POINTS = {"b": ("C", "C.UTF-8", "PG_UNICODE_FAST"), "c": ("C", "POSIX", "C.UTF-8", "C.utf8")}
"""Locales by provider, builtin and libc; ICU has none."""
EXTENSIONS = "select extname from pg_extension"
READABLE = """
select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and has_schema_privilege(session_user, n.oid, 'usage')
  and has_any_column_privilege(session_user, c.oid, 'select') limit %s
"""
ANY_TABLE = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and c.relkind = 'r' order by c.relname limit 1
"""
UNFORCED = """
select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspowner = to_regrole(%s) and n.nspname <> %s and c.relkind in ('r', 'p') and c.relname <> %s
  and not (c.relrowsecurity and c.relforcerowsecurity) limit %s
"""
OWNER_VIEWS = """
select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspowner = to_regrole(%s) and n.nspname <> %s and c.relkind = 'v'
  and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)
limit %s
"""
GRANTED_COPIES = """
select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspowner = to_regrole(%s) and c.relkind = 'm'
  and exists (select from aclexplode(c.relacl) g where g.grantee <> c.relowner) limit %s
"""
LOOSE_FUNCTIONS = """
select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from unnest(p.proconfig) c where c like 'search_path=%%')
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') limit %s
"""

Check = Callable[[psycopg.Connection], Iterator[str]]


class UnsafeDatabase(RuntimeError):
    """The program refuses to serve from this database. `sentences` says why, one fault each."""

    def __init__(self, sentences: list[str]):
        super().__init__(sentences)
        self.sentences = sentences

    def __str__(self) -> str:
        return "\n".join(self.sentences)


def self_test(app_dsn: str) -> None:
    """Raises UnsafeDatabase unless everything holds that the walls between tenants and the data rest on."""
    if sentences := refusals(app_dsn):
        raise UnsafeDatabase(sentences)


def refusals(app_dsn: str) -> list[str]:
    """Why this database must not be served from; empty when all is well."""
    with psycopg.connect(app_dsn, autocommit=True) as connection:
        return [sentence for check in CHECKS for sentence in check(connection)]


def version_fault(number: int) -> str | None:
    """What is wrong with a server of this version, in PostgreSQL's own numbering (180004 is 18.4)."""
    major, minor = divmod(number, 10000)
    if major not in OLDEST_MINOR:
        return f"PostgreSQL {major} is not supported: use one of 15 to 18."
    if minor < OLDEST_MINOR[major]:
        return (
            f"PostgreSQL {major}.{minor} has known holes: update to {major}.{OLDEST_MINOR[major]} or newer."
        )
    return None


def order_fault(provider: str, locale: str) -> str | None:
    """What is wrong with a database that sorts so. A search by the beginning of a name is bounded by code points."""
    if locale in BY_CODE_POINTS.get(provider, ()):
        return None
    return (
        f"The database sorts as {locale}, so searches would miss names: make it from template0 in order of code "
        "points (docs/operators.md), and put the data back into it."
    )


def _version(connection: psycopg.Connection) -> Iterator[str]:
    if fault := version_fault(connection.info.server_version):
        yield fault


def _settings(connection: psycopg.Connection) -> Iterator[str]:
    for name in MUST_BE_ON:
        found = connection.execute("select current_setting(%s)", (name,)).fetchone()
        if found and found[0] == "off":
            yield f"{name} is off: a power cut would lose or destroy what was saved."


def _extensions(connection: psycopg.Connection) -> Iterator[str]:
    found = set(_names(connection, EXTENSIONS))
    for name in NEEDED_EXTENSIONS:
        if name not in found:
            yield f"The extension {name} is missing: create it in this database as a superuser."


def _order(connection: psycopg.Connection) -> Iterator[str]:
    provider, locale = connection.execute(ORDER).fetchone() or ("", "")
    if fault := order_fault(provider, locale):
        yield fault


def _role(connection: psycopg.Connection) -> Iterator[str]:
    traits = connection.execute(ROLE).fetchone() or ()
    powers = connection.execute(POWERS, (OWNER,)).fetchone() or ()
    words = (*ROLE_WORDS, *POWER_WORDS)
    for word, strong in zip(words, (*traits, *powers), strict=True):
        if strong:
            yield f"The app's log-in {word}; it must not."
    if owned := _names(connection, OWNED, NAMED_MAX):
        yield f"The app's log-in owns {_listed(owned)}; it must own nothing."
    if inherited := _names(connection, INHERITED, NAMED_MAX):
        yield f"The app's log-in inherits the rights of {_listed(inherited)}: grant WITH INHERIT FALSE."


def _denied(connection: psycopg.Connection) -> Iterator[str]:
    if readable := _names(connection, READABLE, NAMED_MAX):
        yield f"The app's log-in can read {_listed(readable)} without a tenant; nothing may be readable."
    for table in _names(connection, ANY_TABLE, CORE_SCHEMA):
        try:
            connection.execute(sql.SQL("select 1 from {} limit 1").format(sql.Identifier(CORE_SCHEMA, table)))
        except psycopg.errors.InsufficientPrivilege:
            continue
        yield f"A SELECT on {CORE_SCHEMA}.{table} succeeded without a tenant; it must be denied."


def _procedures(connection: psycopg.Connection) -> Iterator[str]:
    try:
        connection.execute("do $$ begin end $$")
    except psycopg.Error:
        yield "PL/pgSQL does not load; after an update of the server's programs: restart PostgreSQL."


def _walls(connection: psycopg.Connection) -> Iterator[str]:
    if found := _names(connection, UNFORCED, OWNER, JOBS_SCHEMA, VERSION_TABLE, NAMED_MAX):
        yield f"Row-level security is not forced on {_listed(found)}: run the migrations again."
    if found := _names(connection, OWNER_VIEWS, OWNER, JOBS_SCHEMA, NAMED_MAX):
        yield f"The view {_listed(found)} runs with its owner's rights: make it security_invoker."
    if found := _names(connection, GRANTED_COPIES, OWNER, NAMED_MAX):
        yield f"The materialized view {_listed(found)} is granted; it knows no row-level security."
    if found := _names(connection, LOOSE_FUNCTIONS, NAMED_MAX):
        yield f"The SECURITY DEFINER function {_listed(found)} has no fixed search_path."


CHECKS: tuple[Check, ...] = (
    _version, _settings, _extensions, _order, _role, _denied, _procedures, _walls,
)  # fmt: skip


def _names(connection: psycopg.Connection, query: str, *binds: object) -> list[str]:
    return [row[0] for row in connection.execute(query.encode(), binds or None).fetchall()]


def _listed(names: list[str]) -> str:
    return ", ".join(names)
