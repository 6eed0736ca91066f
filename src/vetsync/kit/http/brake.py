"""Holds back an address that sends more than people do, without being signed in.

Each address has a bucket that fills by itself; a request takes one out. In memory, so each node counts for itself, and
a restart forgets: what must not be forgotten, such as guesses at passwords, is counted in the database. Over IPv6 the
larger network has a bucket of its own beside that of the address: a subscriber may have thousands of addresses.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import structlog
from litestar.connection import ASGIConnection

from vetsync.kit.errors import TooMany
from vetsync.kit.http.address import (
    is_forwarded_from_here,
    is_from_this_machine,
    network_of,
    peer_of,
    prefix_of,
)

log = structlog.get_logger()

ADDRESSES_MAX = 50_000
"""Some ten megabytes. Whoever was seen longest ago is forgotten first, and begins with a full bucket."""


NETWORK_TIMES = 4
"""How much more a whole network may send than one address in it; the same as at the login."""


class AddressBrake:
    """`per_second` 0 sets no limit. `spares_this_machine` lets loopback pass, where nobody else can come from there."""

    def __init__(
        self,
        per_second: float,
        burst: int,
        *,
        spares_this_machine: bool = False,
        addresses_max: int = ADDRESSES_MAX,
        monotonic: Callable[[], float] = time.monotonic,
    ):
        self._per_second = per_second
        self._burst = burst
        self._spares_this_machine = spares_this_machine
        self._addresses_max = addresses_max
        self._monotonic = monotonic
        self._warned = False
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def hold(self, connection: ASGIConnection[Any, Any, Any, Any]) -> None:
        """Counts the request; raises TooMany when its address has sent too many."""
        if not self._per_second or (self._spares_this_machine and is_from_this_machine(connection)):
            return
        if not self._warned and is_forwarded_from_here(connection):
            self._warned = True
            log.warning(
                "proxy.untrusted", consequence="everybody counts as one", setting="VETSYNC_TRUSTED_PROXIES"
            )
        peer = peer_of(connection)
        if network := network_of(peer):
            self.take(network, NETWORK_TIMES)
        self.take(prefix_of(peer))

    def take(self, address: str, times: int = 1) -> None:
        """Out of the bucket of this address, which holds so many times what one address gets."""
        per_second, burst = self._per_second * times, float(self._burst * times)
        now = self._monotonic()
        left, seen_at = self._buckets.pop(address, (burst, now))
        left = min(burst, left + (now - seen_at) * per_second)
        if len(self._buckets) >= self._addresses_max:
            self._buckets.popitem(last=False)
        self._buckets[address] = (left - 1 if left >= 1 else left, now)
        if left < 1:
            raise TooMany(retry_after_seconds=max(1, math.ceil((1 - left) / per_second)))

    def __len__(self) -> int:
        return len(self._buckets)
