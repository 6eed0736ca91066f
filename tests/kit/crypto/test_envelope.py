"""A sealed field opens in its own place, whole, and nowhere else."""

import os
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from hypothesis import given
from hypothesis import strategies as st

from vetsync.kit.crypto import envelope
from vetsync.kit.crypto.cipher import BLIND_BYTES, Cipher
from vetsync.kit.crypto.errors import Tampered, Unsealable
from vetsync.kit.crypto.keys import KeySet, new_key_set, with_next_version

TENANT = UUID(int=1)
ROW = UUID(int=10)
KEYS = new_key_set(TENANT)
CIPHER = Cipher(KEYS)
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, st.uuids())
def test_what_was_sealed_opens_as_it_was(text: str, row_id: UUID) -> None:
    assert CIPHER.open("client", "email", row_id, CIPHER.seal("client", "email", row_id, text)) == text


def test_the_same_text_is_never_sealed_to_the_same_bytes() -> None:
    sealed = {CIPHER.seal("client", "email", ROW, "anna@example.org") for _ in range(100)}
    assert len(sealed) == 100
    assert {len(blob) for blob in sealed} == {len("anna@example.org") + envelope.OVERHEAD_BYTES}


def test_bytes_moved_to_another_place_do_not_open() -> None:
    blob = CIPHER.seal("client", "email", ROW, "anna@example.org")
    for table, column, row_id in [
        ("patient", "email", ROW),
        ("client", "phone", ROW),
        ("client", "email", UUID(int=11)),
        ("clien", "temail", ROW),
        ("client\x00email", "", ROW),
    ]:
        with pytest.raises(Tampered):
            CIPHER.open(table, column, row_id, blob)


def test_another_tenant_cannot_open_even_with_the_same_secret() -> None:
    blob = CIPHER.seal("client", "email", ROW, "anna@example.org")
    same_secrets = KeySet(UUID(int=2), KEYS.key_id, KEYS.keys, KEYS.index_secret)
    for other in (same_secrets, new_key_set(UUID(int=2)), new_key_set(TENANT)):
        with pytest.raises(Tampered):
            Cipher(other).open("client", "email", ROW, blob)


@given(st.tuples(texts, texts), st.tuples(texts, texts))
def test_no_two_places_have_the_same_associated_data(one: tuple[str, str], other: tuple[str, str]) -> None:
    same = envelope.place(TENANT, *one, ROW) == envelope.place(TENANT, *other, ROW)
    assert same == (one == other)


def test_every_flipped_bit_is_noticed() -> None:
    blob = CIPHER.seal("client", "email", ROW, "anna@example.org")
    for bit in range(len(blob) * 8):
        changed = bytearray(blob)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Tampered):
            CIPHER.open("client", "email", ROW, bytes(changed))


def test_every_cut_is_noticed() -> None:
    blob = CIPHER.seal("client", "email", ROW, "anna@example.org")
    for length in range(len(blob)):
        with pytest.raises(Tampered):
            CIPHER.open("client", "email", ROW, blob[:length])
    with pytest.raises(Tampered):
        CIPHER.open("client", "email", ROW, blob + b"\0")


@given(st.binary(max_size=80))
def test_bytes_that_nobody_sealed_do_not_open(junk: bytes) -> None:
    with pytest.raises(Tampered):
        CIPHER.open("client", "email", ROW, junk)


def test_a_lone_surrogate_is_refused_before_it_is_sealed() -> None:
    with pytest.raises(Unsealable):
        CIPHER.seal("client", "email", ROW, "\ud800")


def test_a_rotated_key_seals_anew_and_opens_what_is_old() -> None:
    old = CIPHER.seal("client", "email", ROW, "anna@example.org")
    rotated = Cipher(with_next_version(KEYS))
    new = rotated.seal("client", "email", ROW, "anna@example.org")
    assert rotated.open("client", "email", ROW, old) == rotated.open("client", "email", ROW, new)
    assert (old.startswith(rotated.mark_now), new.startswith(rotated.mark_now)) == (False, True)
    assert (
        rotated.open("client", "email", ROW, rotated.seal_anew("client", "email", ROW, old))
        == "anna@example.org"
    )
    with pytest.raises(Tampered):
        CIPHER.open("client", "email", ROW, new)


def test_a_key_version_cannot_be_relabelled() -> None:
    blob = bytearray(CIPHER.seal("client", "email", ROW, "anna@example.org"))
    blob[9:11] = (2).to_bytes(2, "big")
    with pytest.raises(Tampered):
        Cipher(with_next_version(KEYS)).open("client", "email", ROW, bytes(blob))


def test_a_blind_index_is_stable_over_rotation_and_apart_by_kind_and_tenant() -> None:
    blind = CIPHER.blind("email", "anna@example.org")
    assert len(blind) == BLIND_BYTES
    assert blind == Cipher(with_next_version(KEYS)).blind("email", "anna@example.org")
    assert blind != CIPHER.blind("phone", "anna@example.org")
    assert blind != CIPHER.blind("email", "anne@example.org")
    assert blind != Cipher(new_key_set(UUID(int=2))).blind("email", "anna@example.org")


def test_a_blind_index_keeps_its_value_from_release_to_release() -> None:
    fixed = Cipher(KeySet(TENANT, bytes(8), KEYS.keys, bytes(range(32))))
    assert fixed.blind("email", "anna@example.org").hex() == "126cc16343a8b6d5337a8a12461966d0"


def test_secrets_do_not_show_in_what_a_log_might_print() -> None:
    secret = os.urandom(32)
    shown = (
        repr(KEYS) + repr(KEYS.primary) + repr(CIPHER) + repr(KeySet(TENANT, b"12345678", KEYS.keys, secret))
    )
    for part in (KEYS.primary.secret, KEYS.index_secret, secret):
        assert part.hex() not in shown
        assert repr(part)[2:-1] not in shown


def test_a_row_has_one_key_pair_for_a_purpose_that_outlives_a_rotation() -> None:
    key = CIPHER.private_key("draft", ROW)
    assert Cipher(with_next_version(KEYS)).private_key("draft", ROW) == key
    others = {
        CIPHER.private_key("draft", UUID(int=11)),
        CIPHER.private_key("letter", ROW),
        Cipher(new_key_set(TENANT)).private_key("draft", ROW),
    }
    assert len(others | {key}) == 4


def test_a_rows_private_key_is_one_that_browsers_read() -> None:
    loaded = load_der_private_key(CIPHER.private_key("draft", ROW), password=None)
    assert isinstance(loaded, EllipticCurvePrivateKey)
    assert isinstance(loaded.curve, SECP256R1)
