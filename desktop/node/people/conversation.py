"""One call with somebody we know: messages both ways, until it ends or nothing is heard any more."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from desktop import limits
from desktop.net.calls.endpoint import BYE, NONSENSE, Call, CallEnded, Stream
from desktop.net.calls.frames import FrameTooLarge, read_frame, write_frame
from desktop.net.calls.hello import Peer
from desktop.net.peering import Message, MessageRefused, Ping, Pong, read_message, write_message
from desktop.node.people.measure import Measure

logger = logging.getLogger(__name__)

_UNSAID: Final = 256
"""How many messages may wait for somebody who does not read."""

type Hear = Callable[["Conversation", Message], Awaitable[None]]
"""Takes in a message. Nothing more is read before it has, so whoever says much waits for themselves."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how often to ask whether the other is there, and how long to believe it unheard.

    `proof` is how long an answer may take where there is reason to doubt it.
    """

    ping: float = 8.0
    silence: float = 22.0
    proof: float = 5.0


class Conversation:
    """What is said with one device. Lives on the node's loop."""

    def __init__(self, call: Call, stream: Stream, peer: Peer, pace: Pace, measure: Measure) -> None:
        self.call = call
        self.peer = peer
        self._stream = stream
        self._pace = pace
        self._measure = measure
        self._heard = asyncio.Event()
        self._unsaid: asyncio.Queue[Message] = asyncio.Queue(_UNSAID)

    def say(self, message: Message) -> None:
        """Send a message as soon as those before it are gone; hang up on somebody who never reads."""
        try:
            self._unsaid.put_nowait(message)
        except asyncio.QueueFull:
            self.hang_up()

    def hang_up(self) -> None:
        self.call.close(BYE, b"")

    async def is_there(self) -> bool:
        """Ask whether the other is there, and return whether anything is heard of them soon."""
        self._heard.clear()
        self.say(Ping())
        try:
            async with asyncio.timeout(self._pace.proof):
                await self._heard.wait()
        except TimeoutError:
            return False
        return True

    async def run(self, hear: Hear) -> None:
        """Tell `hear` all that is said, until the call has ended. Raises what `hear` raises, in a group."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._speak(), name="call: speak")
                group.create_task(self._ask(), name="call: ask")
                group.create_task(self._listen(hear), name="call: listen")
        except* (CallEnded, TimeoutError):
            pass
        except* (FrameTooLarge, MessageRefused):
            self.call.close(NONSENSE, b"")
        finally:
            self.hang_up()

    async def _speak(self) -> None:
        while True:
            message = await self._unsaid.get()
            async with asyncio.timeout(self._pace.silence):
                await write_frame(self._stream, write_message(message))

    async def _ask(self) -> None:
        while True:
            await asyncio.sleep(self._pace.ping)
            self.say(Ping())

    async def _listen(self, hear: Hear) -> None:
        while True:
            async with asyncio.timeout(self._pace.silence):
                frame = await read_frame(self._stream, limits.PEER_FRAME_BYTES)
            self._heard.set()
            message = read_message(frame)
            # Nothing is dropped: what they say on top waits in their own program, as they do.
            await asyncio.sleep(self._measure.wait_for(len(frame)))
            if isinstance(message, Ping):
                self.say(Pong())
            elif message is not None and not isinstance(message, Pong):
                await hear(self, message)
