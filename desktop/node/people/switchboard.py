"""The switchboard: answers every call to this computer, and keeps one to everybody we know."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from desktop.clock import Clock
from desktop.ids import DeviceId, PersonId
from desktop.net.calls.endpoint import BYE, REFUSED, Call, CallEnded, Endpoint, Unreachable
from desktop.net.calls.hello import HelloRefused, OwnSide, Peer
from desktop.net.peering import ALPN as PEER
from desktop.net.peering import Message
from desktop.node.people.backoff import Backoff
from desktop.node.people.conversation import Conversation, Pace
from desktop.node.people.crowd import Crowd
from desktop.node.people.measure import Measure
from desktop.node.people.meeting import meet
from desktop.node.tasks import Tasks, guard
from desktop.reach import Reach

logger = logging.getLogger(__name__)

type TakeCall = Callable[[Call], Awaitable[None]]

_DIAL_SECONDS: Final = 10.0
_AT_ONCE: Final = 5.0
"""Two calls between the same two devices within these seconds were begun at once, by both."""
_LONG: Final = 10.0
"""Whoever hangs up sooner than so many seconds is called ever more rarely."""


class People(Protocol):
    """Whom we know, and who is told what happens in calls. Lives on the node's loop."""

    def caller(self, endpoint: bytes) -> PersonId | None:
        """Return who may call from this endpoint, None for strangers and whoever is blocked."""

    def reach(self, endpoint: bytes) -> Reach:
        """Return how to call this endpoint."""

    def is_ended(self, person: PersonId, device: DeviceId) -> bool:
        """Return whether somebody has ended a computer of theirs."""

    def refused(self, endpoint: bytes) -> None:
        """Note that somebody answered there who would not talk to us."""

    async def met(self, conversation: Conversation) -> None: ...
    async def heard(self, conversation: Conversation, message: Message) -> None: ...
    def left(self, peer: Peer) -> None: ...


@dataclass(frozen=True, slots=True)
class Timing:
    """`chance` gives numbers from 0 to 1."""

    clock: Clock
    chance: Callable[[], float]
    pace: Pace


@dataclass(slots=True)
class _Kept:
    conversation: Conversation
    since: float
    is_dead: bool = False
    """Nothing was heard of them when there was reason to doubt the call."""


