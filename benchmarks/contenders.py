"""Every way to pass a file or folder along that bulk.py compares, behind one interface.

The clock runs over `send` and `receive`: from before the first process starts to the receiver's own word that
it has everything. What `prepare` does, a person did long before: settings, profiles.
"""

import getpass
import shutil
from abc import ABC, abstractmethod
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, override

from benchmarks import passalong
from benchmarks.clients import Aria2, Client, PromptQbittorrent, Qbittorrent, Transmission
from benchmarks.programs import LOOPBACK, Program, free_port, listening, module, outward_address, wait_until
from benchmarks.samples import files_in
from benchmarks.tracker import Tracker

_START_SECONDS: Final = 30


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


class Passalong(Contender):
    """By link, with the settings that everybody has."""

    name = "passalong"

    @override
    def prepare(self) -> None:
        for profile in self._profiles():
            passalong.run(profile, "id", seconds=_START_SECONDS)

    @override
    def send(self) -> None:
        sender, _ = self._profiles()
        command = passalong.command(sender, "share", str(self.task.source))
        program = self._start(self.senders, command)
        self._link = passalong.wait_event(program, "shared", self.task.seconds)["link"]

    @override
    def receive(self) -> None:
        _, receiver = self._profiles()
        command = passalong.command(receiver, "get", self._link, "--to", str(self.task.inbox))
        passalong.wait_result(self._start(self.receivers, command), self.task.seconds)

    def _profiles(self) -> tuple[Path, Path]:
        return self.task.home / "ann", self.task.home / "ben"


class BarePair(Contender):
    """Two processes around libtorrent, the engine of Passalong and of qBittorrent."""

    name = "bare pair"

    @override
    def prepare(self) -> None:
        pass

    @override
    def send(self) -> None:
        command = module("bare_pair", "seed", str(self.task.source), str(self._torrent))
        self._port = self._start(self.senders, command).event(self.task.seconds)["port"]

    @override
    def receive(self) -> None:
        command = module("bare_pair", "get", str(self._torrent), str(self.task.inbox), str(self._port))
        self._start(self.receivers, command).event(self.task.seconds)

    @property
    def _torrent(self) -> Path:
        return self.task.home / "share.torrent"


class OtherClient(Contender):
    """Two of a BitTorrent client, and libtorrent to make the torrent, since none of them can from outside."""

    client: ClassVar[type[Client]]

    @override
    def prepare(self) -> None:
        self._stack = ExitStack()
        address = outward_address() if self.client.refuses_loopback else LOOPBACK
        self._tracker = self._stack.enter_context(Tracker(address))
        self._seeder = self.client(self.task.home / "seeder", address)
        self._getter = self.client(self.task.home / "getter", address)
        # The lists of programs are the client's own: what it starts later is in them too.
        self.senders, self.receivers = self._seeder.programs, self._getter.programs
        for client in (self._seeder, self._getter):
            self._stack.callback(client.end)
            client.prepare()

    @override
    def send(self) -> None:
        torrent, version = self.task.home / "share.torrent", self.client.versions[0]
        tracker = () if self.client.takes_peers else (self._tracker.url,)
        # Both at once: a client that made the torrent itself would have started by then.
        maker = Program(
            module("bare_pair", "make", str(self.task.source), str(torrent), version, *tracker),
            self.task.home / "maker.log",
        )
        self._seeder.start()
        maker.succeed(self.task.seconds)
        self._seeder.seed(torrent, self.task.source.parent, self.task.seconds)
        if tracker:
            self._tracker.wait_for(self._seeder.port, _START_SECONDS)

    @override
    def receive(self) -> None:
        self._getter.start()
        self._getter.get(str(self.task.home / "share.torrent"), self.task.inbox, self._seeder.port)
        self._getter.wait_whole(self.task.seconds)

    @override
    def stop(self) -> None:
        self._stack.close()


class QbittorrentPair(OtherClient):
    name = Qbittorrent.name
    needs = (Qbittorrent.program,)
    client = Qbittorrent


class PromptQbittorrentPair(OtherClient):
    name = PromptQbittorrent.name
    needs = (PromptQbittorrent.program,)
    client = PromptQbittorrent


class TransmissionPair(OtherClient):
    name = Transmission.name
    needs = (Transmission.program,)
    client = Transmission


class Aria2Pair(OtherClient):
    name = Aria2.name
    needs = (Aria2.program,)
    client = Aria2


class Rsync(Contender):
    """The daemon, not over ssh: no encryption, and no hashing beforehand."""

    name = "rsync"
    needs = ("rsync",)

    @override
    def prepare(self) -> None:
        self._port = free_port()
        settings = f"use chroot = no\n[share]\npath = {self.task.source.parent}\n"
        self._settings.write_text(settings, encoding="utf-8")

    @override
    def send(self) -> None:
        where = (f"--config={self._settings}", f"--address={LOOPBACK}", f"--port={self._port}")
        self._start(self.senders, ["rsync", "--daemon", "--no-detach", *where])
        wait_until(lambda: listening(self._port), _START_SECONDS, "rsync to listen")

    @override
    def receive(self) -> None:
        address = f"rsync://{LOOPBACK}:{self._port}/share/{self.task.source.name}"
        command = ["rsync", "--recursive", "--times", address, str(self.task.inbox)]
        self._start(self.receivers, command).succeed(self.task.seconds)

    @property
    def _settings(self) -> Path:
        return self.task.home / "rsyncd.conf"


class Http(Contender):
    """nginx and curl: nothing is hashed, nothing is verified; about what the machine can do."""

    name = "nginx+curl"
    needs = ("nginx", "curl")

    @override
    def prepare(self) -> None:
        self._port = free_port()
        fields = {
            "person": getpass.getuser(),
            "home": self.task.home,
            "port": self._port,
            "root": self.task.source.parent,
        }
        self._settings.write_text(_NGINX_SETTINGS.format(**fields), encoding="utf-8")
        orders = (
            f'url = "http://{LOOPBACK}:{self._port}/{file}"\noutput = "{self.task.inbox / file}"\n'
            for file in files_in(self.task.source)
        )
        self._orders.write_text("".join(orders), encoding="utf-8")

    @override
    def send(self) -> None:
        self._start(self.senders, ["nginx", "-c", str(self._settings), "-p", str(self.task.home)])
        wait_until(lambda: listening(self._port), _START_SECONDS, "nginx to listen")

    @override
    def receive(self) -> None:
        command = ["curl", "--silent", "--fail", "--create-dirs", "--config", str(self._orders)]
        self._start(self.receivers, command).succeed(self.task.seconds)

    @property
    def _settings(self) -> Path:
        return self.task.home / "nginx.conf"

    @property
    def _orders(self) -> Path:
        return self.task.home / "curl.conf"


_NGINX_SETTINGS: Final = """\
user {person};
daemon off;
pid {home}/nginx.pid;
error_log {home}/nginx.log;
events {{}}
http {{
    access_log off;
    sendfile on;
    server {{
        listen 127.0.0.1:{port};
        root {root};
    }}
}}
"""

CONTENDERS: Final[tuple[type[Contender], ...]] = (
    Passalong,
    BarePair,
    QbittorrentPair,
    PromptQbittorrentPair,
    TransmissionPair,
    Aria2Pair,
    Rsync,
    Http,
)
