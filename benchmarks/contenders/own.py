"""Passalong, and the least that passing files with its engine can cost."""

import asyncio
from pathlib import Path
from typing import Any, ClassVar, override

from benchmarks import passalong
from benchmarks.contenders.contender import START_SECONDS, Contender
from benchmarks.programs import Program, ProgramFailed, module
from desktop.node.door import find_door
from desktop.node.protocol import AddShare, Get, NetworkOptions, NodeCommand
from desktop.node.reaching import reach_node


class Passalong(Contender):
    """In public, as other BitTorrent programs do it, with the settings that everybody has."""

    name = "passalong"
    audience: ClassVar[tuple[str, ...]] = ("--public",)

    @override
    def prepare(self) -> None:
        for profile in self._profiles():
            passalong.run(profile, "id", seconds=START_SECONDS)

    @override
    def send(self) -> None:
        sender, _ = self._profiles()
        command = passalong.command(sender, "share", str(self.task.source), *self.audience)
        program = self._start(self.senders, command)
        self._link = passalong.wait_event(program, "shared", self.task.seconds)["link"]

    @override
    def receive(self) -> None:
        _, receiver = self._profiles()
        command = passalong.command(receiver, "get", self._link, "--to", str(self.task.inbox))
        passalong.wait_result(self._start(self.receivers, command), self.task.seconds)

    def _profiles(self) -> tuple[Path, Path]:
        return self.task.home / "ann", self.task.home / "ben"


class RunningPassalong(Passalong):
    """With a node of each side running already, asked over its socket as the window asks it."""

    name = "passalong, running"

    @override
    def prepare(self) -> None:
        super().prepare()
        for profile, side in zip(self._profiles(), (self.senders, self.receivers), strict=True):
            node = Program(passalong.command(profile, "node"), profile.with_suffix(".node.log"))
            side.append(node)
            passalong.wait_event(node, "ready", START_SECONDS)

    @override
    def send(self) -> None:
        sender, _ = self._profiles()
        share = AddShare((str(self.task.source),), public="--public" in self.audience)
        self._link = self._ask(sender, share)["link"]

    @override
    def receive(self) -> None:
        _, receiver = self._profiles()
        self._ask(receiver, Get(self._link, folder=str(self.task.inbox)))

    def _ask(self, profile: Path, command: NodeCommand) -> Any:
        return asyncio.run(_answer(profile, command, self.task.seconds))


async def _answer(profile: Path, command: NodeCommand, seconds: float) -> object:
    door = find_door(profile)
    if door is None:
        raise ProgramFailed("passalong: its node is gone")
    async with asyncio.timeout(seconds):
        node = await reach_node(door)
        return await node.carry_out(NetworkOptions(), command, lambda _news: None)


class LinkedPassalong(RunningPassalong):
    """By link: encrypted, past routers, and seen by nobody else."""

    name = "passalong, by link, running"
    audience = ()


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
