"""The doorbell: where somebody whom we do not know yet may say one sentence."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import Final

from desktop import limits
from desktop.clock import Clock
from desktop.net.calls.endpoint import BYE, Call, CallEnded
from desktop.net.calls.frames import FrameTooLarge, read_frame, write_frame

ALPN: Final = b"passalong/doorbell/1"
_PATIENCE: Final = 10.0
_MINUTE: Final = 60.0
_DAY: Final = 86_400.0
_RINGS_A_MINUTE: Final = 30
_RINGS_A_DAY: Final = 5
_REMEMBERED: Final = 10_000


class Answer(IntEnum):
    """What the one byte says that answers an introduction."""

    HEARD = 0
    WRONG_LINK = 1
    """The link was renewed since, or is somebody else's."""
    NOT_NOW = 2
    """Too many have rung; later."""


type Hear = Callable[[bytes, bytes], Awaitable[Answer]]
"""Takes in what somebody says of himself, given his endpoint; he is answered once it is written down."""


class Rings:
    """How often strangers may ring: five times a day each, and thirty times a minute together. Sans-IO."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._latest: deque[float] = deque()
        self._of: OrderedDict[bytes, list[float]] = OrderedDict()

    def allow(self, caller: bytes) -> bool:
        """Return whether `caller` may ring now, and count it if so."""
        now = self._clock.monotonic()
        while self._latest and now - self._latest[0] > _MINUTE:
            self._latest.popleft()
        own = [at for at in self._of.get(caller, ()) if now - at < _DAY]
        if len(self._latest) >= _RINGS_A_MINUTE or len(own) >= _RINGS_A_DAY:
            return False
        self._latest.append(now)
        self._of[caller] = [*own, now]
        self._of.move_to_end(caller)
        if len(self._of) > _REMEMBERED:
            self._of.popitem(last=False)
        return True


async def ring(call: Call, introduction: bytes) -> Answer:
    """Introduce ourselves and return what the other says to it. Raises CallEnded."""
    try:
        async with asyncio.timeout(_PATIENCE):
            stream = await call.open_stream()
            await write_frame(stream, introduction)
            answer = await stream.read_exactly(1)
    except TimeoutError as error:
        raise CallEnded from error
    finally:
        call.close(BYE, b"")
    return Answer(answer[0]) if answer[0] in Answer else Answer.NOT_NOW


async def answer(call: Call, rings: Rings, hear: Hear) -> None:
    """Let a stranger introduce himself, and tell him what `hear` answers. Raises what `hear` raises."""
    try:
        async with asyncio.timeout(_PATIENCE):
            if not rings.allow(call.remote):
                return
            stream = await call.accept_stream()
            said = await hear(call.remote, await read_frame(stream, limits.INTRODUCTION_BYTES))
            await stream.write(bytes([said]))
            await stream.finish()
            await call.closed()  # he hangs up once he has heard it
    except (CallEnded, FrameTooLarge, TimeoutError):
        pass
    finally:
        call.close(BYE, b"")
