"""The form of a sealed field: `version 1 | key id 8 | key version 2 | nonce 12 | ciphertext | tag 16`.

AES-256-GCM. Everything before the nonce, and the place the field stands in (tenant, table, column, row),
is authenticated with it, each part preceded by its length: bytes copied to another row, column or tenant
do not open, and no two places have the same associated data.
Nonces are random; with 96 bits a key stays safe for 2³² seals, rotation gives the next 2³².
"""

import os
import struct
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vetsync.kit.crypto.errors import Tampered

FORMAT = 1
KEY_ID_BYTES = 8
OVERHEAD_BYTES = 39
"""How much longer a sealed field is than its text."""

_HEAD = struct.Struct(f">B{KEY_ID_BYTES}sH")
_NONCE_BYTES = 12
_LENGTH = struct.Struct(">I")


class Head(NamedTuple):
    """Which key opens an envelope."""

    key_id: bytes
    key_version: int


def place(owner_id: UUID, table: str, column: str, row_id: UUID) -> bytes:
    """Where a field stands, as bytes that no other place shares."""
    parts = (owner_id.bytes, table.encode(), column.encode(), row_id.bytes)
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def seal(aead: AESGCM, head: Head, where: bytes, plain: bytes) -> bytes:
    front = _HEAD.pack(FORMAT, head.key_id, head.key_version)
    nonce = os.urandom(_NONCE_BYTES)
    return front + nonce + aead.encrypt(nonce, plain, front + where)


def mark(key_id: bytes) -> bytes:
    """The first bytes of every envelope of one owner's keys; the key version follows them."""
    return bytes([FORMAT]) + key_id


def read_head(blob: bytes) -> Head:
    if len(blob) < OVERHEAD_BYTES or blob[0] != FORMAT:
        raise Tampered
    _, key_id, key_version = _HEAD.unpack_from(blob)
    return Head(key_id, key_version)


def open_sealed(aead: AESGCM, where: bytes, blob: bytes) -> bytes:
    """The plain bytes; `read_head` has said which key `aead` must hold."""
    front, nonce = blob[: _HEAD.size], blob[_HEAD.size : _HEAD.size + _NONCE_BYTES]
    try:
        return aead.decrypt(nonce, blob[_HEAD.size + _NONCE_BYTES :], front + where)
    except InvalidTag:
        raise Tampered from None
