"""Notices that the computer has slept: nothing else tells a program on every system. On the node's loop."""

from collections.abc import Callable
from typing import Final

from desktop.clock import Clock
from desktop.node.tasks import Tasks, every

_LOOK_SECONDS: Final = 2.0
_SLEPT_SECONDS: Final = 10.0


class Waking:
    """Calls `woke` when much more time has gone by between two looks than between looks when awake.

    Of the two clocks either is enough: `monotonic` stops while Linux and macOS sleep and the wall's goes on;
    a process that was stopped, or a Windows that slept, finds both ahead. Somebody who sets the clock forward
    wakes us too, which costs no more than a question to everybody connected.
    """

    def __init__(self, clock: Clock, woke: Callable[[], None]) -> None:
        self._clock = clock
        self._woke = woke
        self._last = self._now()

    def start(self, tasks: Tasks) -> None:
        self._last = self._now()
        tasks.start("waking", every(_LOOK_SECONDS, self.look))

    def look(self) -> None:
        """Compare the clocks with the last look."""
        last, self._last = self._last, self._now()
        if max(now - before for now, before in zip(self._last, last, strict=True)) > _SLEPT_SECONDS:
            self._woke()

    def _now(self) -> tuple[float, float]:
        return self._clock.now(), self._clock.monotonic()