class Switchboard:
    """Lives on the node's loop. How a call is kept is drawn in `docs/machines/call.md`."""

    def __init__(
        self,
        endpoint: Endpoint,
        own: Callable[[], OwnSide],
        people: People,
        tasks: Tasks,
        timing: Timing,
    ) -> None:
        self._endpoint = endpoint
        self._own = own
        self._people = people
        self._others: Mapping[bytes, TakeCall] = {}
        self._tasks = tasks
        self._timing = timing
        self._kept: dict[DeviceId, _Kept] = {}
        self._callers: dict[bytes, asyncio.Task[None]] = {}
        self._stirred: dict[bytes, asyncio.Event] = {}
        self._dialled: dict[bytes, asyncio.Future[Call]] = {}
        self._crowd = Crowd()
        self._measures: dict[PersonId, Measure] = {}
        """Of everybody known who was ever connected."""

    def start(self, endpoints: Iterable[bytes], others: Mapping[bytes, TakeCall]) -> None:
        """Call these and answer everybody; `others` take calls of other protocols, by their name."""
        self._others = others
        self._tasks.start("calls: answer", self._answer_all())
        for endpoint in endpoints:
            self.keep(endpoint)

    def keep(self, endpoint: bytes) -> None:
        """Keep a call to this endpoint from now on; at once, if it was waiting to be tried again."""
        caller = self._callers.get(endpoint)
        if caller is None or caller.done():
            self._stirred[endpoint] = asyncio.Event()
            self._callers[endpoint] = self._tasks.guarded("calls: keep", self._keep(endpoint))
        elif not self.is_connected(endpoint):
            self._dial_no_longer(endpoint)
            self._stirred[endpoint].set()

    def doubt(self) -> None:
        """Call everybody who is not connected, and have those who are show it: the network may be another."""
        for endpoint in tuple(self._callers):
            self.keep(endpoint)
        for kept in tuple(self._kept.values()):
            self._tasks.guarded("calls: is anybody there", self._check(kept))

    async def _check(self, kept: _Kept) -> None:
        if not await kept.conversation.is_there():
            kept.is_dead = True
            kept.conversation.hang_up()

    def drop(self, endpoint: bytes) -> None:
        """Call there no more, and hang up."""
        task = self._callers.pop(endpoint, None)
        if task is not None:
            task.cancel()
        for kept in tuple(self._kept.values()):
            if kept.conversation.call.remote == endpoint:
                kept.conversation.hang_up()

    def conversations(self, person: PersonId) -> list[Conversation]:
        return [kept.conversation for kept in self._kept.values() if kept.conversation.peer.person == person]

    def is_online(self, person: PersonId) -> bool:
        return bool(self.conversations(person))

    def say(self, person: PersonId, message: Message) -> bool:
        """Say something to all computers of a person that are connected; return whether any is."""
        conversations = self.conversations(person)
        for conversation in conversations:
            conversation.say(message)
        return bool(conversations)

    # --- answering --------------------------------------------------------------------------------

    async def _answer_all(self) -> None:
        while (call := await self._endpoint.accept()) is not None:
            self._tasks.guarded("calls: answer one", self._answer(call))

    async def _answer(self, call: Call) -> None:
        is_known = self._people.caller(call.remote) is not None
        with self._crowd.place(call.remote, call.alpn, is_known=is_known) as has_room:
            other = self._others.get(call.alpn)
            if not has_room:
                call.close(REFUSED, b"busy")
            elif other is not None:
                await other(call)
            elif call.alpn == PEER and is_known:
                await self._converse(call)
            else:
                call.close(REFUSED, b"unknown")

    # --- calling ----------------------------------------------------------------------------------

    async def _keep(self, endpoint: bytes) -> None:
        backoff = Backoff(self._timing.chance)
        while True:
            if not self.is_connected(endpoint) and await self._call(endpoint):
                backoff.succeeded()
            if await self._is_stirred(endpoint, within=backoff.failed()):
                backoff.succeeded()

    async def _call(self, endpoint: bytes) -> bool:
        """Call once; return whether it came to a call that went on for a while."""
        call = await self._dial(endpoint)
        began = self._timing.clock.monotonic()
        if call is None:
            return False
        if not await self._converse(call):
            self._people.refused(endpoint)
        return self._timing.clock.monotonic() - began >= _LONG

    async def _dial(self, endpoint: bytes) -> Call | None:
        """Return a call, None if nobody answers, or as soon as there is a reason to dial no longer."""
        reach = self._people.reach(endpoint)
        dialled = asyncio.ensure_future(self._endpoint.dial(reach, PEER, seconds=_DIAL_SECONDS))
        self._dialled[endpoint] = dialled
        try:
            await asyncio.wait([dialled])
        except asyncio.CancelledError:
            dialled.cancel()
            dialled.add_done_callback(_hang_up)  # they may have answered in this very moment
            raise
        finally:
            del self._dialled[endpoint]
        if dialled.cancelled() or isinstance(dialled.exception(), Unreachable):
            return None
        return dialled.result()

    def _dial_no_longer(self, endpoint: bytes) -> None:
        dialled = self._dialled.get(endpoint)
        if dialled is not None:
            dialled.cancel()

    async def _is_stirred(self, endpoint: bytes, *, within: float) -> bool:
        """Wait, and return whether there was a reason to wait no longer."""
        stirred = self._stirred[endpoint]
        try:
            async with asyncio.timeout(within):
                await stirred.wait()
        except TimeoutError:
            return False
        stirred.clear()
        return True

    def is_connected(self, endpoint: bytes) -> bool:
        return any(kept.conversation.call.remote == endpoint for kept in self._kept.values())

    # --- both -------------------------------------------------------------------------------------

    async def _converse(self, call: Call) -> bool:
        """Say hello and go on until the call ends; return whether it came to that."""
        try:
            stream, peer = await meet(call, self._own(), self._people.is_ended)
        except HelloRefused as refused:
            logger.info("a hello was refused: %s", refused.why)
            call.close(REFUSED, refused.why.encode())
            return False
        except CallEnded:
            logger.info("a call ended before it began")
            call.close(REFUSED, b"hello")
            return False
        if peer.person != self._people.caller(call.remote):  # asked now: it may have changed meanwhile
            call.close(REFUSED, b"unknown")
            return False
        conversation = Conversation(call, stream, peer, self._timing.pace, self._measure_of(peer.person))
        if not self._take(conversation):
            conversation.hang_up()
            return True
        try:
            await guard("calls: a conversation", self._talk(conversation))
        finally:
            conversation.hang_up()
            self._let_go(conversation)
        return True

    async def _talk(self, conversation: Conversation) -> None:
        await self._tasks.wholly("calls: meet", self._people.met(conversation))
        await conversation.run(self._hear)

    async def _hear(self, conversation: Conversation, message: Message) -> None:
        """Take a message in to the end, though they hang up meanwhile: memory and store stay at one."""
        await self._tasks.wholly("calls: hear", self._people.heard(conversation, message))

    def _measure_of(self, person: PersonId) -> Measure:
        return self._measures.setdefault(person, Measure(self._timing.clock))

    def _take(self, new: Conversation) -> bool:
        """Keep one of two calls between the same two devices: the same one on both sides."""
        now, old = self._timing.clock.monotonic(), self._kept.get(new.peer.device)
        if old is not None:
            both_began = now - old.since < _AT_ONCE and self._caller(old.conversation) != self._caller(new)
            if both_began and self._caller(old.conversation) < self._caller(new):
                return False
            old.conversation.hang_up()
            self._people.left(old.conversation.peer)  # it may have been restarted, and knows of no old calls
        self._kept[new.peer.device] = _Kept(new, now)
        self._dial_no_longer(new.call.remote)
        return True

    def _caller(self, conversation: Conversation) -> bytes:
        call = conversation.call
        return self._endpoint.endpoint_id if call.is_dialled else call.remote

    def _let_go(self, conversation: Conversation) -> None:
        kept = self._kept.get(conversation.peer.device)
        if kept is not None and kept.conversation is conversation:
            del self._kept[conversation.peer.device]
            self._people.left(conversation.peer)
            is_long = self._timing.clock.monotonic() - kept.since >= _LONG
            # Those that we dialled are dialled again anyway, if not always at once.
            is_due = kept.is_dead or (is_long and not conversation.call.is_dialled)
            if is_due and conversation.call.remote in self._callers:
                self.keep(conversation.call.remote)


def _hang_up(dialled: asyncio.Future[Call]) -> None:
    if not dialled.cancelled() and dialled.exception() is None:
        dialled.result().close(BYE, b"")
