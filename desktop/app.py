"""The composition root: builds what one start of Passalong needs, and nothing that it does not.

One of the few places with imports inside functions: the window is there sooner without the command line, and
the command line answers sooner without the window.
"""

import logging
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

from desktop.cli.invocation import PROFILE_VARIABLE, Circumstances, Invocation
from desktop.clock import WallClock
from desktop.errors import AppError, NoScreen, only_app_errors
from desktop.node.door import find_door
from desktop.node.protocol import Demo, Gallery, NetworkOptions, OpenWindow
from desktop.paths import LOG_FILE, WINDOW_FILE, default_profile
from desktop.ui.words.catalogue import language_for, wished_languages
from desktop.ui.words.language import Language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from desktop.cli.progress import Bar
    from desktop.node.host_news import HostNews
    from desktop.node.hosting import NodeThread
    from desktop.node.lasting import LastingNode
    from desktop.runner import ProfileRunner
    from desktop.ui.bridge.bridge import Host, MakeHost, MakeReturn, Return


def main() -> int:
    """Start Passalong and return its exit code."""
    parts = _Parts(language_for(wished_languages(os.environ)))
    if len(sys.argv) == 1 and not os.environ.get(PROFILE_VARIABLE):
        return _open_window(parts)
    from desktop.cli.main import main as run_command_line
    from desktop.cli.terminal import Terminal

    around = Circumstances(folder=Path.cwd(), environment=os.environ, default_profile=default_profile())
    return run_command_line(sys.argv[1:], around, Terminal.of_process(), parts, parts.language)


def _open_window(parts: "_Parts") -> int:
    """Open the window as `passalong open` does; the command line is loaded only to say why that failed."""
    invocation = Invocation(
        profile=default_profile(),
        json=False,
        passphrase_file=None,
        network=NetworkOptions(),
        command=OpenWindow(),
    )
    try:
        with only_app_errors():
            return parts.window(invocation)
    except (AppError, KeyboardInterrupt) as failure:
        from desktop.cli.main import tell_failure
        from desktop.cli.terminal import Terminal

        return tell_failure(failure, Terminal.of_process(), parts, parts.language)


class _Parts:
    """Makes the parts that a command line asks for."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def runner(self, invocation: Invocation) -> "ProfileRunner":
        from desktop.runner import ProfileRunner

        _log_to(invocation.profile)
        return ProfileRunner(invocation, WallClock())

    def window(self, invocation: Invocation) -> int:
        _log_to(invocation.profile)
        command = invocation.command
        if isinstance(command, Gallery):
            return _show_gallery(command, self.language)
        if isinstance(command, OpenWindow) and _has_come_forward(invocation, command):
            return 0
        _require_screen()
        from desktop.ui.start import Opening, run_window

        with TemporaryDirectory(prefix="passalong-window-") as scratch:
            is_demo = isinstance(command, Demo)
            return run_window(
                Opening(
                    make_host=_demo_hosts(command) if isinstance(command, Demo) else _hosts_for(invocation),
                    make_return=None if is_demo else _returns_for(invocation),
                    memory=(Path(scratch) if is_demo else invocation.profile) / WINDOW_FILE,
                    language=self.language,
                    clock=WallClock(),
                    link=command.link if isinstance(command, OpenWindow) else None,
                    in_background=isinstance(command, OpenWindow) and command.in_background,
                )
            )

    def drawn_bar(self, stream: TextIO) -> "Bar":
        from desktop.cli.drawn_bar import DrawnBar

        return DrawnBar(stream, WallClock())

    def version(self) -> str:
        from importlib.metadata import version

        return version("passalong")


def _has_come_forward(invocation: Invocation, command: OpenWindow) -> bool:
    """Have the window come forward that is open for this profile; return whether there is one.

    Raises AppError, NoWindow if a node runs without one.
    """
    door = find_door(invocation.profile)
    if door is None or not door.lasting:
        return False
    import asyncio

    from desktop.runner import come_forward

    return asyncio.run(come_forward(door, invocation.network, command))


def _show_gallery(command: Gallery, language: Language) -> int:
    if command.pictures is None:
        _require_screen()
    from desktop.ui.gallery.start import run_gallery

    return run_gallery(command, language, WallClock())


def _require_screen() -> None:
    """Raise NoScreen where Qt would end the process without a word."""
    shows = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in shows):
        raise NoScreen


def _hosts_for(invocation: Invocation) -> "MakeHost":
    """Return what makes the node behind the window: loaded on its own thread, once the window is there."""
    return lambda hear, passphrase: _host(invocation, hear, passphrase, None)


def _returns_for(invocation: Invocation) -> "MakeReturn":
    """Return what makes the node of somebody who comes back to this profile."""
    return lambda hear, back: _host(invocation, hear, None, back)


def _host(
    invocation: Invocation,
    hear: "Callable[[HostNews], None]",
    passphrase: str | None,
    back: "Return | None",
) -> "Host":
    from desktop.node.hosting import NodeThread

    def run() -> "AbstractAsyncContextManager[LastingNode]":
        from desktop.node.lasting import lasting_node

        return lasting_node(invocation.profile, invocation.network, WallClock(), passphrase, back)

    return NodeThread(run, hear)


def _demo_hosts(command: Demo) -> "MakeHost":
    """Return what makes a sample neighbourhood, and is the node of the person who sits here."""

    def make(hear: "Callable[[HostNews], None]", passphrase: str | None) -> "NodeThread":
        del passphrase
        from desktop.node.hosting import NodeThread

        @asynccontextmanager
        async def run() -> "AsyncIterator[LastingNode]":
            from desktop.node.demo import lively_neighbourhood

            with TemporaryDirectory(prefix="passalong-demo-") as folder:
                async with lively_neighbourhood(Path(folder), command.people, WallClock()) as people:
                    yield people[0].node

        return NodeThread(run, hear)

    return make


class _LateLog(logging.Handler):
    """Opens the log in the profile folder once there is something to write."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._log: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._log is None:
            from desktop.log import open_log

            self._log = open_log(self._path)
        self._log.emit(record)


def _log_to(folder: Path) -> None:
    """Write what goes wrong inside Passalong to the profile folder."""
    logging.raiseExceptions = False  # a log that cannot be written must not end up on the person's terminal
    log = _LateLog(folder / LOG_FILE)
    for name in ("desktop", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(log)
        logger.propagate = False
