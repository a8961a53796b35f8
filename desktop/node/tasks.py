"""The node's tasks.

Every one has an owner and a name. One of the node's own that breaks brings the others down in order; what
others caused, by a call or a message, breaks for itself.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine

from desktop.errors import AppError

logger = logging.getLogger(__name__)


class Tasks:
    """Starts tasks inside the node's one TaskGroup."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self._group = group
        self._running: set[asyncio.Task[None]] = set()
        self._whole: set[asyncio.Task[None]] = set()
        self._is_ending = False

    def start(self, name: str, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._group.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        if self._is_ending:  # what is done wholly may still wish for more
            task.cancel()
        return task

    def guarded(self, name: str, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Start what others caused: what goes wrong with it is logged, and never reaches the node."""
        try:
            task = self.start(name, guard(name, work))
        except RuntimeError:  # the node ends by a mistake of its own
            work.close()
            raise
        # It may be cancelled before it has begun, which is when nothing of `guard` runs either.
        task.add_done_callback(lambda _: work.close())
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
        """End all but what is done wholly, and whatever is started from now on."""
        self._is_ending = True
        for task in tuple(self._running):
            task.cancel()


async def guard(name: str, work: Awaitable[None]) -> None:
    """Await what others caused; what goes wrong with it is logged and ends nothing else."""
    try:
        await work
    except* AppError as broken:
        logger.warning("%s: %r", name, broken)
    except* Exception:
        logger.exception("%s: a mistake of ours", name)


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
