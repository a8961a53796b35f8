"""A command line with everything real except what carries out the commands."""

import asyncio
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from desktop.cli.invocation import Circumstances, Invocation
from desktop.cli.main import main
from desktop.cli.progress import Bar, PlainBar
from desktop.cli.terminal import Lines, Terminal
from desktop.node.protocol import AnyCommand, AnyNews
from desktop.ui.words.language import ENGLISH

type Ending = object | Exception


@dataclass
class FakeRunner:
    """Tells `news`, then waits if told to, then raises or returns `ending`."""

    news: tuple[AnyNews, ...] = ()
    ending: Ending = None
    passphrase: str | None = None
    wrong: Exception | None = None
    meanwhile: Callable[[], object] | None = None
    """Called once all news is told; the command then runs until it is cancelled."""
    commands: list[AnyCommand] = field(default_factory=list)
    ended_in_order: bool = False

    async def run(
        self, command: AnyCommand, passphrase: str | None, on_news: Callable[[AnyNews], None]
    ) -> object:
        if self.wrong is not None and passphrase != self.passphrase:
            raise self.wrong
        self.commands.append(command)
        for news in self.news:
            on_news(news)
        if self.meanwhile is not None:
            await self._until_cancelled(self.meanwhile)
        if isinstance(self.ending, Exception):
            raise self.ending
        return self.ending

    async def _until_cancelled(self, meanwhile: Callable[[], object]) -> None:
        asyncio.get_running_loop().call_soon(meanwhile)
        try:
            await asyncio.Event().wait()
        finally:
            self.ended_in_order = True


@dataclass
class FakeParts:
    the_runner: FakeRunner
    invocations: list[Invocation] = field(default_factory=list)
    windows: list[Invocation] = field(default_factory=list)

    def runner(self, invocation: Invocation) -> FakeRunner:
        self.invocations.append(invocation)
        return self.the_runner

    def window(self, invocation: Invocation) -> int:
        self.windows.append(invocation)
        return 0

    def drawn_bar(self, stream: TextIO) -> Bar:
        return PlainBar(Lines(stream), ENGLISH)

    def version(self) -> str:
        return "1.2.3"


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass
class CommandLine:
    """Starts `passalong` with words and shows what came of it."""

    runner: FakeRunner = field(default_factory=FakeRunner)
    environment: dict[str, str] = field(default_factory=dict)
    stdin: TextIO = field(default_factory=io.StringIO)
    stdout: TextIO = field(default_factory=io.StringIO)
    stderr: TextIO = field(default_factory=io.StringIO)
    folder: Path = Path("/here")

    def start(self, *words: str) -> int:
        self.parts = FakeParts(self.runner)
        return main(
            words,
            Circumstances(self.environment, self.folder, Path("/home/me/profile")),
            Terminal(self.stdin, self.stdout, self.stderr, self.environment),
            self.parts,
            ENGLISH,
        )

    @property
    def out(self) -> str:
        assert isinstance(self.stdout, io.StringIO)
        return self.stdout.getvalue()

    @property
    def err(self) -> str:
        assert isinstance(self.stderr, io.StringIO)
        return self.stderr.getvalue()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]
