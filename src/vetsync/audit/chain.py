"""The chain's arithmetic, free of database and keys.

    hash = sha256( prev ‖ seq as 8 bytes ‖ length of canonical as 4 bytes ‖ canonical )      big-endian

`prev` is the hash of the entry before; 32 zero bytes before the first. `canonical`, version 1, is a MessagePack
array in shortest forms: 1, chain id, id, at, actor_id, actor_kind, action, subject, subject_id, request_id,
outcome, detail. Ids are 16-byte `bin`, texts `str`, `detail` `bin` as sealed, `at` the timestamp extension
(type -1), what is empty `nil`. It is made from the columns and never stored, so nothing is taken on trust.
The chain id (the tenant's, or the shared schema's) keeps entries of one chain out of another.
"""

import datetime
import struct
import uuid
from hashlib import sha256

import msgspec

CANONICAL_VERSION = 1
GENESIS = bytes(32)

encode_canonical = msgspec.msgpack.Encoder(uuid_format="bytes").encode
pack_front = struct.Struct(">qI").pack

Facts = tuple[
    uuid.UUID,
    datetime.datetime,
    uuid.UUID | None,
    str,
    str,
    str,
    uuid.UUID | None,
    str,
    str,
    bytes | None,
]
"""An entry's columns from `id` to `detail`, in the table's order."""


class ChainEntry(msgspec.Struct, frozen=True):
    """A row of `audit_entry`, as it stands."""

    seq: int
    id: uuid.UUID
    at: datetime.datetime
    actor_id: uuid.UUID | None
    actor_kind: str
    action: str
    subject: str
    subject_id: uuid.UUID | None
    request_id: str
    outcome: str
    detail: bytes | None
    prev: bytes
    hash: bytes


def canonical(chain_id: uuid.UUID, facts: Facts) -> bytes:
    return encode_canonical((CANONICAL_VERSION, chain_id, *facts))


def link(prev: bytes, seq: int, canonical: bytes) -> bytes:
    """The hash of entry `seq`; the statement that appends computes the same inside PostgreSQL."""
    return sha256(prev + pack_front(seq, len(canonical)) + canonical).digest()
