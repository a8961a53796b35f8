"""What the engine keeps of each torrent that it added. Lives on the node's loop."""

import asyncio
import functools
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Concatenate, Protocol

import libtorrent as lt

from desktop.net.torrent.adding import Address
from desktop.net.torrent.news import PeerCompleted

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Torrent:
    """One torrent in the session."""

    key: bytes
    handle: Any
    folder_to_be: str | None = None
    """Where its files go once the node lets it begin; None from then on."""
    is_compared: bool = False
    priorities: list[int] | None = None
    """Of its files, if others were asked for since it was added."""
    waiting: tuple[Address, ...] = ()
    """Whom to dial as soon as it is compared."""
    is_hurried: bool = False
    is_renewed: bool = False
    """A recheck was asked for: only what it saves still counts, all other news is of the look before."""
    saves: int = 0
    """How many saves were asked for and not answered yet."""
    incomplete: set[bytes] = field(default_factory=set)
    """Who was connected without having all of it: only of them can it be news that they do."""


class Torrents:
    """Every torrent of the session, by the node's key and by libtorrent's handle.

    A handle that is not here any more has no news to tell.
    """

    def __init__(self) -> None:
        self._by_key: dict[bytes, Torrent] = {}
        self._by_handle: dict[Any, Torrent] = {}

    def __iter__(self) -> Iterator[Torrent]:
        return iter(tuple(self._by_key.values()))

    def __contains__(self, key: bytes) -> bool:
        return key in self._by_key

    def add(self, torrent: Torrent) -> None:
        self._by_key[torrent.key] = torrent
        self._by_handle[torrent.handle] = torrent

    def get(self, key: bytes) -> Torrent | None:
        return self._by_key.get(key)

    def of_handle(self, handle: Any) -> Torrent | None:
        return self._by_handle.get(handle)

    def pop(self, key: bytes) -> Torrent | None:
        torrent = self._by_key.pop(key, None)
        if torrent is not None:
            del self._by_handle[torrent.handle]
        return torrent

    def clear(self) -> None:
        self._by_key.clear()
        self._by_handle.clear()


class Saves:
    """Counts the saves that were asked for: several of one torrent may be under way."""

    def __init__(self) -> None:
        self._open = 0
        self._none_open = asyncio.Event()
        self._none_open.set()

    def ask(self, torrent: Torrent, flags: Any) -> None:
        """Ask for one."""
        torrent.handle.save_resume_data(flags)
        self.asked(torrent)

    def asked(self, torrent: Torrent) -> None:
        torrent.saves += 1
        self._open += 1
        self._none_open.clear()

    def answered(self, torrent: Torrent, saves: int) -> None:
        """Note that so many of the torrent's were answered, or never will be."""
        torrent.saves -= saves
        self._open -= saves
        if not self._open:
            self._none_open.set()

    async def all_answered(self) -> None:
        await self._none_open.wait()


class HasTorrents(Protocol):
    """What `on_known` looks a torrent up in."""

    @property
    def torrents(self) -> Torrents: ...


def on_known[Holder: HasTorrents, **P](
    method: Callable[Concatenate[Holder, Torrent, P], None],
) -> Callable[Concatenate[Holder, bytes, P], None]:
    """Have `method` do nothing for a torrent that is gone: whoever asks may be a moment late."""

    @functools.wraps(method)
    def on_key(self: Holder, key: bytes, /, *args: P.args, **kwargs: P.kwargs) -> None:
        torrent = self.torrents.get(key)
        if torrent is None:
            return
        try:
            method(self, torrent, *args, **kwargs)
        except RuntimeError as error:  # how libtorrent says all that it will not do
            logger.warning("libtorrent would not %s: %s", method.__name__, error)

    return on_key


def peers_of(handle: Any) -> tuple[Address, ...]:
    """Return where those are who are connected."""
    return tuple(Address(*peer.ip) for peer in handle.get_peer_info())


def completions(torrent: Torrent) -> Iterator[PeerCompleted]:
    """Yield everybody connected who has come to have the torrent whole, as far as that is news."""
    size = torrent.handle.status().total
    for peer in torrent.handle.get_peer_info():
        who = peer.pid.to_bytes()
        if not peer.flags & lt.peer_info.seed:
            torrent.incomplete.add(who)
            continue
        came_whole = who not in torrent.incomplete and peer.total_upload < size
        yield PeerCompleted(
            torrent.key,
            who,
            sent=peer.total_upload,
            seen=True,
            came_whole=came_whole,
            address=Address(*peer.ip),
        )
