"""Carrying out commands for one profile: by the node that runs for it, or by one of our own.

Imports inside functions, as `app` does: the store and the transfer engine take most of a second to load,
and a command that a running node carries out needs neither.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import msgspec

from desktop.cli.invocation import Invocation
from desktop.clock import Clock
from desktop.errors import Interrupted, NodeGone, NodeOfOtherVersion, ProfileLocked
from desktop.files import can_hold
from desktop.node.door import Door, find_door, forget_door
from desktop.node.protocol import (
    AcceptOffer,
    AddShare,
    AnyCommand,
    Demo,
    Get,
    LoneCommand,
    NetworkOptions,
    NodeCommand,
    OpenWindow,
    RunNode,
    Tell,
)
from desktop.node.reaching import Reached, reach_node

if TYPE_CHECKING:
    from desktop.node.alone import Alone
    from desktop.node.node import Join
    from desktop.node.reading import Reading

_LOCK_SECONDS: Final = 0.1
_PATIENCE: Final = 15.0
"""How long a node may take to come up: one with 1,500 shares takes 4 seconds."""
_PATIENCE_ALONE: Final = 2.0
"""How long a node may take to end: nobody who runs one wants it taken for one that is about to."""


async def come_forward(door: Door, network: NetworkOptions, command: OpenWindow) -> bool:
    """Have the window of the node at this door come forward; return whether it is there. Raises AppError."""
    try:
        node = await reach_node(door)
        await node.carry_out(network, command, lambda _news: None)
    except (ConnectionError, NodeGone):
        return False
    return True


class ProfileRunner:
    """Has a command carried out by the node that runs for the profile, or by one of its own."""

    def __init__(self, invocation: Invocation, clock: Clock) -> None:
        self._profile = invocation.profile
        self._network = invocation.network
        self._clock = clock

    async def run(self, command: AnyCommand, passphrase: str | None, on_news: Tell) -> object:
        if isinstance(command, Demo):
            from desktop.node.demo import run_demo

            await run_demo(command, on_news, self._clock)
            return None
        patience = _PATIENCE_ALONE if isinstance(command, LoneCommand) else _PATIENCE
        began = self._clock.monotonic()
        async with _ReadAhead(self._profile, on_news) as ahead:
            while True:
                try:
                    return await self._attempt(command, passphrase, on_news, ahead)
                except ProfileLocked:
                    # By a node that is just coming up, or by a short command about to end.
                    if self._clock.monotonic() - began > patience:
                        find_door(self._profile)  # it may be a node of another version: then that is why
                        raise
                    await asyncio.sleep(_LOCK_SECONDS)
                except NodeGone:
                    # The node was another command's, and that one is done: go on without it.
                    if not isinstance(command, AddShare | Get):
                        raise
                    command = RunNode() if isinstance(command, AddShare) else command

    async def _attempt(
        self, command: AnyCommand, passphrase: str | None, on_news: Tell, ahead: "_ReadAhead"
    ) -> object:
        """Carry out the command. Raises ProfileLocked before anything is begun but reading."""
        if not isinstance(command, LoneCommand):
            node = await self._reach()
            if node is not None:
                asked = command if node.lasting else _staying(command)
                try:
                    return await node.carry_out(self._network, asked, on_news)
                except asyncio.CancelledError:
                    if node.lasting and isinstance(command, Get):
                        raise Interrupted("watching") from None
                    raise
            command = _staying(command)
        reading = await ahead.reading(command)
        alone = await asyncio.to_thread(self._load, command, passphrase)
        return await alone.carry_out(command, on_news, reading)

    async def _reach(self) -> Reached | None:
        """Return the node that runs for the profile, None if it cannot be asked."""
        try:
            door = find_door(self._profile)
        except NodeOfOtherVersion:
            return None  # it may have been killed, with only its word left: the lock will tell
        if door is None:
            return None
        try:
            return await reach_node(door)
        except ConnectionError:
            forget_door(self._profile, door)
            return None

    def _load(self, command: AnyCommand, passphrase: str | None) -> "Alone":
        from desktop.node.alone import Alone
        from desktop.node.commands.carrying_out import needs_network

        join: Join | None = None
        if needs_network(command):  # what calls need takes time to load as well
            from desktop.node.joining import join
        return Alone(self._profile, self._network, self._clock, passphrase, join)


class _ReadAhead:
    """Reads what is to be shared while the node is still being loaded; once, however often that is tried."""

    def __init__(self, profile: Path, on_news: Tell) -> None:
        self._profile = profile
        self._on_news = on_news
        self._begun: Reading | None = None

    async def reading(self, command: AnyCommand) -> "Reading | None":
        """Return the files being read for this command, None if it shares none.

        Nor where it may well be refused: for people, whom only the node knows, and in a profile that
        cannot be written.
        """
        if not isinstance(command, AddShare) or command.to or not can_hold(self._profile):
            return None
        if self._begun is None:
            from desktop.node.reading import Reading

            self._begun = await Reading.begin(command, self._on_news)
        return self._begun

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *ended: object) -> None:
        if self._begun is not None:
            await self._begun.give_up()


def _staying(command: NodeCommand) -> NodeCommand:
    """Return a command so that it stays until all is done: no node will go on after it."""
    if isinstance(command, AcceptOffer):
        return msgspec.structs.replace(command, stay=True)
    if isinstance(command, AddShare) and command.until_sent is None:
        return msgspec.structs.replace(command, stay=True)
    return command
