"""Transfers while no node uses the network: read from and written to the store alone. Blocking."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from desktop.errors import PlaceTaken, TorrentRefused
from desktop.events import TransferRow, TransferState
from desktop.ids import ObjectId
from desktop.net.torrent.contents import Contents, read_contents
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import fingerprint
from desktop.net.torrent.status import missing_space
from desktop.node.transfers.amiss import gone, incomplete_size, what_is_amiss
from desktop.node.transfers.claims import Claims
from desktop.node.transfers.live import Live, row_at_rest
from desktop.node.transfers.placing import Beginning, delete_wanted, placement_of, wanted_files
from desktop.reasons import AnyReason, DiskFull, FilesChanged, FolderGone, NoPermission
from desktop.share.shares import NewTransfer, Role, Share, Transfer
from desktop.share.store.store import Store


def rows(store: Store) -> list[TransferRow]:
    """Return every transfer as it was left, newest first; what a look at the disk shows is told."""
    progress, torrents, choices = store.progress(), store.torrents(), store.choices()
    return [
        _with_trouble(
            row_at_rest(share, transfer, progress.get(share.share)),
            _known(share, transfer, torrents.get(share.share), choices.get(share.share)),
        )
        for share, transfer in store.shares()
    ]


def pause(store: Store, transfer: ObjectId) -> None:
    store.edit_transfer(transfer, paused=True)


def resume(store: Store, transfer: ObjectId) -> None:
    """Have it go on as soon as a node runs; what was got and is gone or changed is fetched again then.

    Raises PlaceTaken where that is another transfer's too.
    """
    torrents, choices = store.torrents(), store.choices()
    known: dict[bytes, Live] = {
        share.share: _known(share, placed, torrents.get(share.share), choices.get(share.share))
        for share, placed in store.shares()
    }
    live = known.get(transfer)
    if live is not None and live.transfer.role is Role.GET and _amiss(live) is not None:
        assert live.placement is not None
        is_taken = Claims(known).of_others(live.key)
        taken = next((home for home in live.placement.homes if is_taken(home)), None)
        if taken is not None:
            raise PlaceTaken(path=str(taken))
        store.edit_transfer(transfer, finished=None, place=live.placement.top.name)
        total = sum(file.size for file in live.placement.files)
        store.save_progress(
            transfer, b"", total - incomplete_size(live), total, None
        )  # all is to be compared
    store.edit_transfer(transfer, paused=False)


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


def _known(share: Share, transfer: Transfer, torrent: bytes | None, choice: bytes | None) -> Live:
    """Return a transfer with what is known of its files."""
    live = Live.of(share, transfer, torrent)
    if torrent is None or not transfer.is_placed:
        return live
    try:
        live.contents = read_contents(torrent)
    except TorrentRefused:
        return live
    live.choice = choice
    live.placement = wanted_files(live.contents, transfer, System.of(sys.platform), choice)
    live.wanted = frozenset(file.index for file in live.placement.files)
    return live


def _with_trouble(row: TransferRow, live: Live) -> TransferRow:
    row = replace(row, path=str(live.placement.top) if live.placement is not None else None)
    match _trouble(row, live):
        case None:
            return row
        case FolderGone() as reason:
            done = 0
        case FilesChanged(missing=missing) as reason:
            done = max(row.total - missing, 0)
        case reason:
            done = row.done
    return replace(row, state=TransferState.FAILED, done=done, reason=reason, whole=False)


def _trouble(row: TransferRow, live: Live) -> AnyReason | None:
    """Return why it would not go on if a node ran, as far as the disk tells."""
    if live.transfer.is_settled:
        return _amiss(live)
    folder = Path(live.transfer.folder)
    if folder.is_dir() and not os.access(folder, os.W_OK):
        return NoPermission(path=str(folder))
    missing = missing_space(folder, row.total - row.done)
    return DiskFull(folder=str(folder), missing=missing) if missing else None


def _amiss(live: Live) -> AnyReason | None:
    """Return what became of files that were all here, None if they are there at their sizes."""
    if live.placement is None or not live.transfer.is_settled:
        return None
    missing = incomplete_size(live)
    if missing or gone(live) is not None:
        return what_is_amiss(live, missing)
    return None
