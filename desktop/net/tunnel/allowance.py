"""How much may go through relays that are not one's own: they are lent, and not meant for files."""

import asyncio
from typing import Final

from desktop import limits
from desktop.clock import Clock
from desktop.net.calls.endpoint import Call, PathKind

RELAYED_RATE: Final = 256 * limits.KIB
"""Bytes a second, all tunnels together."""


class Allowance:
    """Counts what goes through relays, and says how long to wait. Sans-IO."""

    def __init__(self, clock: Clock, *, is_free: bool) -> None:
        self._clock = clock
        self._is_free = is_free
        self._free_at = 0.0

    def wait_for(self, kind: PathKind, count: int) -> float:
        """Return how many seconds to wait after `count` bytes went by a path of this kind."""
        if self._is_free or kind is not PathKind.RELAY:
            return 0.0
        now = self._clock.monotonic()
        self._free_at = max(now, self._free_at) + count / RELAYED_RATE
        return self._free_at - now

    async def spend(self, call: Call, count: int) -> None:
        """Wait as long as `count` bytes that went through a call have cost."""
        seconds = self.wait_for(call.path().kind, count)
        if seconds:
            await asyncio.sleep(seconds)
