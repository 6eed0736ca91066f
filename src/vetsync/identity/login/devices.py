"""The mark a browser carries after somebody signed in with it: it keeps the real user from being locked out.

`user.nonce.signature`, in a cookie. A guess that comes with the mark of the account's own user is counted apart from
the guesses of strangers, so strangers cannot lock that user out, and the mark itself buys no more guesses than that.
"""

import base64
import binascii
import hashlib
import secrets
from uuid import UUID

from vetsync.kit.crypto.signing import SigningKey

PURPOSE = b"login-device"
LENGTH_MAX = 300


class DeviceMarks:
    def __init__(self, key: SigningKey):
        self._key = key

    def make(self, user_id: UUID) -> tuple[str, bytes]:
        """The mark, and the key under which its browser is known."""
        front = f"{user_id.hex}.{secrets.token_hex(16)}"
        signature = self._key.sign(PURPOSE, front.encode())
        return f"{front}.{base64.urlsafe_b64encode(signature).decode()}", _key_of(front)

    def read(self, mark: str | None) -> tuple[UUID, bytes] | None:
        """Whose mark it is and the browser's key; None for anything that was not made here."""
        if mark is None or len(mark) > LENGTH_MAX or not mark.isascii():
            return None
        front, _, end = mark.rpartition(".")
        try:
            signature = base64.urlsafe_b64decode(end)
            user_id = UUID(front.partition(".")[0])
        except (binascii.Error, ValueError):
            return None
        if not self._key.verifying.verify(PURPOSE, front.encode(), signature):
            return None
        return user_id, _key_of(front)


def _key_of(front: str) -> bytes:
    return hashlib.sha256(front.encode()).digest()[:16]
