"""From libtorrent's alerts to news.

Each alert dies when the next ones are fetched, so all that matters is copied.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

import libtorrent as lt

from desktop.errors import TorrentRefused
from desktop.net.torrent.contents import read_contents, torrent_with_details
from desktop.net.torrent.names import System
from desktop.net.torrent.news import (
    Checked,
    DetailsCame,
    DetailsRefused,
    Downloaded,
    Flushed,
    News,
    PeerCompleted,
    Saved,
    Stuck,
)
from desktop.net.torrent.status import errno_of, reason_of_error
from desktop.reasons import SameAsAnother

_DUPLICATE: Final = 19  # errors::duplicate_torrent
_NOT_MODIFIED: Final = 143  # errors::resume_data_not_modified
_BOTH_ONLY_UPLOAD: Final = "upload to upload connection"


def news_of(alert: Any, key: bytes) -> News | None:
    """Return what an alert means for the torrent `key`, None if nothing."""
    read = _READERS.get(type(alert))
    return read(alert, key) if read else None


def is_unchanged(alert: Any) -> bool:
    """Return whether this save was refused because there is nothing new to save."""
    return bool(alert.error.value() == _NOT_MODIFIED and alert.error.category().name() == "libtorrent")


def _details(alert: Any, key: bytes) -> News:
    info = alert.handle.torrent_file()
    try:
        torrent = torrent_with_details(info)
        return DetailsCame(key, torrent, read_contents(torrent))  # by the limits that a file is held to
    except TorrentRefused:
        return DetailsRefused(key)


def _checked(alert: Any, key: bytes) -> News:
    status = alert.handle.status()
    missing = status.total_wanted - status.total_wanted_done
    # Of what the node has not begun yet nothing is wanted, which does not make it complete; of a few empty
    # files no byte is wanted, and it is.
    return Checked(key, complete=missing == 0 and any(alert.handle.get_file_priorities()), missing=missing)


def _finished(alert: Any, key: bytes) -> News | None:
    # Said too of a torrent of which nothing is wanted yet.
    status = alert.handle.status()
    return Downloaded(key) if 0 < status.total_wanted == status.total_wanted_done else None


def _file_error(alert: Any, key: bytes) -> News:
    status = alert.handle.status()
    missing = status.total_wanted - status.total_wanted_done
    return Stuck(key, reason_of_error(_errno(alert.error), alert.filename(), missing))


def _error(alert: Any, key: bytes) -> News | None:
    duplicate = alert.error.value() == _DUPLICATE and alert.error.category().name() == "libtorrent"
    return Stuck(key, SameAsAnother()) if duplicate else None


def _errno(error: Any) -> int:
    return errno_of(error.value(), error.category().name(), System.of(sys.platform))


def _disconnected(alert: Any, key: bytes) -> News | None:
    # Two who have everything hang up on each other at once, before anybody could ask whether they have.
    if alert.error.message() == _BOTH_ONLY_UPLOAD:
        sent = alert.handle.status().total_payload_upload
        return PeerCompleted(key, alert.pid.to_bytes(), sent=sent, seen=False)
    return None


_READERS: Final[dict[type, Callable[[Any, bytes], News | None]]] = {
    lt.metadata_received_alert: _details,
    lt.torrent_checked_alert: _checked,
    lt.torrent_finished_alert: _finished,
    lt.cache_flushed_alert: lambda _, key: Flushed(key),
    lt.file_error_alert: _file_error,
    lt.torrent_error_alert: _error,
    lt.save_resume_data_alert: lambda alert, key: Saved(key, bytes(lt.write_resume_data_buf(alert.params))),
    lt.peer_disconnected_alert: _disconnected,
}
