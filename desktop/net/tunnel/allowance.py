"""How much may go through relays that are not one's own: they are lent, and not meant for files."""

import asyncio
import math
from typing import Final
from weakref import WeakKeyDictionary

from desktop import limits
from desktop.clock import Clock
from desktop.net.calls.endpoint import Call, PathKind

RELAYED_RATE: Final = 256 * limits.KIB
"""Bytes a second, all tunnels together."""
_ASK_SECONDS: Final = 1.0


class Allowance:
    """Counts what goes through relays, and says how long to wait. Sans-IO."""

    def __init__(self, clock: Clock, *, is_free: bool) -> None:
        self._clock = clock
        self._is_free = is_free
        self._free_at = 0.0
        self._kinds: WeakKeyDictionary[Call, tuple[PathKind, float]] = WeakKeyDictionary()

    def wait_for(self, kind: PathKind, count: int) -> float:
        """Return how many seconds to wait after `count` bytes went by a path of this kind."""
        if self._is_free or kind is not PathKind.RELAY:
            return 0.0
        now = self._clock.monotonic()
        self._free_at = max(now, self._free_at) + count / RELAYED_RATE
        return self._free_at - now

    async def spend(self, call: Call, count: int) -> None:
        """Wait as long as `count` bytes that went through a call have cost."""
        seconds = 0.0 if self._is_free else self.wait_for(self.kind_of(call), count)
        if seconds:
            await asyncio.sleep(seconds)

    def kind_of(self, call: Call) -> PathKind:
        """Return how a call goes, as it was within the last second: asking iroh each time costs a third."""
        kind, asked = self._kinds.get(call, (PathKind.NONE, -math.inf))
        if self._clock.monotonic() - asked > _ASK_SECONDS:
            kind = call.path().kind
            self._kinds[call] = (kind, self._clock.monotonic())
        return kind
