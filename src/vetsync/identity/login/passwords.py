"""Argon2id, beside the event loop and never more than two at once: each takes 64 MiB and a core."""

import asyncio
import secrets
from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from vetsync.identity.login.errors import TooBusy
from vetsync.identity.login.rules import normal_password

AT_ONCE = 2
WAITING_MAX = 64
KEPT_FREE = 32
"""Places in the queue for people at a browser that is known: strangers' guesses do not fill these."""

T = TypeVar("T")


class Passwords:
    """`computations` counts the hashes made: equal counts are what makes known and unknown addresses alike."""

    def __init__(self, memory_kib: int = 65_536, rounds: int = 3):
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1)
        self._room = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._nobodys = self._hasher.hash(secrets.token_hex(16))
        self.computations = 0

    async def hash(self, password: str) -> str:
        plain = normal_password(password)
        return await self._beside(lambda: self._hasher.hash(plain))

    async def verify(self, stored: str | None, password: str, *, first: bool = False) -> bool:
        """Takes as long when there is nothing to compare with; that is always False. `first` finds room when full."""
        plain = normal_password(password)
        waiting_max = WAITING_MAX + KEPT_FREE if first else WAITING_MAX
        matches = await self._beside(lambda: self._matches(stored or self._nobodys, plain), waiting_max)
        return matches and stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether the hash was made with other costs than today's."""
        return self._hasher.check_needs_rehash(stored)

    def _matches(self, stored: str, plain: str) -> bool:
        try:
            return self._hasher.verify(stored, plain)
        except (Argon2Error, InvalidHashError):
            return False

    async def _beside(self, work: Callable[[], T], waiting_max: int = WAITING_MAX) -> T:
        if self._waiting >= waiting_max:
            raise TooBusy(retry_after_seconds=5)
        self._waiting += 1
        try:
            async with self._room:
                self.computations += 1
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1
