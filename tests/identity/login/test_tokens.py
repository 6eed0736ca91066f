"""One verifier, one algorithm, and nothing in a token chooses anything (R10, T14)."""

import base64
import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import OKPKey

from tests.conftest import START
from tests.identity.conftest import BASE_URL, Town
from vetsync.identity.login.tokens import AccessTokens, TokenRefused
from vetsync.kit.crypto.signing import load_signing_key
from vetsync.kit.ids import new_id

pytestmark = pytest.mark.anyio
NOW = int(START.timestamp())


def b64(data: bytes | str) -> str:
    return base64.urlsafe_b64encode(data.encode() if isinstance(data, str) else data).decode().rstrip("=")


class Forger:
    """Somebody with a valid token of their own; with `key` also somebody who got our key to sign something else."""

    def __init__(self, town: Town, valid: str):
        self.key = town.signing
        self.valid = valid
        self.head, self.body, self.signature = valid.split(".")
        self.header: dict[str, Any] = json.loads(base64.urlsafe_b64decode(self.head + "=="))
        self.claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(self.body + "=="))

    def signed(self, header: dict[str, Any] | None = None, claims: dict[str, Any] | str | None = None) -> str:
        """With our own key: only the content is wrong."""
        payload = claims if isinstance(claims, str) else json.dumps(self.claims | (claims or {}))
        return self.signed_raw(json.dumps(self.header | (header or {})), payload)

    def signed_raw(self, header: str, payload: str) -> str:
        private = self.key.okp.get_op_key("sign")
        assert isinstance(private, Ed25519PrivateKey)
        front = f"{b64(header)}.{b64(payload)}"
        return f"{front}.{b64(private.sign(front.encode()))}"

    def without(self, claim: str) -> str:
        left = {name: value for name, value in self.claims.items() if name != claim}
        return self.signed_raw(json.dumps(self.header), json.dumps(left))

    def hmac(self, secret: bytes, **header: Any) -> str:
        """Made by hand: the library would not take a public key for a secret."""
        front = f"{b64(json.dumps(self.header | {'alg': 'HS256'} | header))}.{self.body}"
        return f"{front}.{b64(hmac.digest(secret, front.encode(), 'sha256'))}"


def public_forms(town: Town) -> list[bytes]:
    public = town.signing.okp.get_op_key("verify")
    return [
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.Raw, PublicFormat.Raw),
        town.signing.kid.encode(),
    ]


def algorithms(forger: Forger, town: Town) -> Iterator[tuple[str, str]]:
    for alg in (
        "none",
        "None",
        "NONE",
        "nOnE",
        "",
        "EdDSA",
        "ed25519",
        "HS256",
        "RS256",
        "ES256",
        None,
        7,
        ["Ed25519"],
    ):
        header = json.dumps(forger.header | {"alg": alg})
        yield f"alg {alg!r}, our signature", forger.signed_raw(header, json.dumps(forger.claims))
        yield f"alg {alg!r}, no signature", f"{b64(header)}.{forger.body}."
    for number, secret in enumerate([*public_forms(town), b"", b"secret", b"\x00" * 32]):
        yield f"HS256 with key {number}", forger.hmac(secret)
    stranger = OKPKey.generate_key("Ed25519")
    own = jws.serialize_compact(forger.header, json.dumps(forger.claims), stranger, algorithms=["Ed25519"])
    yield "another Ed25519 key", own
    yield "own key in jwk", jws.serialize_compact(
        forger.header | {"jwk": stranger.as_dict(private=False)},
        json.dumps(forger.claims), stranger, algorithms=["Ed25519"],
    )  # fmt: skip


