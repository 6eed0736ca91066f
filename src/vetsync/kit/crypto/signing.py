"""Ed25519 keys in a file: one for access tokens, one for the heads of audit chains.

A signature always covers a purpose as well, so that what was signed for one use means nothing in another.
"""

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from joserfc.jwk import OKPKey

from vetsync.kit.crypto.errors import Tampered
from vetsync.kit.crypto.files import create_file, private_folder


class VerifyingKey:
    """The public half: enough to check, on any host."""

    def __init__(self, public: Ed25519PublicKey):
        self._public = public
        self.raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)

    def verify(self, purpose: bytes, message: bytes, signature: bytes) -> bool:
        try:
            self._public.verify(signature, _covered(purpose, message))
        except InvalidSignature:
            return False
        return True


class SigningKey:
    """A private key, its public half, and the same pair in the form that joserfc signs tokens with."""

    def __init__(self, private: Ed25519PrivateKey):
        self._private = private
        self.verifying = VerifyingKey(private.public_key())
        self.okp = OKPKey.import_key(_pem(private))
        self.kid = self.okp.thumbprint()
        """The key's RFC 7638 thumbprint: its name in token headers and anchors."""

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        return self._private.sign(_covered(purpose, message))


def load_signing_key(path: Path) -> SigningKey:
    """The key in the file. The first caller makes it; of several at once one wins and all read its key."""
    private_folder(path.parent)
    if not path.exists():
        create_file(path, _pem(Ed25519PrivateKey.generate()))
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError:
        raise Tampered from None
    if not isinstance(private, Ed25519PrivateKey):
        raise Tampered
    return SigningKey(private)


def _pem(private: Ed25519PrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _covered(purpose: bytes, message: bytes) -> bytes:
    return len(purpose).to_bytes(2, "big") + purpose + message
