"""Whose handshake goes on: anybody can send any number of first packets, from any address. Sans-IO.

A sender's address costs nothing to invent, so as soon as more than a few handshakes are under way, whoever
calls must first show that they are where they say. Real addresses are few: whoever has the most handshakes
under way makes way for others, so that nobody is kept out by somebody elsewhere.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from desktop import limits

_UNPROVEN: Final = 8
"""So many handshakes may be under way before addresses have to be shown."""
_ITS_TIME: Final = 1.0
"""Seconds that a handshake has before it makes way for another from the same place; most take a tenth."""
_IPV6_PREFIX: Final = 64
"""Bits of an IPv6 address that name a household: it has all that begin so."""


class Verdict(Enum):
    """What is done with somebody's first packet."""

    TAKE = auto()
    PROVE = auto()
    """They are asked to show that they are at their address."""
    LATER = auto()
    """It is passed over; an honest program says it again after a second."""


@dataclass(frozen=True, slots=True, eq=False)
class Handshake:
    """One that is under way. `give_up` ends it at once."""

    origin: str
    since: float
    give_up: Callable[[], object]


class Handshakes:
    """All that are under way, oldest first."""

    def __init__(self) -> None:
        self._under_way: dict[Handshake, None] = {}

    @property
    def must_prove(self) -> bool:
        """Whether whoever calls now has to show that they are where they say."""
        return len(self._under_way) >= _UNPROVEN

    def decide(self, origin: str, *, is_proven: bool, now: float) -> Verdict:
        """Return what to do with a first packet, and make room for it if it is to be taken."""
        if not is_proven and self.must_prove:
            return Verdict.PROVE
        if len(self._under_way) < limits.HANDSHAKES or self._make_room(origin, now):
            return Verdict.TAKE
        return Verdict.LATER

    def begin(self, origin: str, now: float, give_up: Callable[[], object]) -> Handshake:
        handshake = Handshake(origin, now, give_up)
        self._under_way[handshake] = None
        return handshake

    def end(self, handshake: Handshake) -> None:
        self._under_way.pop(handshake, None)

    def _make_room(self, origin: str, now: float) -> bool:
        """End the oldest handshake of wherever most come from, if that is fair; return whether it is."""
        counts = Counter(handshake.origin for handshake in self._under_way)
        most = max(counts.values())
        oldest = next(one for one in self._under_way if counts[one.origin] == most)
        if counts[origin] == most:  # none has more: its own oldest, if it has had its time
            oldest = next(one for one in self._under_way if one.origin == origin)
            if now - oldest.since < _ITS_TIME:
                return False
        self.end(oldest)
        oldest.give_up()
        return True


def household(host: str) -> str:
    """Return what addresses share that one person has for nothing."""
    address = ip_address(host.partition("%")[0])
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, _IPV6_PREFIX), strict=False))
