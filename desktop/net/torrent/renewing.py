"""Comparing a torrent with the disk from its first byte. Lives on the node's loop.

Not by libtorrent's force_recheck: 2.1.1 then takes padding for blocks, and asks for them without end. So the
torrent is saved, and added anew with nothing of what was saved but its hashes.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import libtorrent as lt

from desktop.net.torrent.adding import parameters_anew
from desktop.net.torrent.alerts import is_unchanged
from desktop.net.torrent.known import Saves, Torrent, Torrents, peers_of
from desktop.net.torrent.news import Stuck
from desktop.reasons import OwnFault

logger = logging.getLogger(__name__)


class Renewal:
    """Adds torrents anew. `torrents` and `saves` are the engine's."""

    def __init__(self, torrents: Torrents, saves: Saves, tell: Callable[[Stuck], None]) -> None:
        self._torrents = torrents
        self._saves = saves
        self._tell = tell

    def ask(self, torrent: Torrent) -> None:
        """Begin; only what is saved of it counts from here on."""
        torrent.is_renewed = True
        torrent.is_compared = False
        with self._or_stuck(torrent):
            self._saves.ask(torrent, lt.save_resume_flags_t.flush_disk_cache)

    def go_on(self, alert: Any, torrent: Torrent, session: Any) -> None:
        """Take in what came of saving it."""
        if type(alert) is lt.save_resume_data_alert:
            # Not the alert's own parameters: libtorrent frees those without Python's lock, and with them what
            # we put into them, which ends the process.
            self._add_anew(torrent, bytes(lt.write_resume_data_buf(alert.params)), session)
        elif not is_unchanged(alert):  # else it answers what was asked for before the recheck
            self._give_up(torrent, alert.error.message())

    def _add_anew(self, old: Torrent, saved: bytes, session: Any) -> None:
        self._torrents.pop(old.key)
        self._saves.answered(old, old.saves)
        with self._or_stuck(old):  # and gone, so that it is added like a new one when it is tried again
            parameters = parameters_anew(saved, old.handle.torrent_file(), old.priorities)
            waiting = peers_of(old.handle) + old.waiting
            session.remove_torrent(old.handle)
            handle = session.add_torrent(parameters)
            self._torrents.add(Torrent(old.key, handle, old.folder_to_be, waiting=waiting))

    @contextmanager
    def _or_stuck(self, torrent: Torrent) -> Iterator[None]:
        """Tell `Stuck` if libtorrent will not go on with it: nothing else would come of it, ever."""
        try:
            yield
        except RuntimeError as error:
            self._give_up(torrent, str(error))

    def _give_up(self, torrent: Torrent, why: str) -> None:
        logger.error("libtorrent would not compare a torrent anew: %s", why)
        self._tell(Stuck(torrent.key, OwnFault()))
