"""Signing keys are made once, signed things are bound to their purpose."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from joserfc import jwt

from vetsync.kit.crypto.errors import Tampered
from vetsync.kit.crypto.signing import load_signing_key


def test_of_many_that_make_the_key_one_wins_and_all_agree(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "tokens.pem"
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: load_signing_key(path), range(16)))
    assert len({key.kid for key in keys}) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_signature_holds_for_its_purpose_and_message_only(tmp_path: Path) -> None:
    key = load_signing_key(tmp_path / "keys" / "audit.pem")
    other = load_signing_key(tmp_path / "keys" / "other.pem")
    signature = key.sign(b"head", b"message")
    assert key.verifying.verify(b"head", b"message", signature)
    assert not key.verifying.verify(b"hea", b"dmessage", signature)
    assert not key.verifying.verify(b"head", b"messagE", signature)
    assert not key.verifying.verify(b"head", b"message", signature[:-1])
    assert not other.verifying.verify(b"head", b"message", signature)


def test_the_key_signs_tokens_that_its_public_half_verifies(tmp_path: Path) -> None:
    key = load_signing_key(tmp_path / "keys" / "tokens.pem")
    token = jwt.encode({"alg": "Ed25519", "kid": key.kid}, {"sub": "x"}, key.okp, algorithms=["Ed25519"])
    assert jwt.decode(token, key.okp, algorithms=["Ed25519"]).claims == {"sub": "x"}
    assert set(key.okp.as_dict(private=False)) >= {"kty", "crv", "x"}
    assert "d" not in key.okp.as_dict(private=False)


def test_a_damaged_key_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "tokens.pem"
    load_signing_key(path)
    path.write_bytes(b"-----BEGIN")
    with pytest.raises(Tampered):
        load_signing_key(path)
