"""Writes audit entries into the chain of the schema that the transaction is in, just before it commits."""

import uuid
from typing import Any

import asyncpg
import msgspec

from vetsync.audit.chain import GENESIS, Facts, canonical
from vetsync.kit.db.work import AuditEntry, Cipher
from vetsync.kit.errors import Unavailable

# The update takes the head's row lock and sees the newest committed head; the rest of the statement only
# reads what it returned. So writers of one schema queue here, for the one round trip before their commit.
APPEND = """
with head as (
    update audit_head set seq = seq + 1, prev = hash,
           hash = sha256(hash || int8send(seq + 1) || int4send(octet_length($1::bytea)) || $1::bytea)
    returning seq, prev, hash
)
insert into audit_entry (seq, id, at, actor_id, actor_kind, action, subject, subject_id, request_id, outcome,
                         detail, prev, hash)
select seq, $2::uuid, $3::timestamptz, $4::uuid, $5::text, $6::text, $7::text, $8::uuid, $9::text, $10::text,
       $11::bytea, prev, hash
from head
"""
BEGIN = """
insert into audit_head ("only", seq, prev, hash) values (true, 0, $1, $1) on conflict ("only") do nothing
"""


class AuditHeadMissing(Unavailable):
    """An entry found no head to chain to. Nothing is changed without being recorded, so the work fails."""

    code = "audit_head_missing"


class ChainRecorder:
    """The gate's recorder. An entry that cannot be written takes the whole transaction with it."""

    async def record(
        self, connection: asyncpg.Connection, cipher: Cipher, tenant_id: uuid.UUID, entries: list[AuditEntry]
    ) -> None:
        first, *others = [_binds(cipher, tenant_id, entry) for entry in entries]
        if not _added(await connection.execute(APPEND, *first)):
            # The first entry of a schema; a rival for that honour waits at the insert and then sees our head.
            await connection.execute(BEGIN, GENESIS)
            if not _added(await connection.execute(APPEND, *first)):
                raise AuditHeadMissing
        if others:
            await connection.executemany(APPEND, others)


def _added(status: str) -> bool:
    return status.endswith(" 1")


def _binds(cipher: Cipher, chain_id: uuid.UUID, entry: AuditEntry) -> tuple[bytes, *tuple[Any, ...]]:
    facts: Facts = (
        entry.id,
        entry.at,
        entry.actor_id,
        entry.actor_kind,
        entry.action,
        entry.subject,
        entry.subject_id,
        entry.request_id,
        entry.outcome,
        _detail(cipher, entry),
    )
    return canonical(chain_id, facts), *facts


def _detail(cipher: Cipher, entry: AuditEntry) -> bytes | None:
    """Before and after as one sealed JSON object; what the caller left out is absent from it."""
    parts = {name: value for name in ("before", "after") if (value := getattr(entry, name)) is not None}
    if not parts:
        return None
    return cipher.seal("audit_entry", "detail", entry.id, msgspec.json.encode(parts).decode())
