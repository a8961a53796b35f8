"""Looking at one torrent closely: how much of each file is here, which pieces, and who is connected.

Blocking for a moment, while libtorrent's own thread answers; may be called on any thread.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import libtorrent as lt

from desktop.net.torrent.adding import Address

CELLS: Final = 1000
"""As many parts as the pieces are told in: more than a window is wide would not be seen."""
_FULL: Final = 255
_LONGEST_CLIENT: Final = 60


@dataclass(frozen=True, slots=True)
class Company:
    """Somebody connected. `has` is how much of it they have, 0 to 1; bytes, and bytes a second."""

    address: Address
    client: str
    has: float
    down: int
    up: int
    got: int
    sent: int


@dataclass(frozen=True, slots=True)
class Closeup:
    """One torrent at this moment. `done` are bytes for each entry, `cells` say how full each part is."""

    done: tuple[int, ...]
    cells: bytes
    pieces: int
    company: tuple[Company, ...]


NOTHING: Final = Closeup((), b"", 0, ())


def look_closely(handle: Any) -> Closeup:
    """Return what libtorrent knows of a torrent; nothing if it is gone."""
    try:
        status = handle.status(lt.status_flags_t.query_pieces)
        done = handle.file_progress(lt.file_progress_flags_t.piece_granularity)
        company = tuple(_company(peer) for peer in handle.get_peer_info() if not _is_coming(peer))
    except RuntimeError:
        return NOTHING
    pieces = bytes(status.pieces)
    return Closeup(tuple(done), cells_of(pieces), len(pieces), company)


def cells_of(pieces: bytes) -> bytes:
    """Return how full each of at most `CELLS` equal parts is, 0 to 255, of pieces that are 0 or 1 each."""
    count = len(pieces)
    if count <= CELLS:
        return bytes(_FULL if piece else 0 for piece in pieces)
    edges = [number * count // CELLS for number in range(CELLS + 1)]
    return bytes(pieces.count(1, start, end) * _FULL // (end - start) for start, end in pairwise(edges))


def _is_coming(peer: Any) -> bool:
    """Return whether somebody is only being dialled, or has not said who they are yet."""
    return bool(peer.flags & (lt.peer_info.connecting | lt.peer_info.handshake))


def _company(peer: Any) -> Company:
    return Company(
        address=Address(*peer.ip),
        client=_client_of(peer),
        has=peer.progress,
        down=peer.payload_down_speed,
        up=peer.payload_up_speed,
        got=peer.total_download,
        sent=peer.total_upload,
    )


def _client_of(peer: Any) -> str:
    """Return what program somebody says that they use: whatever they like, and not always text."""
    try:
        client = peer.client
    except UnicodeDecodeError:
        return ""
    text = client.decode("utf-8", "replace") if isinstance(client, bytes) else str(client)
    return text[:_LONGEST_CLIENT]
