"""Seeing models: the near side of the child process in `looking`."""

import asyncio
from types import TracebackType
from typing import Final, Self

import msgspec

from desktop import limits
from desktop.share.apart.child import Child
from desktop.share.models.sights import Look, NoSight, Seen, Sight, Why

_MODULE: Final = "desktop.share.models.looking"
_SECONDS: Final = 30.0
_ANSWER_BYTES: Final = 8 * limits.MIB
_IDLE_SECONDS: Final = 20.0


class Viewer:
    """Keeps processes for as long as there is something to look at, each looking at one model at a time."""

    def __init__(self, at_once: int = 2) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._idle: list[Child] = []
        self._ending: asyncio.TimerHandle | None = None
        self._ended: set[asyncio.Task[None]] = set()

    async def look(self, look: Look) -> Seen:
        """Return what there is to see; whatever a file does to the process, it is only not seen."""
        try:
            question = msgspec.json.encode(look)
        except UnicodeEncodeError:  # a name that is no text
            return NoSight(Why.DAMAGED)
        async with self._turn:
            try:
                child = await self._child()
            except OSError:  # the system starts no process now
                return NoSight(Why.TOO_MUCH)
            try:
                said = await child.ask(question, _SECONDS)
            finally:
                if child.is_running:
                    self._idle.append(child)
                self._end_later()
        return _seen(look, said)

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
        child = Child(_MODULE, _ANSWER_BYTES)
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
            task = asyncio.get_running_loop().create_task(child.end(), name="end a viewer of models")
            self._ended.add(task)
            task.add_done_callback(self._ended.discard)


def _seen(look: Look, said: bytes) -> Seen:
    """Return what the process says, if it can be what was asked for: a stranger's bytes may speak for it."""
    try:
        seen: Seen = msgspec.json.decode(said, type=Seen)
    except ValueError:
        return NoSight(Why.TOO_MUCH)  # it was ended before it could say anything
    if isinstance(seen, Sight) and seen.drawing is not None:
        drawing = seen.drawing
        pixels = look.width * look.height
        if (drawing.width, drawing.height) != (look.width, look.height):
            return NoSight(Why.TOO_MUCH)
        if len(drawing.shades) != pixels or len(drawing.cover) != pixels:
            return NoSight(Why.TOO_MUCH)
    return seen
