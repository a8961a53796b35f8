"""The node's tasks.

Every one has an owner and a name, and one that breaks brings the others down in order.
"""

import asyncio
from collections.abc import Callable, Coroutine


class Tasks:
    """Starts tasks inside the node's one TaskGroup."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self._group = group
        self._running: set[asyncio.Task[None]] = set()

    def start(self, name: str, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._group.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def cancel_all(self) -> None:
        for task in self._running:
            task.cancel()


async def every(seconds: float, act: Callable[[], None]) -> None:
    """Call `act` again and again, for ever."""
    while True:
        await asyncio.sleep(seconds)
        act()
