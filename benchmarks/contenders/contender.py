"""What everybody does who is compared: one class each, five steps, always in this order."""

import shutil
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from benchmarks.programs import Program

START_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Task:
    """What to pass along, the folder it shall arrive in, one for everything else, and the time there is."""

    source: Path
    inbox: Path
    home: Path
    seconds: float

    @property
    def received(self) -> Path:
        return self.inbox / self.source.name


class Contender(ABC):
    """One way from `task.source` to `task.received`."""

    name: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()
    """Programs that must be installed."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.senders: list[Program] = []
        self.receivers: list[Program] = []

    @classmethod
    def installed(cls) -> bool:
        return all(shutil.which(program) for program in cls.needs)

    @abstractmethod
    def prepare(self) -> None:
        """Do what is not timed."""

    @abstractmethod
    def send(self) -> None:
        """Start to offer; return once somebody may come for it."""

    @abstractmethod
    def receive(self) -> None:
        """Get it; return when the receiver says that it is done."""

    def stop(self) -> None:
        for side in (self.receivers, self.senders):
            while side:
                side.pop().end()

    def _start(self, side: list[Program], command: list[str]) -> Program:
        name = "sender" if side is self.senders else "receiver"
        program = Program(command, self.task.home / f"{name}.log")
        side.append(program)
        return program
