"""Access tokens: made here, and accepted here only. One maker, one verifier, one algorithm, chosen by our key.

RFC 9068 (`typ: at+jwt`), signed with Ed25519 under the algorithm name of RFC 9864. Nothing in a token's header
chooses anything: algorithm and key follow from the key's name, and a header with any other member is refused.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from joserfc import jws, jwt
from joserfc.errors import JoseError

from vetsync.identity.login.rules import ACCESS_LIFE
from vetsync.kit.crypto.signing import SigningKey
from vetsync.kit.errors import Unauthenticated

ALGORITHM = "Ed25519"
TYPE = "at+jwt"
AUDIENCE = "vetsync-api"
LENGTH_MAX = 2_000
KNOWN_MAX = 2_000
"""Tokens whose signature need not be checked again; checking one takes a tenth of a millisecond."""
CLOCK_SKEW_SECONDS_MAX = 30


class TokenRefused(Unauthenticated):
    """Why is for nobody to know."""

    code = "token_refused"


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    alg: str
    typ: str
    kid: str


class _Claims(msgspec.Struct, forbid_unknown_fields=True):
    iss: str
    aud: str
    sub: str
    sid: str
    iat: int
    exp: int


class AccessTokens:
    """`keys[0]` signs; the others are keys that signed before and still verify."""

    def __init__(self, keys: Sequence[SigningKey], issuer: str):
        self._signing = keys[0]
        self._by_kid = {key.kid: key for key in keys}
        self._issuer = issuer
        # A signature that was good stays good; a token that was refused is looked at anew each time.
        self._read = lru_cache(KNOWN_MAX)(self._read_anew)

    def issue(self, user_id: UUID, session_id: UUID, now: datetime) -> tuple[str, datetime]:
        """The token and when it ends."""
        issued = int(now.timestamp())
        expires_at = now.replace(microsecond=0) + ACCESS_LIFE
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": self._signing.kid}
        claims = {
            "iss": self._issuer, "aud": AUDIENCE, "sub": str(user_id), "sid": str(session_id),
            "iat": issued, "exp": int(expires_at.timestamp()),
        }  # fmt: skip
        return jwt.encode(header, claims, self._signing.okp, algorithms=[ALGORITHM]), expires_at

    def verify(self, token: str, now: datetime) -> tuple[UUID, UUID]:
        """User and session that the token stands for; raises TokenRefused for anything out of the ordinary."""
        try:
            return self._verify(token, now)
        except (ValueError, RecursionError, JoseError, msgspec.ValidationError):
            raise TokenRefused from None

    def _verify(self, token: str, now: datetime) -> tuple[UUID, UUID]:
        claims = self._read(token)
        seconds = int(now.timestamp())
        life = int(ACCESS_LIFE.total_seconds())
        if not seconds < claims.exp <= claims.iat + life or claims.iat > seconds + CLOCK_SKEW_SECONDS_MAX:
            raise TokenRefused
        return _strict_uuid(claims.sub), _strict_uuid(claims.sid)

    def _read_anew(self, token: str) -> _Claims:
        """What a well-formed token with our signature claims, whenever that was or will be."""
        if len(token) > LENGTH_MAX or not token.isascii():
            raise TokenRefused
        head, body, signature = token.split(".")
        header = msgspec.convert(_strict_json(head), _Header)
        if (header.alg, header.typ) != (ALGORITHM, TYPE) or header.kid not in self._by_kid:
            raise TokenRefused
        _strict_base64(signature)
        jws.deserialize_compact(token, self._by_kid[header.kid].okp, algorithms=[ALGORITHM])
        claims = msgspec.convert(_strict_json(body), _Claims)
        if (claims.iss, claims.aud) != (self._issuer, AUDIENCE):
            raise TokenRefused
        return claims


def _strict_base64(text: str) -> bytes:
    """Only the one spelling that encoding these bytes gives."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise TokenRefused from None
    if base64.urlsafe_b64encode(data).decode().rstrip("=") != text:
        raise TokenRefused
    return data


def _strict_json(part: str) -> Any:
    """A doubled member or a number that JSON doesn't have is refused, not interpreted."""
    return json.loads(_strict_base64(part), object_pairs_hook=_once_each, parse_constant=_refuse)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise TokenRefused
    return members


def _refuse(constant: str) -> Any:
    raise TokenRefused(constant)


def _strict_uuid(text: str) -> UUID:
    value = UUID(text)
    if str(value) != text:
        raise TokenRefused
    return value
