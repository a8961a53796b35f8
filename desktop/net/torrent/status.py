"""From libtorrent's statuses and error codes to our own values."""

import errno
import shutil
from pathlib import Path
from typing import Any, Final

import libtorrent as lt

from desktop.net.torrent.names import System
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

# https://learn.microsoft.com/windows/win32/debug/system-error-codes
_OF_WINDOWS: Final = {
    2: errno.ENOENT,  # no such file
    3: errno.ENOENT,  # no such folder
    5: errno.EACCES,  # access denied
    15: errno.ENOENT,  # no such drive
    19: errno.EROFS,  # write-protected
    21: errno.ENOENT,  # the drive is not ready
    32: errno.EACCES,  # another program uses it
    33: errno.EACCES,  # another program locked a part of it
    39: errno.ENOSPC,  # disk full, to some drivers
    112: errno.ENOSPC,  # disk full
    123: errno.EINVAL,  # a name with characters that cannot be
    206: errno.ENAMETOOLONG,
    1295: errno.EDQUOT,
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
        sent=status.all_time_upload,
        whole_peers=status.num_seeds,
    )


def _doing(status: Any) -> Doing:
    if status.flags & lt.torrent_flags.paused:
        return Doing.QUEUED if status.flags & lt.torrent_flags.auto_managed else Doing.STOPPED
    return _DOING.get(status.state, Doing.CHECKING)


def errno_of(value: int, category: str, system: System) -> int:
    """Return the errno for one of libtorrent's error codes: each category counts in its own way."""
    if category == "generic" or (category == "system" and system is not System.WINDOWS):
        return value
    return _OF_WINDOWS.get(value, errno.EIO) if category == "system" else errno.EIO


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
