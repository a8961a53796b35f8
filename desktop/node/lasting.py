"""A node that stays until it is told to end: what a window runs behind itself. Lives on the node's loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from desktop.clock import Clock
from desktop.events import TransferRow
from desktop.node.alone import taking_part
from desktop.node.commands.carrying_out import carry_out
from desktop.node.commands.own import person_result
from desktop.node.hub import Hub
from desktop.node.joining import join
from desktop.node.node import Node
from desktop.node.protocol import Command, NetworkOptions, PersonResult, Recover, Restore, Tell
from desktop.node.returning import come_back


class LastingNode:
    """What a window needs of a running node."""

    def __init__(self, node: Node) -> None:
        self._node = node
        node.has_window = True

    @property
    def hub(self) -> Hub:
        return self._node.hub

    @property
    def me(self) -> PersonResult:
        return person_result(self._node.profile, self._node.reach())

    @property
    def swarm_port(self) -> int:
        return self._node.swarm_port()

    def transfers(self) -> list[TransferRow]:
        """Return every transfer, newest first."""
        assert self._node.transfers is not None
        return self._node.transfers.rows()

    async def carry_out[R](self, command: Command[R], tell: Tell) -> R:
        """Return the command's result. Raises AppError."""
        return await carry_out(self._node, command, tell)


@asynccontextmanager
async def lasting_node(
    folder: Path,
    network: NetworkOptions,
    clock: Clock,
    passphrase: str | None,
    back: Restore | Recover | None = None,
) -> AsyncIterator[LastingNode]:
    """Run the node of this profile, made on first use, as long as the context lasts. Raises AppError.

    With `back` it is that of somebody who was here before, in place of whoever is here.
    """
    if back is not None:
        await asyncio.to_thread(come_back, folder, clock, back)
    node = await asyncio.to_thread(Node.open, folder, lambda: passphrase, clock, network)
    try:
        async with taking_part(node, join, lasting=True):
            yield LastingNode(node)
    finally:
        node.close()
