"""Carrying out one command without a running node: a node of its own, for as long as the command needs it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from desktop.clock import Clock
from desktop.errors import NobodyRemembers
from desktop.node.commands.carrying_out import carry_out, needs_network
from desktop.node.control import CarryOut, answering
from desktop.node.node import Join, Node
from desktop.node.protocol import (
    AnyCommand,
    Demo,
    Erase,
    Gallery,
    NetworkOptions,
    NodeCommand,
    Recover,
    Restore,
    RunNode,
    Tell,
)
from desktop.node.reading import Reading
from desktop.node.returning import become, restore
from desktop.profile.folder import erase_profile


class Alone:
    """One profile that nobody else uses meanwhile. `join` is for commands that take part in calls."""

    def __init__(
        self,
        folder: Path,
        network: NetworkOptions,
        clock: Clock,
        passphrase: str | None,
        join: Join | None = None,
    ) -> None:
        self._folder = folder
        self._network = network
        self._clock = clock
        self._passphrase = passphrase
        self._join = join

    async def carry_out(self, command: AnyCommand, tell: Tell, reading: Reading | None = None) -> object:
        """Return the command's result; `reading` are the files of a share, begun to be read already.

        Raises AppError, ProfileLocked before anything is begun.
        """
        match command:
            case Erase():
                await asyncio.to_thread(erase_profile, self._folder)
                return None
            case Restore():
                return await asyncio.to_thread(restore, self._folder, self._clock, self._passphrase, command)
            case Recover():
                place = self._folder, self._clock, self._passphrase
                is_new = await asyncio.to_thread(become, *place, command)
                try:
                    return await self._with_node(command, tell, reading)
                except NobodyRemembers as refused:
                    if is_new and refused.why == "unknown":  # the words bring it back if it was somebody
                        await asyncio.to_thread(erase_profile, self._folder)
                    raise
            case Demo() | Gallery():
                raise TypeError("these need no profile")
            case _:
                return await self._with_node(command, tell, reading)

    async def _with_node(
        self, command: NodeCommand | RunNode | Recover, tell: Tell, reading: Reading | None
    ) -> object:
        node = await asyncio.to_thread(
            Node.open, self._folder, lambda: self._passphrase, self._clock, self._network
        )
        node.begun_reading = reading
        try:
            if not needs_network(command):
                return await carry_out(node, command, tell)
            async with taking_part(node, self._join, lasting=isinstance(command, RunNode)):
                return await carry_out(node, command, tell)
        finally:
            await asyncio.to_thread(node.close)


@asynccontextmanager
async def taking_part(node: Node, join: Join | None, *, lasting: bool) -> AsyncIterator[None]:
    """Use the network and answer command lines as long as the context lasts; `lasting` is told to them."""
    async with (
        node.running(join),
        answering(node.profile.folder, node.network, _for_others(node), lasting=lasting),
    ):
        yield


def _for_others(node: Node) -> CarryOut:
    async def carry_out_for_others(command: NodeCommand, tell: Tell) -> object:
        node.begun_reading = None  # that is for our own share, which has taken it by now
        return await carry_out(node, command, tell)

    return carry_out_for_others
