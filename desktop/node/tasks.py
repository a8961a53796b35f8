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
        self._whole: set[asyncio.Task[None]] = set()
        self._ending = False

    def start(self, name: str, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._group.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        if self._ending:  # what is done wholly may still begin things, and nobody would end those
            task.cancel()
        return task

    async def wholly[T](self, name: str, work: Coroutine[None, None, T]) -> T:
        """Return what `work` returns or raise what it raises; it goes on if whoever waits is cancelled."""
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        task = self._group.create_task(_settle(work, outcome), name=name)
        self._whole.add(task)
        task.add_done_callback(self._whole.discard)
        return await outcome

    async def finish(self) -> None:
        """Wait for what is done wholly."""
        if self._whole:
            await asyncio.wait(self._whole)

    def cancel_all(self) -> None:
        """End all but what is done wholly, also what is started from now on."""
        self._ending = True
        for task in self._running:
            task.cancel()


async def _settle[T](work: Coroutine[None, None, T], outcome: asyncio.Future[T]) -> None:
    try:
        result = await work
    except Exception as error:  # noqa: BLE001 - it is for whoever waits
        if not outcome.done():
            outcome.set_exception(error)
    except asyncio.CancelledError:
        outcome.cancel()
        raise
    else:
        if not outcome.done():
            outcome.set_result(result)


async def every(seconds: float, act: Callable[[], None]) -> None:
    """Call `act` again and again, for ever."""
    while True:
        await asyncio.sleep(seconds)
        act()
