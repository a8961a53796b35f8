"""Running one command in an event loop of its own, and ending it when the person says so; main thread."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from desktop.errors import Interrupted

_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def run_until_stopped[R](work: Coroutine[object, object, R]) -> R:
    """Return what `work` returns. SIGINT or SIGTERM cancels it: Interrupted, once it has ended in order."""
    return asyncio.run(_interruptible(work))


async def _interruptible[R](work: Coroutine[object, object, R]) -> R:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()

    def stop() -> None:
        stopped.set()
        task.cancel()

    with _on_stop_signal(lambda: loop.call_soon_threadsafe(stop)):
        try:
            return await task
        except asyncio.CancelledError as error:
            if not stopped.is_set():
                raise
            raise Interrupted from error


@contextmanager
def _on_stop_signal(stop: Callable[[], object]) -> Iterator[None]:
    """Call `stop` for the first signal. A second one means what it meant before: nobody is kept waiting."""

    def handle(number: int, frame: FrameType | None) -> None:
        del number, frame
        restore()
        stop()

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    before = {number: signal.getsignal(number) for number in _STOP_SIGNALS}
    for number in _STOP_SIGNALS:
        signal.signal(number, handle)
    try:
        yield
    finally:
        restore()
