"""From libtorrent's alerts to news.

Each alert dies when the next ones are fetched, so all that matters is copied.
"""

from collections.abc import Callable
from typing import Any, Final

import libtorrent as lt

from desktop.errors import TorrentRefused
from desktop.net.torrent.contents import contents_of, torrent_with_details
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
from desktop.net.torrent.status import reason_of_error

_BOTH_ONLY_UPLOAD: Final = "upload to upload connection"


def news_of(alert: Any, key: bytes) -> News | None:
    """Return what an alert means for the torrent `key`, None if nothing."""
    read = _READERS.get(type(alert))
    return read(alert, key) if read else None


def _details(alert: Any, key: bytes) -> News:
    info = alert.handle.torrent_file()
    try:
        return DetailsCame(key, torrent_with_details(info), contents_of(info))
    except TorrentRefused:
        return DetailsRefused(key)


def _checked(alert: Any, key: bytes) -> News:
    status = alert.handle.status()
    missing = status.total_wanted - status.total_wanted_done
    return Checked(key, complete=missing == 0, missing=missing)


def _finished(alert: Any, key: bytes) -> News | None:
    # Said too of a torrent of which nothing is wanted yet.
    status = alert.handle.status()
    return Downloaded(key) if 0 < status.total_wanted == status.total_wanted_done else None


def _file_error(alert: Any, key: bytes) -> News:
    status = alert.handle.status()
    missing = status.total_wanted - status.total_wanted_done
    return Stuck(key, reason_of_error(alert.error.value(), alert.filename(), missing))


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
    lt.save_resume_data_alert: lambda alert, key: Saved(key, bytes(lt.write_resume_data_buf(alert.params))),
    lt.peer_disconnected_alert: _disconnected,
}
