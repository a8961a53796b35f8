"""How much of what somebody says is taken in at once. Sans-IO."""

from typing import Final

from desktop import limits
from desktop.clock import Clock

_AT_ONCE: Final = 600
"""More than anybody can have waiting to be said (256), with an address book or two for each minute of it."""
_A_SECOND: Final = 5.0
_BYTES: Final = 4 * limits.KIB
"""So many bytes count as one message more: an address book as seventeen."""


class Measure:
    """Of one person, whatever they call from: a call that is begun anew costs them nothing."""

    def __init__(self, clock: Clock, at_once: float = _AT_ONCE, a_second: float = _A_SECOND) -> None:
        self._clock = clock
        self._at_once = at_once
        self._a_second = a_second
        self._left = at_once
        self._counted = clock.monotonic()

    def wait_for(self, count: int) -> float:
        """Return how many seconds to wait before a message of `count` bytes is taken in."""
        now = self._clock.monotonic()
        self._left = min(self._at_once, self._left + (now - self._counted) * self._a_second)
        self._counted = now
        self._left -= 1 + count // _BYTES
        return max(0.0, -self._left / self._a_second)
