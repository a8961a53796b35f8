"""What the engine tells the node: plain frozen values, copied out of libtorrent's alerts."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.keys import PublicKey
from desktop.net.torrent.adding import Address
from desktop.net.torrent.contents import Contents
from desktop.reasons import AnyReason


class Doing(StrEnum):
    """What libtorrent does with a torrent right now."""

    FETCHING_DETAILS = "fetching-details"
    CHECKING = "checking"
    RECEIVING = "receiving"
    COMPLETE = "complete"
    QUEUED = "queued"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where one torrent stands. Bytes, bytes a second, and people connected.

    `sent` counts all that was ever given; `whole_peers` are those of the peers who have all of it.
    """

    doing: Doing
    done: int
    total: int
    down: int
    up: int
    peers: int
    sent: int = 0
    whole_peers: int = 0


@dataclass(frozen=True, slots=True)
class Stirred:
    """These torrents' snapshots changed."""

    snapshots: dict[bytes, Snapshot]


@dataclass(frozen=True, slots=True)
class NoteFound:
    """A note in the DHT, signed by this key; what it says is anybody's guess."""

    key: PublicKey
    note: bytes


@dataclass(frozen=True, slots=True)
class DetailsCame:
    """Peers sent what is in the torrent."""

    key: bytes
    torrent: bytes
    contents: Contents


@dataclass(frozen=True, slots=True)
class DetailsRefused:
    """Peers sent contents that break our limits."""

    key: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """What is on disk has been compared with what should be there."""

    key: bytes
    complete: bool
    missing: int


@dataclass(frozen=True, slots=True)
class Downloaded:
    """Every wanted piece came and had the right hash. It is not yet sure to be on disk."""

    key: bytes


@dataclass(frozen=True, slots=True)
class Flushed:
    """Everything written before this was asked for has been handed to the system, or has failed."""

    key: bytes


@dataclass(frozen=True, slots=True)
class Stuck:
    """The disk refused; the torrent does nothing until it is told to."""

    key: bytes
    reason: AnyReason


@dataclass(frozen=True, slots=True)
class Saved:
    """Data with which the torrent goes on after a restart without a check."""

    key: bytes
    resume: bytes


@dataclass(frozen=True, slots=True)
class PeerCompleted:
    """Somebody wants nothing more. `peer` tells people apart while they are connected.

    `seen`: they said that they have all of it. Otherwise they hung up as one who only sends from now on,
    which is also what somebody does who chose a few files; `sent` is how many bytes have gone out to
    everybody. `came_whole`: they had all of it from the first moment, and had nothing of ours.
    """

    key: bytes
    peer: bytes
    sent: int
    seen: bool
    came_whole: bool = False
    address: Address | None = None


News = Stirred | DetailsCame | DetailsRefused | Checked | Downloaded | Flushed | Stuck | Saved | PeerCompleted

AnyNews = News | NoteFound
"""What a session tells, and what it finds in the DHT."""
