"""What every BitTorrent client must do here, on loopback and in a folder of its own, never over the DHT."""

import re
import shutil
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Final, override

from benchmarks.programs import LOOPBACK, Program, free_port

START_SECONDS: Final = 30


class Client(ABC):
    """One running client that seeds or gets one torrent."""

    name: ClassVar[str]
    program: ClassVar[str]
    versions: ClassVar[tuple[str, ...]]
    """Of torrents that it understands, best first."""
    version_option: ClassVar[str] = "--version"
    no_hybrid_until: ClassVar[tuple[int, ...]] = ()
    """The newest version tried that stumbles over the empty keys which hybrid torrents have to hold."""
    no_hybrid_magnet_until: ClassVar[tuple[int, ...]] = ()
    """The newest version tried that takes no magnet link with two info-hashes."""
    knows_padding: ClassVar[bool] = False
    """Whether it knows that what hybrid torrents have between files (BEP 47) is not for the disk."""
    refuses_loopback: ClassVar[bool] = False
    """Whether it connects to no peer at 127.0.0.1; being connected to from there is another matter."""

    def __init__(self, home: Path, address: str = LOOPBACK) -> None:
        self.home = home
        self.address = address
        self.port = free_port()
        self.programs: list[Program] = []
        home.mkdir(parents=True)

    @classmethod
    def installed(cls) -> bool:
        return shutil.which(cls.program) is not None

    @classmethod
    def version(cls) -> tuple[int, ...]:
        told = subprocess.run([cls.program, cls.version_option], check=False, capture_output=True, text=True)
        found = re.search(r"\d+(\.\d+)+", told.stdout + told.stderr)
        return tuple(map(int, found.group().split("."))) if found else ()

    @classmethod
    def reads(cls, version: str) -> bool:
        """Say whether it can read torrents of this BitTorrent version: v1, v2 or hybrid."""
        return version in cls.versions and (version != "hybrid" or cls.version() > cls.no_hybrid_until)

    @classmethod
    def takes_magnet(cls, version: str) -> bool:
        return version != "hybrid" or cls.version() > cls.no_hybrid_magnet_until

    @abstractmethod
    def prepare(self) -> None:
        """Write settings, as a person did long before."""

    @abstractmethod
    def start(self) -> None:
        """Begin to start, if it is a program that stays."""

    @abstractmethod
    def seed(self, torrent: Path, folder: Path, seconds: float) -> None:
        """Return once it offers what `torrent` names and `folder` holds."""

    @abstractmethod
    def get(self, source: str, folder: Path) -> None:
        """Begin to get what `source` names: a torrent file or a magnet link."""

    @abstractmethod
    def wait_whole(self, seconds: float) -> None:
        """Return as soon as the client says that everything is there."""

    def end(self) -> None:
        while self.programs:
            self.programs.pop().end()

    def _run(self, *command: str) -> Program:
        program = Program(command, self.home / f"{self.program}.log")
        self.programs.append(program)
        return program


class LoneClient(Client):
    """One that starts with the torrent it is to work on, and is not there before."""

    @override
    def prepare(self) -> None:
        pass

    @override
    def start(self) -> None:
        pass


class StayingClient(Client):
    """One that runs on while there is nothing to do."""

    @abstractmethod
    def wait_ready(self) -> None:
        """Return once it takes orders."""


class PeerTaker(Client):
    """One that can be told where a peer is; the others need a tracker."""

    @abstractmethod
    def tell_peer(self, port: int) -> None:
        """Say on which port of loopback somebody has it."""
