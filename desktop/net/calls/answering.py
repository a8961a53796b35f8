"""Taking calls from whoever begins one, until the endpoint ends. Lives on the loop that made it."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any, Final

import iroh

from desktop.net.calls.handshakes import Handshake, Handshakes, Verdict, household

logger = logging.getLogger(__name__)

_HANDSHAKE_SECONDS: Final = 10.0
_ANSWER_AGAIN: Final = (0.1, 1.0, 5.0, 30.0)
"""Seconds to wait if iroh takes no calls, longer each time."""


class Answering:
    """Shakes hands with whoever calls at an endpoint of iroh; `take` is given each connection."""

    def __init__(self, endpoint: Any, take: Callable[[Any], None]) -> None:
        self._endpoint = endpoint
        self._take = take
        self.is_well = True
        """Whether iroh takes calls."""
        self._handshakes = Handshakes()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Answer until there is nothing to answer any more."""
        while (incoming := await self._next()) is not None:
            with contextlib.suppress(iroh.IrohError):  # they have given up meanwhile
                await self._answer(incoming)

    async def stop(self) -> None:
        """End the handshakes that are under way, and let go of the endpoint."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._endpoint = None

    async def _next(self) -> Any:
        """Return whoever calls next, however often iroh fails at it; None at the end."""
        failures = 0
        while True:
            try:
                incoming = await self._endpoint.accept_next()
            except iroh.IrohError as error:
                self.is_well = False
                logger.warning("calls are not taken: %s", error.message())
                await asyncio.sleep(_ANSWER_AGAIN[min(failures, len(_ANSWER_AGAIN) - 1)])
                failures += 1
            else:
                self.is_well = True
                return incoming

    async def _answer(self, incoming: Any) -> None:
        loop = asyncio.get_running_loop()
        origin, is_proven = await self._origin_of(incoming)
        match self._handshakes.decide(origin, is_proven=is_proven, now=loop.time()):
            case Verdict.TAKE:
                task = loop.create_task(self._shake_hands(incoming), name="calls: handshake")
                handshake = self._handshakes.begin(origin, loop.time(), task.cancel)
                self._tasks.add(task)
                task.add_done_callback(lambda task: self._ended(task, handshake))
            case Verdict.PROVE:
                await incoming.retry()
            case Verdict.LATER:
                await incoming.ignore()

    async def _origin_of(self, incoming: Any) -> tuple[str, bool]:
        """Return where a first packet comes from, and whether that is sure, if it needs to be."""
        address = await incoming.remote_addr()
        if not isinstance(address, iroh.IncomingAddr.IP):
            return str(getattr(address, "url", "")), True  # relays know whose packets they pass on
        is_proven = not self._handshakes.must_prove or await incoming.remote_addr_validated()
        return household(address.addr.rpartition(":")[0].strip("[]")), is_proven

    async def _shake_hands(self, incoming: Any) -> None:
        with contextlib.suppress(iroh.IrohError, TimeoutError):
            async with asyncio.timeout(_HANDSHAKE_SECONDS):
                accepting = await incoming.accept()
                connection = await accepting.connect()
            self._take(connection)

    def _ended(self, task: asyncio.Task[None], handshake: Handshake) -> None:
        self._tasks.discard(task)
        self._handshakes.end(handshake)
