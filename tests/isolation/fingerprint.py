"""Whether anything changed in a schema, seen from behind the walls."""

from collections.abc import Collection

from tests.application import OpenApp

TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = $1 and c.relkind = 'r' order by c.relname
"""
DIGEST = """
select '{table}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "{schema}"."{table}" t
"""
SAID = frozenset({"audit_entry", "audit_head", "outbox", "record_reading"})
"""Where reading may leave a trace, for those who may read."""
OPEN_TO_ALL = SAID | {
    "login_throttle", "mail_token", "letter", "user_account", "pet_owner", "login_session", "owner_practice",
    "activity", "activity_cursor", "tenant_pulse",
}  # fmt: skip
"""Tables of the shared schema that signing up, signing in and the relay write for anybody."""


FOR_CUSTOMERS = SAID | {"slot_hold", "booking_resource", "letter"}
"""Tables of a practice in which anybody who is signed in may hold a place, and what follows from earlier visits."""


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {table for table in before | after if before.get(table) != after.get(table)}


async def fingerprint(app: OpenApp, schema: str, without: Collection[str] = ()) -> dict[str, str]:
    """A digest of every table's rows."""
    tables = [row[0] for row in await app.look(TABLES, schema) if row[0] not in without]
    parts = [DIGEST.format(schema=schema, table=table) for table in tables]
    return {row[0]: row[1] for row in await app.look(" union all ".join(parts))}
