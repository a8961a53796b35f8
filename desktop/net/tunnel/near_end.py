"""The near end of a tunnel: a port on loopback that our own private session dials."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.net.tunnel.piping import LOCAL_BUFFER
from desktop.reach import Reach

LOOPBACK: Final = "127.0.0.1"

type Welcome = Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A share to be got through tunnels: its id, its secret, and the names that its swarm goes by."""

    share: bytes
    secret: bytes
    infohashes: frozenset[bytes]


class NearEnd:
    """Listens from the first moment on, so that its port can be told at once. Raises OSError if it cannot.

    It leads to the part of a `wanted` share's swarm that is at the device of `reach`.
    """

    def __init__(self, wanted: Wanted, reach: Reach, welcome: Welcome) -> None:
        self.wanted = wanted
        self.reach = reach
        self._socket = socket.create_server((LOOPBACK, 0))
        self.port: int = self._socket.getsockname()[1]
        self._serving = asyncio.get_running_loop().create_task(self._serve(welcome), name="tunnel: near end")
        # Also if it is cancelled before it has begun, which is when nothing of it runs.
        self._serving.add_done_callback(lambda _: self._socket.close())

    async def _serve(self, welcome: Welcome) -> None:
        server = await asyncio.start_server(welcome, sock=self._socket, limit=LOCAL_BUFFER)
        try:
            await asyncio.get_running_loop().create_future()  # for ever
        finally:
            server.close()  # without waiting: what came already goes on

    def close(self) -> None:
        """Listen no more; what goes on, goes on."""
        self._serving.cancel()
