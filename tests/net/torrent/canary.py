"""Somebody on loopback whom nobody should contact, and who tells if they are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


class Canary:
    """Listens for TCP and UDP on one port, and counts who comes."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.hits = 0
        self.hit = asyncio.Event()

    def note(self) -> None:
        self.hits += 1
        self.hit.set()

    def everywhere(self) -> dict[str, Any]:
        """Return all that a torrent can say about whom to contact, each time this canary."""
        url = f"http://127.0.0.1:{self.port}".encode()
        return {
            "announce": url + b"/announce",
            "announce-list": [[url + b"/announce"], [f"udp://127.0.0.1:{self.port}".encode()]],
            "url-list": [url + b"/"],
            "httpseeds": [url + b"/seed"],
            "nodes": [[b"127.0.0.1", self.port]],
        }


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, canary: Canary) -> None:
        self._canary = canary

    def datagram_received(self, data: bytes, addr: object) -> None:
        del data, addr
        self._canary.note()


@asynccontextmanager
async def canary() -> AsyncIterator[Canary]:
    bird = Canary(0)

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        bird.note()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    bird.port = server.sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _Datagrams(bird), local_addr=("127.0.0.1", bird.port)
    )
    try:
        async with server:
            yield bird
    finally:
        transport.close()
