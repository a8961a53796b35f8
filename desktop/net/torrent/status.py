"""From libtorrent's statuses and error codes to our own values."""

import errno
import shutil
from pathlib import Path
from typing import Any, Final

import libtorrent as lt

from desktop.net.torrent.news import Doing, Snapshot
from desktop.reasons import AnyReason, DiskFull, DiskTrouble, FolderGone, NameNotAllowed, NoPermission

_DOING: Final = {
    lt.torrent_status.states.downloading_metadata: Doing.FETCHING_DETAILS,
    lt.torrent_status.states.checking_files: Doing.CHECKING,
    lt.torrent_status.states.checking_resume_data: Doing.CHECKING,
    lt.torrent_status.states.downloading: Doing.RECEIVING,
    lt.torrent_status.states.finished: Doing.COMPLETE,
    lt.torrent_status.states.seeding: Doing.COMPLETE,
}


def snapshot_of(status: Any) -> Snapshot:
    """Return what matters of a `torrent_status`."""
    return Snapshot(
        doing=_doing(status),
        done=status.total_wanted_done,
        total=status.total_wanted,
        down=status.download_payload_rate,
        up=status.upload_payload_rate,
        peers=status.num_peers,
    )


def _doing(status: Any) -> Doing:
    if status.flags & lt.torrent_flags.paused:
        return Doing.QUEUED if status.flags & lt.torrent_flags.auto_managed else Doing.STOPPED
    return _DOING.get(status.state, Doing.CHECKING)


def reason_of_error(code: int, path: str, missing: int) -> AnyReason:
    """Return why the disk refused, from an errno and the path that libtorrent names.

    `missing` is how much of the torrent is still to be written.
    """
    folder = Path(path).parent
    if code in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(folder=str(folder), missing=missing)
    if code in {errno.ENOENT, errno.ENOTDIR}:
        return FolderGone(folder=str(folder))
    if code in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NoPermission(path=path)
    if code in {errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG}:
        return NameNotAllowed(path=path)
    return DiskTrouble(path=path, code=code)


def missing_space(folder: Path, needed: int) -> int:
    """Return how many bytes `needed` is more than the disk that holds `folder` has free; 0 when it fits."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    return max(needed - shutil.disk_usage(existing).free, 0)
