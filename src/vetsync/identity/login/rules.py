"""Decisions about signing in that need nothing but their arguments."""

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

    kind: Literal["device", "letter", "letter_prefix", "network", "pair", "prefix"]
    tries_max: int
    length: timedelta

    def wait_after(self, tries: int) -> timedelta:
        """From the beginning of the window."""
        return self.length


@dataclass(frozen=True, slots=True)
class GrowingBrake:
    """`tries_max` freely, then one after a wait that doubles each time; forgotten after `length` without a try.

    Many addresses together can make a stranger at the account wait, and never for longer than `wait_max`.
    """

    kind: Literal["account"]
    tries_max: int
    length: timedelta
    wait: timedelta
    wait_max: timedelta

    def wait_after(self, tries: int) -> timedelta:
        """From the last try that was counted."""
        return min(self.wait * (1 << min(max(tries - self.tries_max, 0), DOUBLINGS_MAX)), self.wait_max)


DOUBLINGS_MAX = 10
QUARTER = timedelta(minutes=15)
PAIR = Brake("pair", 5, QUARTER)
"""One address at one account: fewer than the account has, so that one address alone does not use those up."""
PREFIX = Brake("prefix", 100, QUARTER)
NETWORK = Brake("network", 400, QUARTER)
"""IPv6 only: a subscriber may have thousands of the networks that `prefix` tells apart."""
ACCOUNT = GrowingBrake("account", 10, timedelta(days=1), timedelta(seconds=30), QUARTER)
DEVICE = Brake("device", 10, QUARTER)
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


def seconds_left(brake: Brake | GrowingBrake, tries: int, since: datetime, now: datetime) -> int:
    """Until the brake lets the next try through, at least one."""
    return max(1, int((since + brake.wait_after(tries) - now).total_seconds()) + 1)


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
