"""The composition root: builds what one start of Passalong needs, and nothing that it does not.

The one place with imports inside functions: the store and the transfer engine take most of a second to
import, and a command that a running node carries out, or a page of help, needs neither.
"""

import asyncio
import logging
import os
import sys
from contextlib import asynccontextmanager
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Self, TextIO

import msgspec

from desktop.cli.arguments import Circumstances, Invocation
from desktop.cli.main import main as run_command_line
from desktop.cli.progress import Bar
from desktop.cli.terminal import Terminal
from desktop.clock import Clock, WallClock
from desktop.errors import Interrupted, NodeGone, NodeOfOtherVersion, NoScreen, ProfileLocked
from desktop.limits import MIB
from desktop.node.door import find_door, forget_door
from desktop.node.hosting import NodeThread
from desktop.node.protocol import (
    AcceptOffer,
    AddShare,
    AnyCommand,
    Demo,
    Get,
    LoneCommand,
    NodeCommand,
    OpenWindow,
    RunNode,
    Tell,
)
from desktop.node.reaching import Reached, reach_node
from desktop.paths import LOG_FILE, WINDOW_FILE, default_profile
from desktop.ui.words.catalogue import language_for, wished_languages
from desktop.ui.words.language import Language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from desktop.node.alone import Alone
    from desktop.node.hosting import HostNews
    from desktop.node.lasting import LastingNode
    from desktop.node.node import Join
    from desktop.node.reading import Reading
    from desktop.ui.bridge.bridge import MakeHost

_LOCK_SECONDS: Final = 0.1
_PATIENCE: Final = 15.0
"""How long a node may take to come up: one with 1,500 shares takes 4 seconds."""
_PATIENCE_ALONE: Final = 2.0
"""How long a node may take to end: nobody who runs one wants it taken for one that is about to."""


def main() -> int:
    """Start Passalong and return its exit code."""
    around = Circumstances(folder=Path.cwd(), environment=os.environ, default_profile=default_profile())
    language = language_for(wished_languages(os.environ))
    return run_command_line(sys.argv[1:], around, Terminal.of_process(), _Parts(language), language)


class _Parts:
    """Makes the parts that a command line asks for."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def runner(self, invocation: Invocation) -> "_Runner":
        _log_to(invocation.profile)
        return _Runner(invocation, WallClock())

    def window(self, invocation: Invocation) -> int:
        _log_to(invocation.profile)
        command = invocation.command
        if isinstance(command, OpenWindow) and asyncio.run(_come_forward(invocation, command)):
            return 0
        _require_screen()
        from desktop.ui.start import Opening, run_window

        with TemporaryDirectory(prefix="passalong-window-") as scratch:
            is_demo = isinstance(command, Demo)
            return run_window(
                Opening(
                    make_host=_demo_hosts(command) if isinstance(command, Demo) else _hosts_for(invocation),
                    memory=(Path(scratch) if is_demo else invocation.profile) / WINDOW_FILE,
                    language=self._language,
                    clock=WallClock(),
                    link=command.link if isinstance(command, OpenWindow) else None,
                    in_background=isinstance(command, OpenWindow) and command.in_background,
                )
            )

    def drawn_bar(self, stream: TextIO) -> Bar:
        from desktop.cli.drawn_bar import DrawnBar

        return DrawnBar(stream, WallClock())

    def version(self) -> str:
        from importlib.metadata import version

        return version("passalong")


async def _come_forward(invocation: Invocation, command: OpenWindow) -> bool:
    """Have the window come forward that is open for this profile; return whether there is one.

    Raises AppError, NoWindow if a node runs without one.
    """
    door = find_door(invocation.profile)
    if door is None or not door.lasting:
        return False
    try:
        node = await reach_node(door)
        await node.carry_out(invocation.network, command, lambda _news: None)
    except (ConnectionError, NodeGone):
        return False
    return True


def _require_screen() -> None:
    """Raise NoScreen where Qt would end the process without a word."""
    shows = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in shows):
        raise NoScreen


def _hosts_for(invocation: Invocation) -> "MakeHost":
    """Return what makes the node behind the window: loaded on its own thread, once the window is there."""

    def make(hear: "Callable[[HostNews], None]", passphrase: str | None) -> NodeThread:
        def run() -> "AbstractAsyncContextManager[LastingNode]":
            from desktop.node.lasting import lasting_node

            return lasting_node(invocation.profile, invocation.network, WallClock(), passphrase)

        return NodeThread(run, hear)

    return make


def _demo_hosts(command: Demo) -> "MakeHost":
    """Return what makes a sample neighbourhood, and is the node of the person who sits here."""

    def make(hear: "Callable[[HostNews], None]", passphrase: str | None) -> NodeThread:
        del passphrase

        @asynccontextmanager
        async def run() -> "AsyncIterator[LastingNode]":
            from desktop.node.demo import lively_neighbourhood

            with TemporaryDirectory(prefix="passalong-demo-") as folder:
                async with lively_neighbourhood(Path(folder), command.people, WallClock()) as people:
                    yield people[0].node

        return NodeThread(run, hear)

    return make


class _Runner:
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
        async with _ReadAhead(on_news) as ahead:
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

    def __init__(self, on_news: Tell) -> None:
        self._on_news = on_news
        self._begun: Reading | None = None

    async def reading(self, command: AnyCommand) -> "Reading | None":
        """Return the files being read for this command, None if it shares none."""
        if not isinstance(command, AddShare):
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


class _PrivateLog(RotatingFileHandler):
    """A log for this user's eyes only."""

    def _open(self) -> TextIOWrapper:
        log = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return log


def _log_to(folder: Path) -> None:
    """Write what goes wrong inside Passalong to the profile folder, once there is something to write."""
    logging.raiseExceptions = False  # a log that cannot be written must not end up on the person's terminal
    handler = _PrivateLog(folder / LOG_FILE, maxBytes=MIB, backupCount=1, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("desktop", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.propagate = False
