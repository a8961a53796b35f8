"""One call of somebody who knocks at this computer, which ends if nothing of it is let in."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.net.calls.endpoint import BYE, Call


class Guest:
    """Lives on the node's loop. Hangs up after `patience` seconds in which nothing goes through the call."""

    def __init__(self, call: Call, patience: float) -> None:
        self.call = call
        self._patience = patience
        self._inside = 0
        self._leaving = self._leave_later()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Something of the call was let in, and goes on as long as the context lasts."""
        self._inside += 1
        self._leaving.cancel()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside and not self.call.is_over:
                self._leaving = self._leave_later()

    def hang_up(self) -> None:
        self._leaving.cancel()
        self.call.close(BYE, b"")

    def _leave_later(self) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(self._patience, self.call.close, BYE, b"")
