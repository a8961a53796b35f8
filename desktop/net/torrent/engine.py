"""The public session: adds, steers, watches torrents. On the node's loop; libtorrent has its own threads."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import libtorrent as lt

from desktop import limits
from desktop.errors import TorrentRefused
from desktop.keys import PublicKey, SigningKey
from desktop.net.torrent import notes
from desktop.net.torrent.adding import Address, Job, parameters_of, priorities
from desktop.net.torrent.alerts import news_of
from desktop.net.torrent.known import Saves, Torrent, Torrents, completions, on_known, peers_of
from desktop.net.torrent.news import AnyNews, Checked, Stirred
from desktop.net.torrent.renewing import Renewal
from desktop.net.torrent.session import AlertPump, SwarmOptions, free_port, open_session, seek_anew
from desktop.net.torrent.status import snapshot_of
from desktop.net.torrent.world import World

logger = logging.getLogger(__name__)

_STOP_SECONDS: Final = 1.5


class Engine:
    """Torrents by the node's own keys. Every method returns at once; what comes of it is told as `News`.

    What is asked of a torrent that is not here does nothing, and nothing comes of it: see `has`.
    """

    def __init__(self, options: SwarmOptions, tell: Callable[[AnyNews], None]) -> None:
        self._options = options
        self._tell = tell
        self._session: Any = None
        self._pump: AlertPump | None = None
        self.torrents: Final = Torrents()
        self._saves = Saves()
        self._renewal = Renewal(self.torrents, self._saves, tell)
        self.world: Final = World()

    # --- life -------------------------------------------------------------------------------------

    def start(self) -> None:
        """Listen. Raises PortUnusable."""
        wanted = self._options.port
        port = free_port(self._options.bind, wanted)
        if wanted not in {0, port}:
            logger.warning("port %d is taken; links made before lead there, not to port %d", wanted, port)
        self._options = replace(self._options, port=port)
        self._session = open_session(self._options)
        self._pump = AlertPump(self._session, asyncio.get_running_loop(), self._take)
        self._pump.start()

    async def stop(self) -> None:
        """Save what needs saving and leave, within two seconds."""
        pump, self._pump = self._pump, None
        if pump is None:
            return
        try:
            await self._save_last()
        finally:
            pump.stop()
            self._session.post_torrent_updates()  # wakes the pump
            await asyncio.to_thread(pump.join)
            self.torrents.clear()
            # The last reference ends the session, which waits for its threads.
            await asyncio.to_thread(self._close)

    async def _save_last(self) -> None:
        self._session.pause()
        self.save_all()
        try:
            await asyncio.wait_for(self._saves.all_answered(), _STOP_SECONDS)
        except TimeoutError:
            late = sum(bool(torrent.saves) for torrent in self.torrents)
            logger.warning("%d transfers were not saved in time; they are checked at the next start", late)

    def _close(self) -> None:
        self._session = None

    @property
    def port(self) -> int:
        return self._options.port

    # --- torrents ---------------------------------------------------------------------------------

    def add(self, job: Job) -> None:
        """Add a torrent. Raises TorrentRefused if libtorrent will not have it, or has it already."""
        try:
            handle = self._session.add_torrent(parameters_of(job))
        except (RuntimeError, UnicodeError) as error:
            raise TorrentRefused(why="unreadable") from error
        known = job.torrent is not None
        self.torrents.add(Torrent(job.key, handle, None if known else str(job.folder), is_compared=not known))
        if known and not job.read_only and not job.paused:
            self._queue(handle)

    @on_known
    def begin(self, torrent: Torrent, wanted: frozenset[int] | None, files: int) -> None:
        """Fetch the wanted of the `files` (all if None), now that the details are known."""
        handle = torrent.handle
        if torrent.folder_to_be is not None:
            handle.move_storage(torrent.folder_to_be, lt.move_flags_t.reset_save_path_unchecked)
            torrent.folder_to_be = None
        handle.unset_flags(lt.torrent_flags.default_dont_download)
        handle.prioritize_files(priorities(files, wanted))
        if not handle.flags() & lt.torrent_flags.paused:
            self._queue(handle)

    @on_known
    def rank(self, torrent: Torrent, ranks: bytes) -> None:
        """Fetch each entry as its rank says, from now on: 0 leaves it out, 7 comes first."""
        torrent.priorities = list(ranks)
        torrent.handle.prioritize_files(torrent.priorities)

    def replace(self, job: Job) -> None:
        """Add the torrent anew with files elsewhere than it says, and go on with the people already found.

        Not by renaming: libtorrent would rename files that lie there and are not ours.
        Raises TorrentRefused.
        """
        old = self.torrents.get(job.key)
        peers = peers_of(old.handle) if old is not None else ()
        self.remove(job.key)
        self.add(job)
        self.connect(job.key, peers)

    @on_known
    def pause(self, torrent: Torrent) -> None:
        """Rest: at once, or as soon as the disk has been compared, which a paused torrent would never be."""
        torrent.handle.unset_flags(lt.torrent_flags.auto_managed)
        torrent.handle.set_flags(lt.torrent_flags.stop_when_ready)

    @on_known
    def resume(self, torrent: Torrent, *, writing: bool) -> None:
        """Go on; `writing` says whether missing parts may be fetched into the files."""
        handle = torrent.handle
        handle.clear_error()
        handle.unset_flags(lt.torrent_flags.stop_when_ready)
        if writing:
            handle.unset_flags(lt.torrent_flags.upload_mode)
            self._queue(handle)
        else:
            handle.set_flags(lt.torrent_flags.upload_mode)
        handle.resume()

    @on_known
    def complete(self, torrent: Torrent) -> None:
        """From now on its files are the person's own: serve, never write."""
        handle, flags = torrent.handle, torrent.handle.flags()
        handle.unset_flags(lt.torrent_flags.auto_managed)
        handle.set_flags(lt.torrent_flags.upload_mode)
        if flags & lt.torrent_flags.auto_managed and flags & lt.torrent_flags.paused:
            handle.resume()  # it waited in the queue, and nothing else would let it go on

    @on_known
    def recheck(self, torrent: Torrent) -> None:
        """Compare the disk with what should be there; `Checked` follows, or `Stuck`.

        From now on, nothing is told of what was seen or asked for before.
        """
        self._renewal.ask(torrent)

    @on_known
    def flush(self, torrent: Torrent) -> None:
        """Hand everything written so far to the system; `Flushed` follows, after any `Stuck`."""
        torrent.handle.flush_cache()

    def remove(self, key: bytes) -> None:
        """Forget the torrent; files stay, scratch files of libtorrent's go."""
        torrent = self.torrents.pop(key)
        if torrent is not None:
            self._session.remove_torrent(torrent.handle, lt.session.delete_partfile)
            self._saves.answered(torrent, torrent.saves)

    @on_known
    def connect(self, torrent: Torrent, peers: tuple[Address, ...]) -> None:
        """Dial these, or do so as soon as the torrent is compared.

        Dialled earlier, libtorrent lets them wait.
        """
        if not torrent.is_compared:
            torrent.waiting += peers
            return
        handle = torrent.handle
        for peer in peers:
            # Named like a tracker's, because only those are tried again however often they failed before.
            handle.connect_peer((peer.host, peer.port), lt.peer_info.tracker)
        if peers and not torrent.is_hurried and not handle.flags() & lt.torrent_flags.paused:
            # libtorrent dials what it is told of once a second, but at once when a torrent starts.
            torrent.is_hurried = True
            handle.pause()
            handle.resume()

    def try_harder(self, *, on: bool) -> None:
        """Dial by uTP as well, which passes through more routers; never on loopback."""
        self._session.apply_settings({"enable_outgoing_utp": on and not self._options.is_loopback})

    def limit(self, upload: int, download: int) -> None:
        """Set both limits in KiB a second; 0 is none."""
        self._session.apply_settings(
            {"upload_rate_limit": upload * limits.KIB, "download_rate_limit": download * limits.KIB}
        )

    def get_at_once(self, count: int) -> None:
        """Set how many torrents arrive at the same time; the others wait for their turn."""
        self._session.apply_settings({"active_downloads": count})

    def hold(self, *, on: bool) -> None:
        """Let all of it rest, whatever is asked of single torrents, or let it go on."""
        (self._session.pause if on else self._session.resume)()

    def has(self, key: bytes) -> bool:
        return key in self.torrents

    def save_all(self) -> None:
        """Ask for resume data of everything that changed since it was last asked for; `Saved` follows."""
        for torrent in self.torrents:
            self.save(torrent.key, only_if_changed=True)

    @on_known
    def save(self, torrent: Torrent, *, only_if_changed: bool = False) -> None:
        """Ask for the data with which the torrent goes on after a restart; `Saved` follows."""
        flags = lt.save_resume_flags_t.flush_disk_cache  # else what waits to be written is left out
        if only_if_changed:
            flags |= lt.save_resume_flags_t.only_if_modified
        self._saves.ask(torrent, flags)

    def count_dht_nodes(self) -> None:
        """Have `world.dht_nodes` brought up to date, in a moment."""
        self._session.post_dht_stats()

    def seek_anew(self) -> None:
        """Begin anew with finding others: where libtorrent listens since, its DHT would stay empty."""
        seek_anew(self._session, self._options, [torrent.handle for torrent in self.torrents])

    def put_note(self, key: SigningKey, note: bytes) -> None:
        """Replace what is in the DHT under `key`."""
        notes.put_note(self._session, key, note)

    def ask_for_note(self, key: PublicKey) -> None:
        """Look what is in the DHT under `key`; `NoteFound` follows if there is something."""
        notes.ask_for_note(self._session, key)

    def ask_for_news(self) -> None:
        """Have `Stirred` told of whatever changed."""
        self._session.post_torrent_updates()

    @on_known
    def watch_completions(self, torrent: Torrent) -> None:
        """Tell `PeerCompleted` for everybody connected who has it whole."""
        for news in completions(torrent):
            self._tell(news)

    # --- alerts -----------------------------------------------------------------------------------

    def _take(self, alert: Any) -> None:
        if type(alert) is lt.state_update_alert:
            self._tell_snapshots(alert.status)
        elif isinstance(alert, lt.torrent_alert):
            torrent = self.torrents.of_handle(alert.handle)
            if torrent is not None:
                self._read(alert, torrent)
        elif (found := self.world.hear(alert)) is not None:
            self._tell(found)

    def _read(self, alert: Any, torrent: Torrent) -> None:
        is_save = isinstance(alert, lt.save_resume_data_alert | lt.save_resume_data_failed_alert)
        if is_save:
            self._saves.answered(torrent, 1)
        if is_save or not torrent.is_renewed:
            self._tell_of(alert, torrent)
        if torrent.is_renewed and is_save:
            self._renewal.go_on(alert, torrent, self._session)

    def _tell_of(self, alert: Any, torrent: Torrent) -> None:
        news = news_of(alert, torrent.key)
        if isinstance(news, Checked):
            torrent.is_compared = True
            peers, torrent.waiting = tuple(torrent.waiting), ()
            self.connect(torrent.key, peers)
        if news is not None:
            self._tell(news)

    def _tell_snapshots(self, statuses: list[Any]) -> None:
        known = ((self.torrents.of_handle(status.handle), status) for status in statuses)
        snapshots = {torrent.key: snapshot_of(status) for torrent, status in known if torrent is not None}
        if snapshots:
            self._tell(Stirred(snapshots))

    def _queue(self, handle: Any) -> None:
        """Let libtorrent decide which downloads run at once; slow ones do not count."""
        handle.set_flags(lt.torrent_flags.auto_managed)
