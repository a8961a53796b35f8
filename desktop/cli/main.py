"""One start of the command line, from the words typed to the exit code; main thread."""

import logging
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TextIO

import msgspec

from desktop.cli.answer import Look
from desktop.cli.arguments import parse
from desktop.cli.asking import asked_passphrase, complete_command, given_passphrase
from desktop.cli.invocation import Circumstances, Invocation, Misuse, Page, VersionPage
from desktop.cli.progress import Bar, LateBar, PlainBar
from desktop.cli.render import JsonOutput, Output, WordsOutput
from desktop.cli.running import run_until_stopped
from desktop.cli.tables import Ink
from desktop.cli.talk import Talk
from desktop.cli.terminal import Lines, Terminal
from desktop.errors import AppError, Interrupted, PassphraseNeeded, PassphraseWrong, only_app_errors
from desktop.node.protocol import AnyCommand, AnyNews, Demo, Gallery, OpenWindow, ReadyNews, SharedNews
from desktop.ui.words.language import Language

# Without any handler Python would write warnings, and with them tracebacks, to the person's terminal.
logging.getLogger("desktop").addHandler(logging.NullHandler())

_PASSPHRASE_QUESTIONS: Final = 3


class Runner(Protocol):
    """Carries out commands for one profile."""

    async def run(
        self, command: AnyCommand, passphrase: str | None, on_news: Callable[[AnyNews], None]
    ) -> object:
        """Return the result as plain JSON, or raise an AppError.

        Raises PassphraseNeeded or PassphraseWrong before anything is begun. When cancelled, ends in order.
        """


class Parts(Protocol):
    """What the composition root builds when, and only when, it is needed."""

    def runner(self, invocation: Invocation) -> Runner:
        """Return what carries out the command; raises AppError."""

    def window(self, invocation: Invocation) -> int:
        """Show the window until the person ends it; return the exit code. Raises AppError."""

    def drawn_bar(self, stream: TextIO) -> Bar:
        """Return a bar for a terminal."""

    def version(self) -> str:
        """Return the version of this Passalong."""


type Failure = AppError | KeyboardInterrupt


def main(
    words: Sequence[str], around: Circumstances, terminal: Terminal, parts: Parts, language: Language
) -> int:
    """Carry out what `words` ask for and return the exit code. Never raises."""
    output = _output(terminal, parts, language, json="--json" in words)
    try:
        with only_app_errors():
            return _do(parse(words, around), terminal, parts, output, language)
    except (AppError, KeyboardInterrupt) as failure:
        return _tell_failure(failure, terminal, output)


def tell_failure(failure: Failure, terminal: Terminal, parts: Parts, language: Language) -> int:
    """Say what a start without any words has failed with, and return the exit code. Never raises."""
    return _tell_failure(failure, terminal, _output(terminal, parts, language, json=False))


def _tell_failure(failure: Failure, terminal: Terminal, output: Output) -> int:
    error = failure if isinstance(failure, AppError) else Interrupted()
    if failure is not error:
        terminal.leave_echo()
    output.failure(error)
    return error.exit_code


def _do(
    asked: Invocation | Page | VersionPage | Misuse,
    terminal: Terminal,
    parts: Parts,
    output: Output,
    language: Language,
) -> int:
    """Do what was asked for and return the exit code. Raises AppError."""
    match asked:
        case Page(text=text):
            output.page(text.rstrip())
        case VersionPage():
            output.page(parts.version())
        case Misuse(error=error, usage=usage):
            output.failure(error, usage)
            return error.exit_code
        case Invocation(command=OpenWindow() | Demo(headless=False) | Gallery()):
            return parts.window(asked)
        case Invocation():
            carry_out(asked, parts.runner(asked), terminal, output, language)
    return 0


def carry_out(
    invocation: Invocation, runner: Runner, terminal: Terminal, output: Output, language: Language
) -> None:
    """Run the command and tell its result. Raises AppError, Interrupted among them."""
    command = complete_command(invocation, terminal, language)
    heard = _Heard(output)

    def attempt(passphrase: str | None) -> object:
        return run_until_stopped(runner.run(command, passphrase, heard.on_news))

    try:
        result = _with_passphrase(attempt, given_passphrase(invocation, terminal), terminal, language)
    except Interrupted:
        terminal.leave_echo()
        if not heard.settled:
            raise
        result = heard.result
    output.result(command, result)


class _Heard:
    """Passes news on, and notes when a command that runs until it is stopped has reached what it is for."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self.settled = False
        self.result: object = None

    def on_news(self, news: AnyNews) -> None:
        match news:
            case ReadyNews():
                self.settled = True
            case SharedNews():
                self.settled = True
                self.result = msgspec.structs.asdict(news)
        self._output.news(news)


def _with_passphrase(
    attempt: Callable[[str | None], object], given: str | None, terminal: Terminal, language: Language
) -> object:
    """Return what `attempt` returns, asking for the passphrase if it is needed and was not given."""
    passphrase = given
    if passphrase is None:
        for _ in range(_PASSPHRASE_QUESTIONS):
            try:
                return attempt(passphrase)
            except (PassphraseNeeded, PassphraseWrong) as refused:
                passphrase = asked_passphrase(refused, terminal, language)
    return attempt(passphrase)


def _output(terminal: Terminal, parts: Parts, language: Language, *, json: bool) -> Output:
    stdout, stderr = Lines(terminal.stdout, needed=True), Lines(terminal.stderr)
    bar: Bar = PlainBar(stderr, language)
    if terminal.can_draw(terminal.stderr):
        bar = LateBar(lambda: parts.drawn_bar(terminal.stderr))
    talk = Talk(stderr, bar, _look(terminal, terminal.stderr, language))
    if json:
        return JsonOutput(stdout, talk, language)
    return WordsOutput(stdout, talk, _look(terminal, terminal.stdout, language))


def _look(terminal: Terminal, stream: TextIO, language: Language) -> Look:
    return Look(language, Ink(terminal.has_colours(stream)), terminal.width(stream))
