"""The three streams of the process, and asking a person something on them; main thread, outside the loop."""

import getpass
import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self, TextIO

from desktop.errors import AnswerNotWritten

_PLAIN_BAR: Final = str.maketrans("█░…“”", '#.~""')


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a command reads and writes. Questions go to stderr: stdout belongs to the answer."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    environment: Mapping[str, str]

    @classmethod
    def of_process(cls) -> Self:
        """Return the streams that this process was started with, made so that no name can break them."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        # A program without a console has no streams at all.
        return cls(
            stdin=sys.stdin or io.StringIO(),
            stdout=sys.stdout or io.StringIO(),
            stderr=sys.stderr or io.StringIO(),
            environment=os.environ,
        )

    @property
    def can_ask(self) -> bool:
        return self.stdin.isatty() and self.stderr.isatty()

    def can_draw(self, stream: TextIO) -> bool:
        """Return whether lines already written to `stream` can be written over."""
        return stream.isatty() and self.environment.get("TERM") != "dumb"

    def width(self, stream: TextIO) -> int | None:
        """Return how many characters fit on a line; None if lines have no end there."""
        if not self.can_draw(stream):
            return None
        try:
            return os.get_terminal_size(stream.fileno()).columns or None
        except OSError:
            return None

    def leave_echo(self) -> None:
        """Begin a new line behind the ^C that the terminal may have shown."""
        if self.can_draw(self.stderr):
            self.stderr.write("\n")

    def has_colours(self, stream: TextIO) -> bool:
        """Return whether `stream` may be coloured (https://no-color.org)."""
        return self.can_draw(stream) and not self.environment.get("NO_COLOR")

    def ask(self, question: str) -> str:
        """Return the line a person answers with; nothing if they end the input."""
        self.stderr.write(question)
        self.stderr.flush()
        return self.stdin.readline().strip()

    def ask_secret(self, question: str) -> str:
        try:
            return getpass.getpass(question, self.stderr)
        except EOFError:
            return ""


def _showable(text: str, encoding: str | None) -> str:
    """Return `text` with bars that a stream of this encoding can show."""
    try:
        "█░".encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return text.translate(_PLAIN_BAR)
    return text


class Lines:
    """Writes whole lines to a stream whose reader may leave at any time.

    `needed` says that what is lost on the way must be told: it is the answer, not talk.
    """

    def __init__(self, stream: TextIO, *, needed: bool = False) -> None:
        self._stream = stream
        self._needed = needed

    def put(self, text: str) -> None:
        """Write a line. Raises AnswerNotWritten, once: from then on nothing is written any more."""
        try:
            self._stream.write(f"{_showable(text, self._stream.encoding)}\n")
            self._stream.flush()
        except BrokenPipeError:
            self._go_on_unheard()
        except OSError as error:
            self._go_on_unheard()
            if self._needed:
                raise AnswerNotWritten from error

    def _go_on_unheard(self) -> None:
        # What is still in the buffer would raise again at the end of the process.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)
