"""Decisions about signing in that need nothing but their arguments."""

import ipaddress
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from vetsync.identity.login.common_passwords import STEMS, WHOLE
from vetsync.identity.login.errors import PasswordTooCommon, PasswordTooShort

PASSWORD_LENGTH_MIN = 10
ACCESS_LIFE = timedelta(minutes=10)
REFRESH_LIFE = timedelta(days=30)
SESSION_LIFE = timedelta(days=180)
REUSE_GRACE = timedelta(seconds=10)
LOST_AFTER = timedelta(seconds=1)
"""An answer that has not come by now was lost: a reload broke it off, and its cookie never arrived."""
VERIFY_LIFE = timedelta(hours=72)
RESET_LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Brake:
    """At most `tries_max` in a window of `length`; the window begins with the first try."""

    kind: Literal["account", "device", "everybody", "letter", "letter_prefix", "prefix"]
    tries_max: int
    length: timedelta


QUARTER = timedelta(minutes=15)
ACCOUNT = Brake("account", 10, QUARTER)
DEVICE = Brake("device", 10, QUARTER)
PREFIX = Brake("prefix", 100, QUARTER)
EVERYBODY = Brake("everybody", 400, QUARTER)
LETTER = Brake("letter", 5, timedelta(hours=1))
LETTER_PREFIX = Brake("letter_prefix", 40, timedelta(hours=1))


def normal_password(password: str) -> str:
    """One form for what different keyboards send for the same letters."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, email: str, *names: str) -> None:
    """Raises when the password is too short, common, one repeated pattern, or little more than the person's name."""
    plain = normal_password(password).casefold()
    if len(plain) < PASSWORD_LENGTH_MIN:
        raise PasswordTooShort(field="password", length_min=PASSWORD_LENGTH_MIN)
    stem = plain.rstrip("0123456789 !@#$%^&*()-_=+.,?")
    own = {email, email.split("@", 1)[0], *names, "".join(names)} - {""}
    if (
        plain in WHOLE
        or stem in STEMS
        or len(set(plain)) < 4
        or {plain, stem} & {word.casefold() for word in own}
    ):
        raise PasswordTooCommon(field="password")


def prefix_of(address: str | None) -> str:
    """The part of a network address that one subscriber cannot change: IPv4 whole, IPv6 its first 64 bits.

    What can't be read is one address of its own, so that garbage is held back together.
    """
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False).network_address)
    return str(ip)


def seconds_left(brake: Brake, window_started_at: datetime, now: datetime) -> int:
    """Until the window is over, at least one."""
    return max(1, int((window_started_at + brake.length - now).total_seconds()) + 1)


_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_label(user_agent: str) -> str | None:
    """`Firefox · Linux`, so that people recognise their own sessions; nothing else of the header is kept."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    return " · ".join(part for part in (browser, system) if part) or None
