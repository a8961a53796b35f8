"""The composition root: builds what one start of Passalong needs, and nothing that it does not.

The one place with imports inside functions: the store and the transfer engine take most of a second to
import, and a command that a running node carries out, or a page of help, needs neither.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import msgspec

from desktop.cli.arguments import Circumstances, Invocation
from desktop.cli.main import main as run_command_line
from desktop.cli.progress import Bar
from desktop.cli.terminal import Terminal
from desktop.clock import Clock, WallClock
from desktop.errors import AppError, NodeGone, NodeOfOtherVersion, ProfileLocked
from desktop.limits import MIB
from desktop.node.control import call_node, find_door, forget_door
from desktop.node.protocol import AddShare, AnyCommand, AnyNews, Erase, Get, Restore, RunNode
from desktop.paths import LOG_FILE, default_profile
from desktop.ui.language import ENGLISH

if TYPE_CHECKING:
    from desktop.node.alone import Alone
    from desktop.node.reading import Reading

_ALWAYS_ALONE: Final = (RunNode, Erase, Restore)
_LOCK_TRIES: Final = 20
_LOCK_SECONDS: Final = 0.1


def main() -> int:
    """Start Passalong and return its exit code."""
    around = Circumstances(folder=Path.cwd(), environment=os.environ, default_profile=default_profile())
    return run_command_line(sys.argv[1:], around, Terminal.of_process(), _Parts(), ENGLISH)


class _Parts:
    """Makes the parts that a command line asks for."""

    def runner(self, invocation: Invocation) -> "_Runner":
        _log_to(invocation.profile)
        return _Runner(invocation, WallClock())

    def drawn_bar(self, stream: TextIO) -> Bar:
        from desktop.cli.drawn_bar import DrawnBar

        return DrawnBar(stream, WallClock())

    def version(self) -> str:
        from importlib.metadata import version

        return version("passalong")


class _Runner:
    """Has a command carried out by the node that runs for the profile, or by one of its own."""

    def __init__(self, invocation: Invocation, clock: Clock) -> None:
        self._profile = invocation.profile
        self._network = invocation.network
        self._clock = clock

    async def run(
        self, command: AnyCommand, passphrase: str | None, on_news: Callable[[AnyNews], None]
    ) -> object:
        locked: AppError = ProfileLocked(path=str(self._profile))
        for _ in range(_LOCK_TRIES):
            door = None
            try:
                door = None if isinstance(command, _ALWAYS_ALONE) else find_door(self._profile)
            except NodeOfOtherVersion as error:
                locked = error  # unless it was killed, and only its word is left
            try:
                if door is not None:
                    asked = command if door.lasting else _staying(command)
                    return await call_node(door, self._network, asked, on_news)
                return await self._run_alone(_staying(command), passphrase, on_news)
            except (ConnectionError, ProfileLocked):
                # A node that was killed, is just coming up, or is a short command about to end.
                await asyncio.sleep(_LOCK_SECONDS)
                if door is not None:
                    forget_door(self._profile, door)
            except NodeGone:
                # The node was another command's, and that one is done: go on without it.
                if not isinstance(command, AddShare | Get):
                    raise
                command = RunNode() if isinstance(command, AddShare) else command
        raise locked

    async def _run_alone(
        self, command: AnyCommand, passphrase: str | None, on_news: Callable[[AnyNews], None]
    ) -> object:
        """Run a node for this command; what is to be shared is read while the node is still being loaded."""
        reading = await self._begin_reading(command, on_news) if isinstance(command, AddShare) else None
        try:
            alone = await asyncio.to_thread(self._load, passphrase)
            return await alone.carry_out(command, on_news, reading)
        finally:
            if reading is not None:
                await reading.give_up()

    async def _begin_reading(self, command: AddShare, on_news: Callable[[AnyNews], None]) -> "Reading":
        from desktop.node.reading import Reading

        return await Reading.begin(command, on_news)

    def _load(self, passphrase: str | None) -> "Alone":
        from desktop.node.alone import Alone

        return Alone(self._profile, self._network, self._clock, passphrase)


def _staying(command: AnyCommand) -> AnyCommand:
    """Return a `share` so that it serves until it is stopped: no node will go on after it."""
    if isinstance(command, AddShare) and command.until_sent is None:
        return msgspec.structs.replace(command, stay=True)
    return command


def _log_to(folder: Path) -> None:
    """Write what goes wrong inside Passalong to the profile folder, once there is something to write."""
    logging.raiseExceptions = False  # a log that cannot be written must not end up on the person's terminal
    handler = RotatingFileHandler(
        folder / LOG_FILE, maxBytes=MIB, backupCount=1, delay=True, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("desktop", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.propagate = False
