"""The keys of one owner (a tenant, or the shared schema), and the port through which they are kept."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vetsync.kit.crypto.envelope import KEY_ID_BYTES
from vetsync.kit.crypto.errors import Tampered

SECRET_BYTES = 32


@dataclass(frozen=True)
class DataKey:
    """One version of an owner's data key. Versions count from 1; the highest is the primary."""

    version: int
    secret: bytes = field(repr=False)

    @cached_property
    def aead(self) -> AESGCM:
        return AESGCM(self.secret)


class KeySet:
    """An owner's keys, ready for use: the primary seals, every version opens.

    `index_secret` is the root of the blind indexes and of rows' key pairs. It is not rotated with the data keys,
    because those are only of use while they stay the same; it is destroyed together with them.
    """

    def __init__(self, owner_id: UUID, key_id: bytes, keys: tuple[DataKey, ...], index_secret: bytes):
        self.owner_id = owner_id
        self.key_id = key_id
        self.keys = keys
        self.index_secret = index_secret
        self.primary = max(keys, key=lambda key: key.version)
        self._by_version = {key.version: key for key in keys}
        self._index_keys: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"KeySet(owner_id={self.owner_id}, versions={sorted(self._by_version)})"

    def version(self, number: int) -> DataKey:
        try:
            return self._by_version[number]
        except KeyError:
            raise Tampered from None

    def index_key(self, kind: str) -> bytes:
        """The HMAC key of one kind of blind index; kinds do not match each other's values."""
        if (known := self._index_keys.get(kind)) is None:
            purpose = b"vetsync/blind-index/v1/" + kind.encode()
            known = HKDF(SHA256(), SECRET_BYTES, salt=None, info=purpose).derive(self.index_secret)
            self._index_keys[kind] = known
        return known

    def pair_of(self, purpose: str, row_id: UUID) -> EllipticCurvePrivateKey:
        """A key pair on P-256 that a row always has, for as long as the owner has keys; it is kept nowhere.

        48 bytes for an order of 32 leave no bias (FIPS 186-5, A.2.1).
        """
        info = b"vetsync/pair/v1/" + purpose.encode() + b"/" + row_id.bytes
        drawn = HKDF(SHA256(), 48, salt=None, info=info).derive(self.index_secret)
        return derive_private_key(int.from_bytes(drawn) % (SECP256R1.group_order - 1) + 1, SECP256R1())


def new_key_set(owner_id: UUID) -> KeySet:
    first = DataKey(1, os.urandom(SECRET_BYTES))
    return KeySet(owner_id, os.urandom(KEY_ID_BYTES), (first,), os.urandom(SECRET_BYTES))


def with_next_version(old: KeySet) -> KeySet:
    following = DataKey(old.primary.version + 1, os.urandom(SECRET_BYTES))
    return KeySet(old.owner_id, old.key_id, (*old.keys, following), old.index_secret)


def without_versions(old: KeySet, retired: frozenset[int]) -> KeySet:
    """The same keys but the retired ones; the primary stays whatever is asked."""
    kept = tuple(key for key in old.keys if key.version not in retired or key is old.primary)
    return KeySet(old.owner_id, old.key_id, kept, old.index_secret)


class KeyProvider(Protocol):
    """Where keys are kept. `load` is on the path of every request, so it answers from memory when it can,
    yet must notice within the call that keys were rotated or destroyed by another process.
    """

    def create(self, owner_id: UUID) -> None:
        """Makes the owner's first keys. Where there are some it does nothing, so provisioning may repeat."""

    def load(self, owner_id: UUID) -> KeySet:
        """Raises KeyDestroyed or KeyMissing."""
        ...

    def rotate(self, owner_id: UUID) -> None:
        """Adds a key version, which seals from now on; older versions go on opening."""

    def retire(self, owner_id: UUID, versions: frozenset[int]) -> None:
        """Forgets old versions for good; what is still sealed with one is lost, so whoever calls has looked."""

    def destroy(self, owner_id: UUID) -> None:
        """Makes everything sealed for this owner unreadable, for good; a second call does nothing."""
