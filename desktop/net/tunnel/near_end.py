"""The near end of a tunnel, which dials into our own private session: that one dials nobody itself."""

import asyncio
import secrets
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from desktop.net.calls.endpoint import CallEnded, Stream
from desktop.net.tunnel.knock import HANDSHAKE_BYTES, infohash_in, own_handshake
from desktop.net.tunnel.piping import LOCAL_BUFFER

LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A share to be got through tunnels: its id, its secret, and the name that its swarm goes by."""

    share: bytes
    secret: bytes
    infohash: bytes
    """As a handshake has it."""


async def introduce(
    wanted: Wanted, stream: Stream, port: int
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Have whoever let us in and our own session shake hands; return the connection to ours.

    Both wait to be spoken to, so each is spoken to in the name of the other, and what our session answers was
    said already. Raises CallEnded, OSError or IncompleteReadError.
    """
    await stream.write(own_handshake(wanted.infohash, secrets.token_bytes))
    theirs = await stream.read_exactly(HANDSHAKE_BYTES)
    if infohash_in(theirs) != wanted.infohash:
        raise CallEnded  # let in for one share, and given another
    reader, writer = await asyncio.open_connection(LOOPBACK, port, limit=LOCAL_BUFFER)
    with ExitStack() as on_failure:
        on_failure.callback(writer.transport.abort)
        writer.write(theirs)
        await reader.readexactly(HANDSHAKE_BYTES)
        on_failure.pop_all()
    return reader, writer
