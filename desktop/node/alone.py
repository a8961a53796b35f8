"""Carrying out one command without a running node: a node of its own, for as long as the command needs it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import msgspec

from desktop.clock import Clock
from desktop.errors import PathMissing, ProfileInUse, ProfileUnusable
from desktop.files import trouble_of
from desktop.keys import SigningKey
from desktop.node.commands.carrying_out import carry_out, needs_network
from desktop.node.commands.own import person_result
from desktop.node.control import CarryOut, answering
from desktop.node.node import Join, Node
from desktop.node.protocol import (
    AnyCommand,
    Demo,
    Erase,
    Gallery,
    NetworkOptions,
    NodeCommand,
    PersonResult,
    Recover,
    Restore,
    RunNode,
    Tell,
)
from desktop.node.reading import Reading
from desktop.profile.backup import open_backup
from desktop.profile.folder import erase_profile, is_profile
from desktop.profile.keyring import new_keyring
from desktop.profile.profile import Profile
from desktop.profile.settings import Settings, parse_settings
from desktop.profile.words import seed_of
from desktop.reach import Reach
from desktop.share.links import read_person_link

_KNOWS_THEIR_WORDS: Final = Settings(welcomed=True, words_noted=True)
"""Whoever comes back with their words has them, and need not be welcomed once more."""


class Alone:
    """One profile that nobody else uses meanwhile. `join` is for commands that take part in calls."""

    def __init__(
        self,
        folder: Path,
        network: NetworkOptions,
        clock: Clock,
        passphrase: str | None,
        join: Join | None = None,
    ) -> None:
        self._folder = folder
        self._network = network
        self._clock = clock
        self._passphrase = passphrase
        self._join = join

    async def carry_out(self, command: AnyCommand, tell: Tell, reading: Reading | None = None) -> object:
        """Return the command's result; `reading` are the files of a share, begun to be read already.

        Raises AppError, ProfileLocked before anything is begun.
        """
        match command:
            case Erase():
                await asyncio.to_thread(erase_profile, self._folder)
                return None
            case Restore():
                return await asyncio.to_thread(self._restore, command)
            case Recover():
                await asyncio.to_thread(self._become, command)
                return await self._with_node(command, tell, reading)
            case Demo() | Gallery():
                raise TypeError("these need no profile")
            case _:
                return await self._with_node(command, tell, reading)

    async def _with_node(
        self, command: NodeCommand | RunNode | Recover, tell: Tell, reading: Reading | None
    ) -> object:
        node = await asyncio.to_thread(
            Node.open, self._folder, lambda: self._passphrase, self._clock, self._network
        )
        node.begun_reading = reading
        try:
            if not needs_network(command):
                return await carry_out(node, command, tell)
            async with taking_part(node, self._join, lasting=isinstance(command, RunNode)):
                return await carry_out(node, command, tell)
        finally:
            await asyncio.to_thread(node.close)

    def _become(self, command: Recover) -> None:
        """Make a new device of the person whose words these are, unless an earlier try has made it."""
        seed = seed_of(command.words)
        read_person_link(command.link)
        if not is_profile(self._folder):
            keyring = new_keyring(self._clock, identity_seed=seed)
            Profile.create(self._folder, keyring, _KNOWS_THEIR_WORDS, passphrase=self._passphrase).close()
            return
        with Profile.open(self._folder, clock=self._clock, passphrase=lambda: self._passphrase) as profile:
            if profile.keyring.identity.seed != seed:
                raise ProfileInUse(path=str(self._folder))

    def _restore(self, command: Restore) -> PersonResult:
        """Make a new device of the person whose backup and words these are."""
        if not Path(command.file).exists():
            raise PathMissing(path=command.file)
        seed = seed_of(command.words)
        if is_profile(self._folder):
            raise ProfileInUse(path=str(self._folder))
        parent = next(
            (folder for folder in self._folder.parents if folder.is_dir()), Path(self._folder.anchor)
        )
        try:
            with tempfile.TemporaryDirectory(dir=parent, prefix=".passalong-") as scratch:
                store = Path(scratch) / "store.db"
                about = open_backup(Path(command.file), seed, store)
                keyring = new_keyring(self._clock, identity_seed=seed)
                settings = msgspec.structs.replace(parse_settings(about.settings), words_noted=True)
                with Profile.create(
                    self._folder, keyring, settings, passphrase=self._passphrase, store=store
                ) as profile:
                    return person_result(profile, Reach(SigningKey(profile.keyring.endpoint_seed).public))
        except OSError as error:
            raise ProfileUnusable(path=str(parent), why=trouble_of(error)) from error


@asynccontextmanager
async def taking_part(node: Node, join: Join | None, *, lasting: bool) -> AsyncIterator[None]:
    """Use the network and answer command lines as long as the context lasts; `lasting` is told to them."""
    async with (
        node.running(join),
        answering(node.profile.folder, node.network, _for_others(node), lasting=lasting),
    ):
        yield


def _for_others(node: Node) -> CarryOut:
    async def carry_out_for_others(command: NodeCommand, tell: Tell) -> object:
        node.begun_reading = None  # that is for our own share, which has taken it by now
        return await carry_out(node, command, tell)

    return carry_out_for_others
