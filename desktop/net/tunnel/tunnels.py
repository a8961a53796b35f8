"""This computer's ends of all tunnels: near ones for its own private session, far ones where others knock."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final
from weakref import WeakValueDictionary

from desktop import limits
from desktop.net.calls.endpoint import BYE, Call, CallEnded, PathKind, Stream, Unreachable
from desktop.net.tunnel.allowance import Allowance
from desktop.net.tunnel.guest import Guest
from desktop.net.tunnel.knock import HANDSHAKE_BYTES, KNOCK_BYTES, Answer, Knock, infohash_in
from desktop.net.tunnel.near_end import LOOPBACK, Wanted, introduce
from desktop.net.tunnel.piping import LOCAL_BUFFER, carry
from desktop.reach import Reach

logger = logging.getLogger(__name__)

ALPN: Final = b"passalong/tunnel/1"
_PATIENCE: Final = 10.0
"""Seconds for the first words at either end."""
_IDLE_SECONDS: Final = 30.0
"""How long a call may last through which nothing goes."""

type Dial = Callable[[Reach, bytes], Awaitable[Call]]
type Admit = Callable[[bytes, Knock], Awaitable[frozenset[bytes] | None]]
"""Asked with the caller's endpoint and its knock: by what names the share goes in its swarm, None if not."""


@dataclass(frozen=True, slots=True)
class FarSide:
    """The device at the other end of a tunnel, and how packets get there."""

    endpoint: bytes
    path: PathKind


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
        self._near: WeakValueDictionary[tuple[bytes, bytes], asyncio.Task[None]] = WeakValueDictionary()
        """What goes on between a share here and a device."""
        self._sides: dict[int, Call] = {}
        """Which call somebody comes through whom our session sees at a local port."""
        self._inside: dict[asyncio.Task[None], tuple[bytes, bytes]] = {}
        """Guests who were let in: from which endpoint, for which share."""
        self._owners: dict[asyncio.Task[None], bytes] = {}
        """What goes on, and for which share; until it is known, for which caller."""

    async def lead(self, wanted: Wanted, reach: Reach) -> None:
        """Call a device, and begin to connect our session with its part of the swarm, unless it is already.

        Raises Unreachable, also if there are as many as may be.
        """
        line = await self._lines.to(reach)
        place = (wanted.share, reach.endpoint)
        before = self._near.get(place)
        if before is None or before.done() or before.cancelling():
            self._require_room(wanted.share)
            self._near[place] = self._start(wanted.share, self._go_out(wanted, line))

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

    def far_side(self, port: int) -> FarSide | None:
        """Return who is behind a port of this computer that our session is connected with, None if nobody."""
        call = self._sides.get(port)
        return None if call is None else FarSide(call.remote, self._allowance.kind_of(call))

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

    async def stop(self) -> None:
        tasks = tuple(self._owners)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for endpoint in (*self._guests, *self._lines.endpoints()):
            self.hang_up(endpoint)

    # --- the two ends -----------------------------------------------------------------------------

    async def _go_out(self, wanted: Wanted, line: Call) -> None:
        """Connect our own session with whoever is at the far end of a call, if they let us in."""
        try:
            stream = await line.open_stream()
            try:
                async with asyncio.timeout(_PATIENCE):
                    knock = Knock.by(self._own_endpoint, line.remote, wanted.share, wanted.secret)
                    await stream.write(knock.write())
                    if await stream.read_exactly(1) != bytes([Answer.COME_IN]):
                        return
                    reader, writer = await introduce(wanted, stream, self._session_port())
                with self._known(writer, line):
                    await carry(reader, writer, stream, partial(self._allowance.spend, line))
            finally:
                await stream.abort()
        except (OSError, CallEnded, asyncio.IncompleteReadError):
            pass  # whoever wants the share asks to be led there again

    async def _let_in(self, guest: Guest, stream: Stream) -> None:
        """Take whoever knocks to our own session, if he may have the share."""
        try:
            async with asyncio.timeout(_PATIENCE):
                knock = Knock.read(await stream.read_exactly(KNOCK_BYTES))
                names = await self._admit(guest.call.remote, knock)
                if names is None or not self._has_room(guest.call.remote, knock.share):
                    await _turn_away(stream, Answer.NOT_HERE if names is None else Answer.BUSY)
                    return
                # First: whoever shuts the share meanwhile is to find this one too.
                self._owners[_current()] = knock.share
                self._inside[_current()] = (guest.call.remote, knock.share)
                await stream.write(bytes([Answer.COME_IN]))
                handshake = await stream.read_exactly(HANDSHAKE_BYTES)
                if infohash_in(handshake) not in names:
                    return  # let in for one share, and asking for another
                reader, writer = await asyncio.open_connection(
                    LOOPBACK, self._session_port(), limit=LOCAL_BUFFER
                )
            writer.write(handshake)
            with self._known(writer, guest.call), guest.inside():
                await carry(reader, writer, stream, partial(self._allowance.spend, guest.call))
        except (OSError, CallEnded):
            pass
        finally:
            await stream.abort()

    @contextmanager
    def _known(self, writer: asyncio.StreamWriter, call: Call) -> Iterator[None]:
        """Know through which call somebody comes whom our session sees at this connection's port."""
        port = writer.get_extra_info("sockname")[1]
        self._sides[port] = call
        try:
            yield
        finally:
            self._sides.pop(port, None)

    def _require_room(self, share: bytes) -> None:
        """Raise Unreachable if our session has as many ways out as may be."""
        of_share = sum(place[0] == share for place in self._near)
        if of_share >= limits.TUNNELS_OF_SHARE or len(self._near) >= limits.TUNNELS:
            raise Unreachable

    def _has_room(self, endpoint: bytes, share: bytes) -> bool:
        """Return whether one more may come in: no guest keeps the others out."""
        inside = list(self._inside.values())
        of_guest = [its for its in inside if its[0] == endpoint]
        return (
            len(inside) < limits.TUNNELS
            and len(of_guest) < limits.TUNNELS_OF_GUEST
            and of_guest.count((endpoint, share)) < limits.TUNNELS_OF_GUEST_AND_SHARE
        )

    def _start(self, owner: bytes, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work, name="tunnel")
        self._owners[task] = owner
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._owners[task]
        self._inside.pop(task, None)
        if not task.cancelled() and task.exception() is not None:
            logger.error("a tunnel ended by a mistake of ours", exc_info=task.exception())


async def _turn_away(stream: Stream, answer: Answer) -> None:
    await stream.write(bytes([answer]))
    await stream.finish()
    await stream.read(1)  # until he has heard it


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
