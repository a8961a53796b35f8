"""Fan-out of events on the node's loop.

A slow listener never makes the node wait, and never grows without bound: of two events about the same subject
it gets the newer one.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from desktop.events import Event


class Subscription:
    """What one listener has not heard yet, oldest subject first."""

    def __init__(self) -> None:
        self._pending: dict[bytes, Event] = {}
        self._news = asyncio.Event()

    def put(self, event: Event) -> None:
        self._pending[event.subject] = event
        self._news.set()

    async def events(self) -> AsyncIterator[Event]:
        """Yield events for ever."""
        while True:
            while not self._pending:
                await self._come()
            yield self._next()

    async def next_within(self, seconds: float) -> Event | None:
        """Return the next event, or None if there is none in time."""
        if not self._pending:
            try:
                await asyncio.wait_for(self._come(), seconds)
            except TimeoutError:
                return None
        return self._next() if self._pending else None

    async def _come(self) -> None:
        self._news.clear()
        await self._news.wait()

    def _next(self) -> Event:
        return self._pending.pop(next(iter(self._pending)))


class Hub:
    """Tells every listener everything."""

    def __init__(self) -> None:
        self._listeners: list[Subscription] = []

    def tell(self, event: Event) -> None:
        for listener in self._listeners:
            listener.put(event)

    @contextmanager
    def listen(self) -> Iterator[Subscription]:
        """Listen as long as the context lasts."""
        subscription = Subscription()
        self._listeners.append(subscription)
        try:
            yield subscription
        finally:
            self._listeners.remove(subscription)
