"""Sealing and finding the fields of one owner, as `View.cipher` offers it to domains."""

import hmac
from collections.abc import Callable
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from vetsync.kit.crypto import envelope
from vetsync.kit.crypto.errors import Tampered, Unsealable
from vetsync.kit.crypto.keys import KeyProvider, KeySet

BLIND_BYTES = 16


class Cipher:
    """Bound to one owner's keys; a sealed field opens only in the place it was sealed for."""

    __slots__ = ("_keys",)

    def __init__(self, keys: KeySet):
        self._keys = keys

    def seal(self, table: str, column: str, row_id: UUID, text: str) -> bytes:
        return self.seal_bytes(table, column, row_id, _encoded(text))

    def open(self, table: str, column: str, row_id: UUID, blob: bytes) -> str:
        """Raises Tampered when the bytes were changed or belong somewhere else."""
        return self.open_bytes(table, column, row_id, blob).decode()

    def seal_bytes(self, table: str, column: str, row_id: UUID, plain: bytes) -> bytes:
        keys = self._keys
        where = envelope.place(keys.owner_id, table, column, row_id)
        head = envelope.Head(keys.key_id, keys.primary.version)
        return envelope.seal(keys.primary.aead, head, where, plain)

    def open_bytes(self, table: str, column: str, row_id: UUID, blob: bytes) -> bytes:
        keys = self._keys
        head = envelope.read_head(blob)
        if head.key_id != keys.key_id:
            raise Tampered
        where = envelope.place(keys.owner_id, table, column, row_id)
        return envelope.open_sealed(keys.version(head.key_version).aead, where, blob)

    def seal_anew(self, table: str, column: str, row_id: UUID, blob: bytes) -> bytes:
        """The same content under the newest key, for the same place. Raises Tampered."""
        return self.seal_bytes(table, column, row_id, self.open_bytes(table, column, row_id, blob))

    @property
    def mark(self) -> bytes:
        """How everything begins that is sealed with a key of this owner, of whatever version."""
        return envelope.mark(self._keys.key_id)

    @property
    def mark_now(self) -> bytes:
        """How everything begins that is sealed with the newest one."""
        return self.mark + self.version.to_bytes(2, "big")

    @property
    def version(self) -> int:
        return self._keys.primary.version

    @property
    def versions(self) -> frozenset[int]:
        """All that still open something."""
        return frozenset(key.version for key in self._keys.keys)

    def blind(self, kind: str, normalised: str) -> bytes:
        """16 bytes that are equal for equal values of one kind and owner, and say nothing else.

        Give it the form from kit.crypto.normal, or two spellings of one e-mail address will not meet.
        """
        return hmac.digest(self._keys.index_key(kind), _encoded(normalised), "sha256")[:BLIND_BYTES]

    def private_key(self, purpose: str, row_id: UUID) -> bytes:
        """A row's own key for what somebody else keeps sealed, the same at every call: P-256, PKCS #8, DER."""
        pair = self._keys.pair_of(purpose, row_id)
        return pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Unsealable from None


def ciphers(provider: KeyProvider) -> Callable[[UUID], Cipher]:
    """What the gate asks for the cipher of the schema it has just entered."""
    return lambda owner_id: Cipher(provider.load(owner_id))
