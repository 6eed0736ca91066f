"""Where a request comes from, as far as that can be known.

The peer's address is the sender's own, unless the peer is a proxy that the settings name: only then the web server
has put the address from `X-Forwarded-For` in its place.
"""

import ipaddress


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


def _read(address: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """IPv4 that is written as IPv6 is IPv4."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return ip.ipv4_mapped
    return ip
