"""Puts together what one process needs to know people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from vetsync.identity.access.guard import AccessGuard, TenantFinder
from vetsync.identity.access.presence import Presences
from vetsync.identity.login.desk import Desk
from vetsync.identity.login.devices import DeviceMarks
from vetsync.identity.login.passwords import Passwords
from vetsync.identity.login.tokens import AccessTokens
from vetsync.kit.clock import utc_now
from vetsync.kit.crypto.signing import SigningKey
from vetsync.kit.db.gate import Gate
from vetsync.kit.http.brake import AddressBrake


@dataclass(frozen=True)
class Identity:
    guard: AccessGuard
    presences: Presences
    desk: Desk


def open_identity(
    gate: Gate,
    tenants: TenantFinder,
    signing: SigningKey,
    base_url: str,
    *,
    brake: AddressBrake | None = None,
    passwords: Passwords | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Identity:
    """`base_url` is the issuer of tokens, and says by its scheme how cookies are set."""
    presences = Presences(gate)
    tokens = AccessTokens([signing], base_url)
    is_https = base_url.startswith("https://")
    desk = Desk(gate, passwords or Passwords(), tokens, DeviceMarks(signing), presences, is_https=is_https)
    return Identity(AccessGuard(tokens, presences, tenants, clock, brake), presences, desk)
