"""The processes a benchmark starts: their lines, their memory, their end (each by its own process id)."""

import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Self

import psutil

LOOPBACK: Final = "127.0.0.1"
POLL_SECONDS: Final = 0.05
_CHECKOUT: Final = Path(__file__).parent.parent
_GRACE_SECONDS: Final = 15
_SAMPLE_SECONDS: Final = 0.25


class ProgramFailed(Exception):
    """A program ended, or said something, that it should not have."""


class TooSlow(Exception):
    """What was waited for did not happen in the time given."""


class Program:
    """One process that this benchmark started, its output read line by line."""

    def __init__(self, command: Sequence[str], log: Path) -> None:
        self._log = log
        with log.open("ab") as sink:
            # A session of its own: Ctrl-C reaches only the benchmark, which then ends everybody in order.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=sink,
                env=_environment(),
                start_new_session=True,
                cwd=_CHECKOUT,
                text=True,
            )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def pid(self) -> int:
        return self._process.pid

    def event(self, seconds: float) -> dict[str, Any]:
        """Return the next line, which is JSON."""
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise TooSlow(self._log.stem) from None
        if not line:
            raise ProgramFailed(f"{self._log.stem} ended: {self._last_words()}")
        found: dict[str, Any] = json.loads(line)
        return found

    def succeed(self, seconds: float) -> None:
        """Wait for an orderly end of its own accord."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise TooSlow(self._log.stem) from None
        if code:
            raise ProgramFailed(f"{self._log.stem} ended with {code}: {self._last_words()}")

    def running(self) -> bool:
        return self._process.poll() is None

    def end(self) -> int:
        """Ask it to end, insist if it does not, and return its exit code."""
        self._process.terminate()
        try:
            return self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put("")

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "no word")


class PeakMemory:
    """The most memory that one side's programs and their children took, looked at four times a second.

    `resident` counts mapped pages of files too, `own` leaves out what is shared with files and others.
    """

    def __init__(self, programs: list[Program]) -> None:
        self.resident = 0
        self.own = 0
        self._programs = programs
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(_SAMPLE_SECONDS):
            resident, own = memory_of(*(program.pid for program in tuple(self._programs)))
            self.resident = max(self.resident, resident)
            self.own = max(self.own, own)


def memory_of(*pids: int) -> tuple[int, int]:
    """Return the bytes that these processes and their children hold now: resident, and of that their own."""
    resident = own = 0
    for pid in pids:
        try:
            process = psutil.Process(pid)
            family = [process, *process.children(recursive=True)]
            found = [member.memory_info() for member in family]
        except psutil.NoSuchProcess:
            continue
        resident += sum(memory.rss for memory in found)
        own += sum(memory.rss - memory.shared for memory in found)
    return resident, own


def processor_seconds(pid: int) -> float:
    """Return what this process and its running children have spent so far."""
    process = psutil.Process(pid)
    times = [member.cpu_times() for member in (process, *process.children(recursive=True))]
    return sum(spent.user + spent.system for spent in times)


def module(name: str, *arguments: str) -> list[str]:
    """Return the command that runs one of our own modules in a fresh interpreter."""
    return [sys.executable, "-m", f"benchmarks.{name}", *arguments]


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def outward_address() -> str:
    """Return an address of this machine that is not loopback's; what is sent there stays here too."""
    found = (
        entry.address
        for entries in psutil.net_if_addrs().values()
        for entry in entries
        if entry.family == socket.AF_INET and not entry.address.startswith("127.")
    )
    address = next(found, None)
    if address is None:
        raise ProgramFailed("it needs an address that is not loopback's")
    return address


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TooSlow(what)
        time.sleep(POLL_SECONDS)


def _environment() -> dict[str, str]:
    # Everything here is on loopback: a proxy set for the person's browser is not for it.
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
