"""This computer's own addresses, as others on its networks see them."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

import ifaddr


def own_addresses(bind: str | None) -> list[str]:
    """Return where this computer can be reached, likeliest first; loopback only if there is nothing else."""
    if bind is not None and not ip_address(bind).is_unspecified:
        return [bind]
    return likeliest_first(ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips)


def likeliest_first(ips: Iterable[str | tuple[str, int, int]]) -> list[str]:
    """Return those that others could reach, public ones first; loopback if there are none."""
    found = {_plain(ip) for ip in ips}
    usable = sorted((address for address in found if _is_reachable(address)), key=_rank)
    return [str(address) for address in usable] or ["127.0.0.1"]


def _plain(ip: str | tuple[str, int, int]) -> IPv4Address | IPv6Address:
    return ip_address(ip if isinstance(ip, str) else ip[0])


def _is_reachable(address: IPv4Address | IPv6Address) -> bool:
    return not (
        address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified
    )


def _rank(address: IPv4Address | IPv6Address) -> tuple[bool, int, str]:
    return (not address.is_global, address.version, str(address))
