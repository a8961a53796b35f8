"""Two of each BitTorrent client."""

from contextlib import ExitStack
from typing import ClassVar, override

from benchmarks.clients import (
    Aria2,
    Client,
    PeerTaker,
    PromptQbittorrent,
    Qbittorrent,
    StayingClient,
    Transmission,
)
from benchmarks.contenders.contender import START_SECONDS, Contender
from benchmarks.programs import LOOPBACK, Program, module, outward_address
from benchmarks.tracker import Tracker


class OtherClient(Contender):
    """Two of a BitTorrent client, and libtorrent to make the torrent, since none of them can from outside."""

    client: ClassVar[type[Client]]
    runs_before: ClassVar[bool] = False
    """Whether both run when the clock starts, as with somebody whose computer has been on for a while."""

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
            if self.runs_before:
                assert isinstance(client, StayingClient)
                client.start()
                client.wait_ready()

    @override
    def send(self) -> None:
        torrent, version = self.task.home / "share.torrent", self.client.versions[0]
        tracker = () if issubclass(self.client, PeerTaker) else (self._tracker.url,)
        # Both at once: a client that made the torrent itself would have started by then.
        maker = Program(
            module("bare_pair", "make", str(self.task.source), str(torrent), version, *tracker),
            self.task.home / "maker.log",
        )
        if not self.runs_before:
            self._seeder.start()
        maker.succeed(self.task.seconds)
        self._seeder.seed(torrent, self.task.source.parent, self.task.seconds)
        if tracker:
            self._tracker.wait_for(self._seeder.port, START_SECONDS)

    @override
    def receive(self) -> None:
        if not self.runs_before:
            self._getter.start()
        self._getter.get(str(self.task.home / "share.torrent"), self.task.inbox)
        if isinstance(self._getter, PeerTaker):
            self._getter.tell_peer(self._seeder.port)
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


class RunningQbittorrentPair(QbittorrentPair):
    name = f"{Qbittorrent.name}, running"
    runs_before = True


class TransmissionPair(OtherClient):
    name = Transmission.name
    needs = (Transmission.program,)
    client = Transmission


class Aria2Pair(OtherClient):
    name = Aria2.name
    needs = (Aria2.program,)
    client = Aria2
