"""Frames: how messages follow each other on a stream. Four bytes of length, big-endian, then the message."""

from typing import Final

from desktop.net.calls.endpoint import Stream

_LENGTH_BYTES: Final = 4


class FrameTooLarge(Exception):
    """Somebody announced more than may be said here; not a byte of it was read."""


async def read_frame(stream: Stream, most: int) -> bytes:
    """Return the next message of at most `most` bytes. Raises FrameTooLarge, CallEnded."""
    length = int.from_bytes(await stream.read_exactly(_LENGTH_BYTES), "big")
    if length > most:
        raise FrameTooLarge
    return await stream.read_exactly(length) if length else b""


async def write_frame(stream: Stream, data: bytes) -> None:
    """Send one message. Raises CallEnded."""
    await stream.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
