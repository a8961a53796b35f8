"""How soon each file of a transfer is got. Pure."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from desktop.errors import BadArgument, NothingChosen
from desktop.net.torrent.contents import Contents
from desktop.node.transfers.live import Live


class Rank(IntEnum):
    """How soon a file is got, as libtorrent counts it."""

    OUT = 0
    LAST = 1
    NORMAL = 4
    FIRST = 7


def ranks_of(live: Live) -> bytes:
    """Return how soon each entry of a transfer whose contents are known is wanted."""
    assert live.contents is not None
    if live.choice is not None and len(live.choice) == live.contents.entries:
        return live.choice
    wanted = live.wanted
    return bytes(
        Rank.NORMAL if wanted is None or index in wanted else Rank.OUT
        for index in range(live.contents.entries)
    )


def ranked(contents: Contents, old: bytes, changes: Mapping[Rank, Iterable[int]]) -> bytes:
    """Return the ranks `old` with some files ranked otherwise. Raises BadArgument, NothingChosen."""
    known = {file.index for file in contents.files}
    new = bytearray(old)
    for rank, indexes in changes.items():
        for index in indexes:
            if index not in known:
                raise BadArgument(name="FILE", text=str(index))
            new[index] = rank
    if not any(new[index] for index in known):
        raise NothingChosen
    return bytes(new)
