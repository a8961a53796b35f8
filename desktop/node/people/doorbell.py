"""The doorbell: where somebody whom we do not know yet may say one sentence."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import Final

from desktop import limits
from desktop.net.calls.endpoint import BYE, Call, CallEnded
from desktop.net.calls.frames import FrameTooLarge, read_frame, write_frame

ALPN: Final = b"passalong/doorbell/1"
_PATIENCE: Final = 10.0


class Answer(IntEnum):
    """What the one byte says that answers an introduction."""

    HEARD = 0
    WRONG_LINK = 1
    """The link was renewed since, or is somebody else's."""
    NOT_NOW = 2
    """As much is heard, or waits for an answer, as may; later."""


type Hear = Callable[[bytes, bytes], Awaitable[Answer]]
"""Takes in what somebody says of himself, given his endpoint; he is answered once it is written down."""


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


async def answer(call: Call, hear: Hear) -> None:
    """Let a stranger introduce himself, and tell him what `hear` answers. Raises what `hear` raises."""
    try:
        async with asyncio.timeout(_PATIENCE):
            stream = await call.accept_stream()
            said = await hear(call.remote, await read_frame(stream, limits.INTRODUCTION_BYTES))
            await stream.write(bytes([said]))
            await stream.finish()
            await call.closed()  # he hangs up once he has heard it
    except (CallEnded, FrameTooLarge, TimeoutError):
        pass
    finally:
        call.close(BYE, b"")
