"""Processes that look at what strangers made, kept for as long as there is something to look at."""

import asyncio
from types import TracebackType
from typing import Final, Self

from desktop.share.apart.child import Child

_IDLE_SECONDS: Final = 20.0


class Pool:
    """Asks processes of one module, so many of them at a time; each looks at one thing at a time."""

    def __init__(self, module: str, answer_bytes: int, at_once: int = 2) -> None:
        self._module = module
        self._answer_bytes = answer_bytes
        self._turn = asyncio.Semaphore(at_once)
        self._idle: list[Child] = []
        self._ending: asyncio.TimerHandle | None = None
        self._ended: set[asyncio.Task[None]] = set()

    async def ask(self, question: bytes, seconds: float) -> bytes:
        """Return the line that a process answers; nothing if it cannot or takes too long."""
        async with self._turn:
            try:
                child = await self._child()
            except OSError:  # the system starts no process now
                return b""
            try:
                return await child.ask(question, seconds)
            finally:
                if child.is_running:
                    self._idle.append(child)
                self._end_later()

    async def close(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
        self._end_idle()
        if self._ended:
            await asyncio.wait(self._ended)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _child(self) -> Child:
        while self._idle:
            child = self._idle.pop()
            if child.is_running:
                return child
        child = Child(self._module, self._answer_bytes)
        await child.start()
        return child

    def _end_later(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
        self._ending = asyncio.get_running_loop().call_later(_IDLE_SECONDS, self._end_idle)

    def _end_idle(self) -> None:
        """End those that wait for a question: each holds what it has loaded in memory."""
        idle, self._idle = self._idle, []
        for child in idle:
            task = asyncio.get_running_loop().create_task(
                child.end(), name=f"end a process of {self._module}"
            )
            self._ended.add(task)
            task.add_done_callback(self._ended.discard)
