"""Where a request comes from, as far as that can be known.

The peer's address is the sender's own, unless the peer is a proxy that the settings name: only then the web server
has put the address from `X-Forwarded-For` in its place.
"""

import ipaddress
from typing import Any

from litestar.connection import ASGIConnection

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""What a proxy leaves in a request; some leave nothing."""


def prefix_of(address: str | None) -> str:
    """The part of a network address that one subscriber cannot change: IPv4 whole, IPv6 its first 64 bits.

    What can't be read is one address of its own, so that garbage is held back together.
    """
    ip = _read(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 64), strict=False).network_address)
    return str(ip) if ip else "unknown"


def network_of(address: str | None) -> str | None:
    """The first 48 bits of an IPv6 address, as much as one subscriber is given at most; None for others."""
    ip = _read(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 48), strict=False))
    return None


def is_loopback(host: str | None) -> bool:
    ip = _read(host)
    return ip.is_loopback if ip else host == "localhost"


def peer_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    return connection.client.host if connection.client else None


def is_from_this_machine(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Only to be asked on a node that serves this machine only: a proxy on it would look the same."""
    return is_loopback(peer_of(connection)) and not _is_forwarded(connection)


def is_forwarded_from_here(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """A proxy on this machine speaks for somebody, and the settings do not name it."""
    return is_loopback(peer_of(connection)) and _is_forwarded(connection)


def _is_forwarded(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    return any(name in connection.headers for name in FORWARDED)


def _read(address: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """IPv4 that is written as IPv6 is IPv4."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return ip.ipv4_mapped
    return ip
