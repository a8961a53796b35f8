"""The real command line in processes of its own: started, listened to with a deadline, and always ended."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

LAB: Final = ("--bind", "127.0.0.1", "--no-dht", "--no-lan", "--no-relay")
DEADLINE: Final = 30.0
_CHECKOUT: Final = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ended:
    """What a process said until it ended. Whatever happened, it keeps the promises of the command line."""

    code: int
    lines: list[dict[str, Any]]
    talk: str

    def __post_init__(self) -> None:
        assert "Traceback" not in self.talk, self.talk
        if self.code >= 0:
            assert len(self.lines[-1].keys() & {"result", "error"}) == 1, self
            assert ("error" in self.lines[-1]) == (self.code != 0), self
        assert all("event" in line for line in self.lines[:-1]), self

    @property
    def result(self) -> Any:
        assert self.code == 0, self
        return self.lines[-1]["result"]

    @property
    def kind(self) -> str:
        """Return the kind of error; its sentence was told as well."""
        error = self.lines[-1]["error"]
        assert error["message"] in self.talk
        return str(error["kind"])


class Running:
    """A process that has not ended yet."""

    def __init__(self, process: subprocess.Popen[str], talk: IO[str]) -> None:
        self.process = process
        self._talk = talk
        self._said: list[dict[str, Any]] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def event(self, name: str, **least: int) -> dict[str, Any]:
        """Return the next event of this name with fields at least as given. The end must not come first."""
        while True:
            line = self._next()
            assert line is not None, (self._said, self._told())
            if line.get("event") == name and all(line[field] >= value for field, value in least.items()):
                return line

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> Ended:
        """Wait until it has ended by itself."""
        while self._next() is not None:
            pass
        return Ended(self.process.wait(DEADLINE), self._said, self._told())

    def stop(self, number: signal.Signals = signal.SIGINT) -> Ended:
        self.send(number)
        return self.end()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(DEADLINE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        self._reader.join(DEADLINE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _next(self) -> dict[str, Any] | None:
        line = self._lines.get(timeout=DEADLINE)
        if line is None:
            self._lines.put(None)
            return None
        said: dict[str, Any] = json.loads(line)
        self._said.append(said)
        return said

    def _told(self) -> str:
        self._talk.seek(0)
        return self._talk.read()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)


@contextlib.contextmanager
def started(
    profile: Path, *words: str, stdin: str = "", more: dict[str, str] | None = None
) -> Iterator[Running]:
    """Start a command for a profile, in JSON and on loopback only."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PASSALONG_")}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as talk, tempfile.TemporaryFile("w+") as typed:
        typed.write(stdin)
        typed.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "--json", "--profile", str(profile), *LAB, *words],
            cwd=_CHECKOUT,
            env=environment | {"HOME": str(profile.parent), "LANGUAGE": "en"} | (more or {}),
            stdin=typed,
            stdout=subprocess.PIPE,
            stderr=talk,
            text=True,
            encoding="utf-8",
        )
        running = Running(process, talk)
        try:
            yield running
        finally:
            running.close()


def passalong(profile: Path, *words: str, stdin: str = "", more: dict[str, str] | None = None) -> Ended:
    """Carry out a command and return what it said."""
    with started(profile, *words, stdin=stdin, more=more) as running:
        return running.end()


@contextlib.contextmanager
def node(profile: Path) -> Iterator[Running]:
    """Run a node for a profile; it has begun when the block does, and ends in order after it."""
    with started(profile, "node") as running:
        running.event("ready")
        yield running
        if running.process.poll() is None:
            assert running.stop().result is None
