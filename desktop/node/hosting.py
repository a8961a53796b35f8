"""A node on a thread of its own, for a window: begun, asked and ended from any other thread.

What it tells goes to `hear`, which is called on the node's thread and must return at once.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from desktop.errors import AppError, NodeGone, only_app_errors
from desktop.events import TransferRow
from desktop.node.host_news import Began, Ended, HostNews
from desktop.node.hub import Hub, Subscription
from desktop.node.protocol import Command, PersonResult, Tell

logger = logging.getLogger(__name__)


class Running(Protocol):
    """A node that runs."""

    @property
    def hub(self) -> Hub: ...
    @property
    def me(self) -> PersonResult: ...
    def transfers(self) -> list[TransferRow]: ...
    async def carry_out[R](self, command: Command[R], tell: Tell) -> R:
        """Return the command's result. Raises AppError."""


type Run = Callable[[], AbstractAsyncContextManager[Running]]
"""Loads what a node needs and runs one as long as the context lasts; called on the node's thread."""


class NodeThread:
    """Runs one node, once."""

    def __init__(self, run: Run, hear: Callable[[HostNews], None]) -> None:
        self._run = run
        self._hear = hear
        self._loop = asyncio.new_event_loop()
        self._running: asyncio.Future[Running] = self._loop.create_future()
        self._stop = asyncio.Event()
        self._asked: set[asyncio.Task[object]] = set()
        self._lock = threading.Lock()
        self._open: dict[Future[Any], Coroutine[Any, Any, object]] = {}
        """What was asked and has not come back."""
        self._thread = threading.Thread(target=self._live, name="node")

    def start(self) -> None:
        self._thread.start()

    def ask[R](self, command: Command[R], tell: Tell) -> Future[R]:
        """Have the command carried out, once the node runs; cancelling ends that. `tell` is called there.

        The future raises AppError: NodeGone if the node ends or has ended.
        """
        given: Future[R] = Future()
        asked = self._carry_out(command, tell)
        with self._lock:
            try:
                future = asyncio.run_coroutine_threadsafe(asked, self._loop)
            except RuntimeError:  # its loop is closed
                asked.close()
                given.set_exception(NodeGone())
                return given
            self._open[future] = asked
        future.add_done_callback(lambda found: self._give_back(found, given))
        given.add_done_callback(lambda _given: future.cancel())
        return given

    def stop(self) -> None:
        """Have the node end in order; it says `Ended` when it has."""
        try:
            self._loop.call_soon_threadsafe(self._stop.set)
        except RuntimeError:
            return  # it has ended already

    def join(self, seconds: float) -> bool:
        """Wait until the thread has ended; return whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _give_back[R](self, found: Future[R], given: Future[R]) -> None:
        """Hand on what came; what the end of the node has cut short, and nobody has given up, is gone."""
        with self._lock:
            self._open.pop(found, None)
        if not given.set_running_or_notify_cancel():
            return
        if found.cancelled():
            given.set_exception(NodeGone())
        elif (error := found.exception()) is not None:
            given.set_exception(error)
        else:
            given.set_result(found.result())

    # --- on the node's thread ---------------------------------------------------------------------

    def _live(self) -> None:
        ended = Ended(None)
        try:
            with only_app_errors(), asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._main())
        except AppError as error:
            ended = Ended(error)
        self._cut_short_the_rest()
        self._hear(ended)

    def _cut_short_the_rest(self) -> None:
        """Let nobody wait for what was asked in the very moment in which the loop ended, and never began."""
        with self._lock:
            left = dict(self._open)
        for future, asked in left.items():
            asked.close()
            future.cancel()

    async def _main(self) -> None:
        try:
            async with self._run() as running:
                await self._tell_until_stopped(running)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Carry out nothing any more."""
        if self._running.done():
            self._running = self._loop.create_future()
        self._running.cancel()

    async def _tell_until_stopped(self, running: Running) -> None:
        with running.hub.listen() as heard:
            self._hear(Began(running.me, tuple(running.transfers())))
            self._running.set_result(running)
            telling = asyncio.create_task(self._tell_all(heard), name="tell the window")
            try:
                await self._stop.wait()
            finally:
                self._let_go()
                ending = (telling, *self._asked)
                for task in ending:
                    task.cancel()
                await asyncio.gather(*ending, return_exceptions=True)

    async def _tell_all(self, heard: Subscription) -> None:
        async for event in heard.events():
            self._hear(event)

    async def _carry_out[R](self, command: Command[R], tell: Tell) -> R:
        task = asyncio.current_task()
        assert task is not None
        self._asked.add(task)
        try:
            return await self._outcome(command, tell)
        finally:
            self._asked.discard(task)

    async def _outcome[R](self, command: Command[R], tell: Tell) -> R:
        running = await asyncio.shield(self._running)
        with only_app_errors():
            return await running.carry_out(command, tell)
