"""Carrying bytes between a local connection and a stream, both ways, each waiting for the slower end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from desktop import limits
from desktop.net.calls.endpoint import CallEnded, Stream

_CHUNK: Final = 256 * limits.KIB
LOCAL_BUFFER: Final = 512 * limits.KIB
"""What asyncio holds of a local connection before it waits."""


type Spend = Callable[[int], Awaitable[None]]
"""Waits as long as so many bytes that went have cost."""


async def carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, stream: Stream, spend: Spend
) -> None:
    """Carry bytes until both directions have ended, or one has broken."""
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(_outward(reader, stream, spend), name="tunnel: outward")
            both.create_task(_inward(stream, writer), name="tunnel: inward")
    except* (OSError, CallEnded):
        pass  # one end is gone: so is the other
    finally:
        writer.transport.abort()  # first: we may be cancelled while we wait
        await stream.abort()


async def _outward(reader: asyncio.StreamReader, stream: Stream, spend: Spend) -> None:
    while data := await reader.read(_CHUNK):
        await stream.write(data)
        await spend(len(data))
    await stream.finish()


async def _inward(stream: Stream, writer: asyncio.StreamWriter) -> None:
    while data := await stream.read(_CHUNK):
        writer.write(data)
        await writer.drain()
    writer.write_eof()
