"""Time as a port: what the wall says, and a hybrid logical clock that never runs backwards.

Nothing else in Passalong asks the system for the time, so tests decide what time it is.
"""

import time
from typing import Final, NewType, Protocol

Seconds = NewType("Seconds", int)
"""Whole seconds since 1970 (UTC)."""
HybridTime = NewType("HybridTime", int)
"""48 bits of milliseconds since 1970, then 16 bits that count events within one of them."""

COUNTER_BITS: Final = 16
SECONDS_PER_DAY: Final = 86_400


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> float:
        """Return seconds since 1970 (UTC)."""

    def monotonic(self) -> float:
        """Return seconds since some fixed moment; unlike `now`, nobody can set it back."""


class WallClock:
    """The system's clock."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()


def whole_seconds(clock: Clock) -> Seconds:
    return Seconds(int(clock.now()))


def moment(at: Seconds) -> str:
    """Return a time as RFC 3339, in UTC: how scripts read it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def day_number(seconds: int) -> int:
    """Return the number of whole days since 1970 (UTC)."""
    return seconds // SECONDS_PER_DAY


def hybrid_time(milliseconds: int, counter: int = 0) -> HybridTime:
    return HybridTime((milliseconds << COUNTER_BITS) | counter)


def hybrid_seconds(value: HybridTime) -> int:
    """Return the wall part of `value` in whole seconds."""
    return (value >> COUNTER_BITS) // 1000


def next_hybrid_time(clock: Clock, newest: HybridTime) -> HybridTime:
    """Return a time after `newest` that is no earlier than the wall says.

    Source: Kulkarni et al., "Logical Physical Clocks", 2014.
    """
    wall = hybrid_time(int(clock.now() * 1000))
    return wall if wall > newest else HybridTime(newest + 1)
