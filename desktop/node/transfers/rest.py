"""Transfers while no node uses the network: read from and written to the store alone. Blocking."""

import sys

from desktop.events import TransferRow
from desktop.ids import ObjectId
from desktop.net.torrent.contents import Contents, read_contents
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import fingerprint
from desktop.node.transfers.live import row_at_rest
from desktop.node.transfers.placing import Beginning, delete_wanted, placement_of
from desktop.share.shares import NewTransfer, Share
from desktop.share.store.store import Store


def rows(store: Store) -> list[TransferRow]:
    """Return every transfer as it was left, newest first."""
    progress = store.progress()
    return [row_at_rest(share, transfer, progress.get(share.share)) for share, transfer in store.shares()]


def set_paused(store: Store, transfer: ObjectId, *, paused: bool) -> None:
    store.edit_transfer(transfer, paused=paused)


def add_share(store: Store, new: Beginning) -> Share:
    """Write a share down whose files were just read, so that no start does it again.

    A transfer of the very same torrent makes way: these files take its place.
    """
    infohash = new.share.infohash_v2 or new.share.infohash_v1
    older = store.find(infohash) if infohash else None
    share, _ = store.add_share(
        new.share, new.transfer, new.torrent, in_place_of=older[0].share if older else None
    )
    size = new.share.size or 0
    store.save_progress(share.share, b"", size, size, new.mark)
    return share


def mark_of(contents: Contents, place: NewTransfer) -> bytes:
    """Return the fingerprint of files that were just read."""
    return fingerprint(placement_of(contents, place, System.of(sys.platform)).files)


def remove(store: Store, transfer: ObjectId, *, delete: bool) -> None:
    """Forget a transfer; with `delete`, its files too. Raises FilesKept, OSError if one cannot go."""
    found = store.share(transfer)
    torrent, choice = store.torrent(transfer), store.choice(transfer)
    store.remove_share(transfer)
    if delete and found is not None and torrent is not None and found[1].is_placed:
        delete_wanted(read_contents(torrent), found[1], System.of(sys.platform), choice)