def headers(forger: Forger) -> Iterator[tuple[str, str]]:
    for typ in ("JWT", "at+JWT", "id_token", "application/at+jwt", "", None, 1):
        yield f"typ {typ!r}", forger.signed({"typ": typ})
    for kid in (
        "",
        "../../etc/passwd",
        forger.header["kid"] + " ",
        forger.header["kid"][:-1],
        None,
        0,
        "'--",
        "*",
    ):
        yield f"kid {kid!r}", forger.signed({"kid": kid})
    for name in ("jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "cty", "enc"):
        value: Any = ["exp"] if name in {"crit", "x5c"} else "https://evil.example/keys.json"
        yield f"header with {name}", forger.signed({name: value})
    for gone in ("typ", "kid", "alg"):
        left = {name: value for name, value in forger.header.items() if name != gone}
        yield f"header without {gone}", forger.signed_raw(json.dumps(left), json.dumps(forger.claims))
    double = json.dumps(forger.header)[:-1] + ', "alg": "Ed25519"}'
    yield "doubled alg", forger.signed_raw(double, json.dumps(forger.claims))


def claims(forger: Forger) -> Iterator[tuple[str, str]]:
    for name in ("iss", "aud", "sub", "sid", "iat", "exp"):
        yield f"without {name}", forger.without(name)
        yield f"{name} null", forger.signed(claims={name: None})
        yield f"{name} list", forger.signed(claims={name: [forger.claims[name]]})
    for aud in ("vetsync", "vetsync-API", "other-tenant", ["vetsync-api", "x"], {"a": 1}):
        yield f"aud {aud!r}", forger.signed(claims={"aud": aud})
    for iss in ("https://evil.example", BASE_URL + "/", BASE_URL.upper()):
        yield f"iss {iss}", forger.signed(claims={"iss": iss})
    for exp in (NOW, NOW - 1, 0, -1, NOW + 6_000, NOW + 600.5, str(NOW + 300), True, 10**30, 1e308):
        yield f"exp {exp!r}", forger.signed(claims={"exp": exp})
    for text in ("NaN", "Infinity", "-Infinity", "1e400", "9" * 5_000):
        body = json.dumps(forger.claims).replace(str(forger.claims["exp"]), text)
        yield f"exp {text[:9]}", forger.signed(claims=body)
    yield "iat in the future", forger.signed(claims={"iat": NOW + 300, "exp": NOW + 600})
    for sub in (
        "",
        "admin",
        str(forger.claims["sub"]).upper(),
        "{" + forger.claims["sub"] + "}",
        1,
        str(new_id()),
    ):
        yield f"sub {sub!r}", forger.signed(claims={"sub": sub})
    for sid in ("", str(new_id()), forger.claims["sub"], "urn:uuid:" + forger.claims["sid"]):
        yield f"sid {sid!r}", forger.signed(claims={"sid": sid})
    yield "an unknown claim", forger.signed(claims={"admin": True})
    yield "doubled exp", forger.signed(claims=json.dumps(forger.claims)[:-1] + f', "exp": {NOW + 500}}}')
    for body in (
        "",
        "[]",
        "null",
        "1",
        '"x"',
        "{",
        "\ud800".encode("utf-16", "surrogatepass").decode("latin-1"),
    ):
        yield f"payload {body!r}", forger.signed(claims=body)


def shapes(forger: Forger) -> Iterator[tuple[str, str]]:
    yield "empty", ""
    yield "one part", forger.head
    yield "two parts", f"{forger.head}.{forger.body}"
    yield "four parts", forger.valid + ".x"
    yield "a million letters", "a" * 1_000_000
    yield "a valid token and a tail", forger.valid + "=" * 4
    yield "padding", forger.valid + "=="
    yield "space inside", forger.valid.replace(".", ". ", 1)
    yield (
        "body of another",
        f"{forger.head}.{b64(json.dumps(forger.claims | {'sub': str(new_id())}))}.{forger.signature}",
    )
    yield "signature cut", forger.valid[:-4]
    yield "signature all zero", f"{forger.head}.{forger.body}.{b64(bytes(64))}"
    yield (
        "JSON serialisation",
        json.dumps({"payload": forger.body, "protected": forger.head, "signature": "x"}),
    )
    # The last letter of 64 bytes in base64 carries four idle bits: another spelling of the same signature.
    last = forger.valid[-1]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    yield "signature spelled otherwise", forger.valid[:-1] + letters[letters.index(last) ^ 1]
    yield "five parts, as encrypted ones have", ".".join([forger.head, "", "", forger.body, ""])
    yield "deep nesting", forger.signed(claims="[" * 1_400)


async def test_no_forged_token_is_accepted_and_none_breaks_the_server(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    assert browser.token
    forger = Forger(town, browser.token)
    forgeries = [*algorithms(forger, town), *headers(forger), *claims(forger), *shapes(forger)]
    assert len(forgeries) >= 100
    assert (await browser.send("GET", "/api/me")).status_code == 200
    answers = {}
    for name, token in forgeries:
        # A header can hold no line break or letter beyond Latin-1; such tokens don't arrive at all.
        answer = await browser.send("GET", "/api/me", headers={"authorization": f"Bearer {token}"})
        answers[name] = answer.status_code
    assert {name: status for name, status in answers.items() if status != 401} == {}


async def test_the_forger_can_make_a_valid_token_so_the_suite_proves_something(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    assert browser.token
    token = Forger(town, browser.token).signed()
    assert (
        await town.browser().send("GET", "/api/me", headers={"authorization": f"Bearer {token}"})
    ).status_code == 200


async def test_other_schemes_and_spellings_of_the_header_are_refused(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    token = browser.token
    for header in (
        f"Basic {token}",
        f"Bearer{token}",
        f"Token {token}",
        "Bearer",
        "Bearer ",
        f"{token}",
        f"Bearer  {token}",
    ):
        answer = await town.browser().send("GET", "/api/me", headers={"authorization": header})
        assert answer.status_code == 401, header


async def test_a_token_ends_after_ten_minutes(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    town.clock.advance(minutes=9, seconds=59)
    assert (await browser.send("GET", "/api/me")).status_code == 200
    town.clock.advance(seconds=1)
    assert (await browser.send("GET", "/api/me")).status_code == 401


def test_a_key_that_was_replaced_still_verifies_and_no_longer_signs(tmp_path: Path) -> None:
    old, new = load_signing_key(tmp_path / "a" / "old.pem"), load_signing_key(tmp_path / "a" / "new.pem")
    user, session = new_id(), new_id()
    token, _ = AccessTokens([old], BASE_URL).issue(user, session, START)
    assert AccessTokens([new, old], BASE_URL).verify(token, START) == (user, session)
    with pytest.raises(TokenRefused):
        AccessTokens([new], BASE_URL).verify(token, START)


def test_another_installations_token_is_refused(tmp_path: Path) -> None:
    key = load_signing_key(tmp_path / "a" / "key.pem")
    token, _ = AccessTokens([key], "https://elsewhere.example").issue(new_id(), new_id(), START)
    with pytest.raises(TokenRefused):
        AccessTokens([key], BASE_URL).verify(token, START)
