"""This computer's ends of all tunnels: near ones for its own private session, far ones where others knock."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Final

from desktop.net.calls.endpoint import BYE, Call, CallEnded, Stream, Unreachable
from desktop.net.tunnel.allowance import Allowance
from desktop.net.tunnel.guest import Guest
from desktop.net.tunnel.knock import HANDSHAKE_BYTES, KNOCK_BYTES, Answer, Knock, infohash_in
from desktop.net.tunnel.near_end import LOOPBACK, NearEnd, Wanted
from desktop.net.tunnel.piping import LOCAL_BUFFER, carry
from desktop.reach import Reach

logger = logging.getLogger(__name__)

ALPN: Final = b"passalong/tunnel/1"
_PATIENCE: Final = 10.0
"""Seconds for the first words at either end."""
_IDLE_SECONDS: Final = 30.0
"""How long a call may last through which nothing goes."""

type Dial = Callable[[Reach, bytes], Awaitable[Call]]
type Admit = Callable[[bytes, Knock], frozenset[bytes] | None]
"""Asked with the caller's endpoint and its knock: by what names the share goes in its swarm, None if not."""


class Tunnels:
    """Opens and shuts tunnels. Lives on the node's loop; all it does ends with `stop`."""

    def __init__(
        self,
        own_endpoint: bytes,
        dial: Dial,
        session_port: Callable[[], int],
        admit: Admit,
        allowance: Allowance,
        *,
        idle: float = _IDLE_SECONDS,
    ) -> None:
        self._own_endpoint = own_endpoint
        self._lines = _Lines(dial)
        self._guests: dict[bytes, set[Guest]] = {}
        self._idle = idle
        self._session_port = session_port
        self._admit = admit
        self._allowance = allowance
        self._near: dict[tuple[bytes, bytes], NearEnd] = {}
        self._owners: dict[asyncio.Task[None], bytes] = {}
        """What goes on, and for which share; until it is known, for which caller."""

    async def lead(self, wanted: Wanted, reach: Reach) -> tuple[str, int]:
        """Call a device, and return the local address behind which its part of the swarm is.

        The same each time. Raises Unreachable.
        """
        await self._lines.to(reach)
        place = (wanted.share, reach.endpoint)
        near = self._near.get(place)
        if near is None:
            near = self._near[place] = NearEnd(wanted, reach, lambda *local: self._welcome(place, *local))
        near.wanted, near.reach = wanted, reach
        return LOOPBACK, near.port

    async def serve(self, call: Call) -> None:
        """Answer whoever knocks during a call, until it ends or nobody has been let in for a while."""
        guests, guest = self._guests.setdefault(call.remote, set()), Guest(call, self._idle)
        guests.add(guest)
        try:
            while True:
                self._start(call.remote, self._let_in(guest, await call.accept_stream()))
        except CallEnded:
            pass  # and with it what went through it
        finally:
            guest.hang_up()
            guests.discard(guest)
            if not guests:
                self._guests.pop(call.remote, None)

    def shut(self, share: bytes) -> None:
        """End what goes through tunnels for a share, at once. Whoever knocks again is asked again."""
        for task, owner in self._owners.items():
            if owner == share:
                task.cancel()

    def hang_up(self, endpoint: bytes) -> None:
        """End every tunnel to and from a device, at once."""
        for guest in tuple(self._guests.get(endpoint, ())):
            guest.hang_up()
        self._lines.hang_up(endpoint)

    async def forget(self, share: bytes) -> None:
        """Shut a share's tunnels and take its near ends away."""
        for place in [place for place in self._near if place[0] == share]:
            await self._near.pop(place).close()
        self.shut(share)

    async def stop(self) -> None:
        for share in {share for share, _ in self._near}:
            await self.forget(share)
        tasks = tuple(self._owners)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for endpoint in (*self._guests, *self._lines.endpoints()):
            self.hang_up(endpoint)

    def _welcome(
        self, place: tuple[bytes, bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        near = self._near.get(place)
        if near is None:  # forgotten a moment ago
            writer.transport.abort()
            return
        task = self._start(place[0], self._go_out(near, reader, writer))
        # Also if it is cancelled before it has begun, which is when nothing of it runs.
        task.add_done_callback(lambda _: writer.transport.abort())

    # --- the two ends -----------------------------------------------------------------------------

    async def _go_out(
        self, near: NearEnd, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take a connection of our own session to the far end."""
        wanted = near.wanted
        try:
            async with asyncio.timeout(_PATIENCE):
                handshake = await reader.readexactly(HANDSHAKE_BYTES)
            if infohash_in(handshake) not in wanted.infohashes:
                return  # some other program on this computer
            line = await self._lines.to(near.reach)
            stream = await line.open_stream()
            try:
                knock = Knock.by(self._own_endpoint, line.remote, wanted.share, wanted.secret)
                if await _is_let_in(stream, knock):
                    await stream.write(handshake)
                    await carry(reader, writer, stream, partial(self._allowance.spend, line))
            finally:
                await stream.abort()
        except (OSError, CallEnded, Unreachable, asyncio.IncompleteReadError):
            pass  # the session sees its connection end, and tries again in its own time
        finally:
            writer.transport.abort()

    async def _let_in(self, guest: Guest, stream: Stream) -> None:
        """Take whoever knocks to our own session, if he may have the share."""
        try:
            async with asyncio.timeout(_PATIENCE):
                knock = Knock.read(await stream.read_exactly(KNOCK_BYTES))
                names = self._admit(guest.call.remote, knock)
                await stream.write(bytes([Answer.NOT_HERE if names is None else Answer.COME_IN]))
                if names is None:
                    await stream.finish()
                    await stream.read(1)  # until he has heard it
                    return
                self._owners[_current()] = knock.share
                handshake = await stream.read_exactly(HANDSHAKE_BYTES)
                if infohash_in(handshake) not in names:
                    return  # let in for one share, and asking for another
                reader, writer = await asyncio.open_connection(
                    LOOPBACK, self._session_port(), limit=LOCAL_BUFFER
                )
            writer.write(handshake)
            with guest.inside():
                await carry(reader, writer, stream, partial(self._allowance.spend, guest.call))
        except (OSError, CallEnded):
            pass
        finally:
            await stream.abort()

    def _start(self, owner: bytes, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work, name="tunnel")
        self._owners[task] = owner
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._owners[task]
        if not task.cancelled() and task.exception() is not None:
            logger.error("a tunnel ended by a mistake of ours", exc_info=task.exception())


async def _is_let_in(stream: Stream, knock: Knock) -> bool:
    async with asyncio.timeout(_PATIENCE):
        await stream.write(knock.write())
        answer = await stream.read_exactly(1)
    return answer[0] == Answer.COME_IN


def _current() -> asyncio.Task[None]:
    task = asyncio.current_task()
    assert task is not None
    return task


class _Lines:
    """One call to each device through which all tunnels to it go."""

    def __init__(self, dial: Dial) -> None:
        self._dial = dial
        self._calls: dict[bytes, asyncio.Future[Call]] = {}

    async def to(self, reach: Reach) -> Call:
        """Return the call to a device, made if there is none. Raises Unreachable."""
        known = self._calls.get(reach.endpoint)
        if known is None or (known.done() and _is_over(known)):
            known = asyncio.ensure_future(self._dial(reach, ALPN))
            self._calls[reach.endpoint] = known
        return await asyncio.shield(known)

    def endpoints(self) -> tuple[bytes, ...]:
        return tuple(self._calls)

    def hang_up(self, endpoint: bytes) -> None:
        known = self._calls.pop(endpoint, None)
        if known is None:
            return
        if not known.done():
            known.cancel()
        elif not _is_over(known):
            known.result().close(BYE, b"")


def _is_over(known: asyncio.Future[Call]) -> bool:
    return known.cancelled() or known.exception() is not None or known.result().is_over
