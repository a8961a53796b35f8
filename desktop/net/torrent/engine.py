"""The public session.

Adds, steers and watches torrents. Lives on the node's loop; libtorrent has its own threads.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import libtorrent as lt

from desktop import limits
from desktop.errors import TorrentRefused
from desktop.net.torrent.adding import Address, Job, parameters_of, priorities
from desktop.net.torrent.alerts import news_of
from desktop.net.torrent.news import Checked, News, PeerCompleted, Stirred
from desktop.net.torrent.session import AlertPump, SwarmOptions, free_port, open_session
from desktop.net.torrent.status import snapshot_of

logger = logging.getLogger(__name__)

_STOP_SECONDS: Final = 1.5


class Engine:
    """Torrents by the node's own keys. Every method returns at once; what comes of it is told as `News`."""

    def __init__(self, options: SwarmOptions, tell: Callable[[News], None]) -> None:
        self._options = options
        self._tell = tell
        self._session: Any = None
        self._pump: AlertPump | None = None
        self._handles: dict[bytes, Any] = {}
        self._keys: dict[Any, bytes] = {}
        self._unchecked: dict[bytes, tuple[Address, ...]] = {}
        self._folders_to_be: dict[bytes, str] = {}
        self._hurried: set[bytes] = set()
        self._rechecking: set[bytes] = set()
        self._saving: set[bytes] = set()
        self._all_saved = asyncio.Event()
        self._external: str | None = None
        self._mapped_port: int | None = None

    # --- life -------------------------------------------------------------------------------------

    def start(self) -> None:
        """Listen. Raises PortUnusable."""
        self._options = replace(self._options, port=free_port(self._options.bind, self._options.port))
        self._session = open_session(self._options)
        self._pump = AlertPump(self._session, asyncio.get_running_loop(), self._drain)
        self._pump.start()

    async def stop(self) -> None:
        """Save what needs saving and leave, within two seconds."""
        if self._session is None or self._pump is None:
            return
        self._session.pause()
        self.save_all()
        if self._saving:
            self._all_saved.clear()
            try:
                await asyncio.wait_for(self._all_saved.wait(), _STOP_SECONDS)
            except TimeoutError:
                logger.warning(
                    "%d transfers were not saved in time; they are checked at the next start",
                    len(self._saving),
                )
        self._pump.stop()
        self._session.post_torrent_updates()  # wakes the pump
        await asyncio.to_thread(self._pump.join)
        self._handles.clear()
        self._keys.clear()
        self._pump = None
        # The last reference ends the session, which waits for its threads.
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._session = None

    @property
    def port(self) -> int:
        return self._options.port

    @property
    def external_address(self) -> Address | None:
        """Where the world reaches us, if a router told us and opened the port."""
        if self._external is None or self._mapped_port is None:
            return None
        return Address(self._external, self._mapped_port)

    # --- torrents ---------------------------------------------------------------------------------

    def add(self, job: Job) -> None:
        """Add a torrent. Raises TorrentRefused if libtorrent will not have it."""
        try:
            handle = self._session.add_torrent(parameters_of(job))
        except (RuntimeError, UnicodeError) as error:
            raise TorrentRefused(why="unreadable") from error
        self._handles[job.key] = handle
        self._keys[handle] = job.key
        if job.torrent is None:
            self._folders_to_be[job.key] = str(job.folder)
        else:
            self._unchecked[job.key] = ()
        if job.torrent is not None and not job.read_only and not job.paused:
            self._queue(handle)

    def begin(self, key: bytes, wanted: frozenset[int] | None, files: int) -> None:
        """Fetch the wanted of the `files` (all if None), now that the details are known."""
        handle = self._handles[key]
        handle.move_storage(self._folders_to_be[key], lt.move_flags_t.reset_save_path_unchecked)
        handle.unset_flags(lt.torrent_flags.default_dont_download)
        handle.prioritize_files(priorities(files, wanted))
        self._queue(handle)

    def replace(self, job: Job) -> None:
        """Add the torrent anew with files elsewhere than it says, and go on with the people already found.

        Not by renaming: libtorrent would rename files that lie there and are not ours.
        """
        peers = tuple(Address(*peer.ip) for peer in self._handles[job.key].get_peer_info())
        self.remove(job.key)
        self.add(job)
        self.connect(job.key, peers)

    def pause(self, key: bytes) -> None:
        handle = self._handles[key]
        handle.unset_flags(lt.torrent_flags.auto_managed)
        handle.pause()

    def resume(self, key: bytes, *, writing: bool) -> None:
        """Go on; `writing` says whether missing parts may be fetched into the files."""
        handle = self._handles[key]
        handle.clear_error()
        if writing:
            handle.unset_flags(lt.torrent_flags.upload_mode)
            self._queue(handle)
        else:
            handle.set_flags(lt.torrent_flags.upload_mode)
        handle.resume()

    def complete(self, key: bytes) -> None:
        """From now on its files are the person's own: serve, never write."""
        handle = self._handles[key]
        handle.unset_flags(lt.torrent_flags.auto_managed)
        handle.set_flags(lt.torrent_flags.upload_mode)

    def recheck(self, key: bytes) -> None:
        """Compare the disk with what should be there; `Checked` follows."""
        # Not force_recheck: libtorrent 2.1.1 then takes padding for blocks, and asks for them without end.
        self._rechecking.add(key)
        self._unchecked.setdefault(key, ())
        self._handles[key].save_resume_data()

    def flush(self, key: bytes) -> None:
        """Hand everything written so far to the system; `Flushed` follows, after any `Stuck`."""
        self._handles[key].flush_cache()

    def remove(self, key: bytes) -> None:
        """Forget the torrent; files stay, scratch files of libtorrent's go."""
        handle = self._handles.pop(key, None)
        if handle is not None:
            self._keys.pop(handle, None)
            self._saving.discard(key)
            self._rechecking.discard(key)
            self._unchecked.pop(key, None)
            self._folders_to_be.pop(key, None)
            self._hurried.discard(key)
            self._session.remove_torrent(handle, lt.session.delete_partfile)

    def connect(self, key: bytes, peers: tuple[Address, ...]) -> None:
        """Dial these, or do so as soon as the torrent is checked.

        Dialled earlier, libtorrent lets them wait.
        """
        if key in self._unchecked:
            self._unchecked[key] += peers
            return
        handle = self._handles[key]
        for peer in peers:
            # Named like a tracker's, because only those are tried again however often they failed before.
            handle.connect_peer((peer.host, peer.port), lt.peer_info.tracker)
        if peers and key not in self._hurried and not handle.flags() & lt.torrent_flags.paused:
            # libtorrent dials what it is told of once a second, but at once when a torrent starts.
            self._hurried.add(key)
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

    def has(self, key: bytes) -> bool:
        return key in self._handles

    def save_all(self) -> None:
        """Ask for resume data of everything that changed since it was last asked for; `Saved` follows."""
        for key in self._handles:
            self.save(key, only_if_changed=True)

    def save(self, key: bytes, *, only_if_changed: bool = False) -> None:
        flags = lt.torrent_handle.only_if_modified if only_if_changed else 0
        self._saving.add(key)
        self._handles[key].save_resume_data(flags)

    def ask_for_news(self) -> None:
        """Have `Stirred` told for whatever changed; cheap however many torrents there are."""
        self._session.post_torrent_updates()

    def watch_completions(self, key: bytes) -> None:
        """Tell `PeerCompleted` for everybody connected who has it whole at this moment."""
        for peer in self._handles[key].get_peer_info():
            if peer.flags & lt.peer_info.seed:
                self._tell(PeerCompleted(key, peer.pid.to_bytes(), sent=0, seen=True))

    # --- alerts -----------------------------------------------------------------------------------

    def _drain(self) -> None:
        if self._session is None:
            return
        for alert in self._session.pop_alerts():
            kind = type(alert)
            if kind is lt.state_update_alert:
                self._tell_snapshots(alert.status)
            elif kind is lt.external_ip_alert:
                self._external = str(alert.external_address)
            elif kind is lt.portmap_alert:
                self._mapped_port = alert.external_port
            elif isinstance(alert, lt.torrent_alert):
                self._read(alert)

    def _read(self, alert: Any) -> None:
        key = self._keys.get(alert.handle)
        if key is None:
            return
        news = news_of(alert, key)
        if isinstance(news, Checked):
            self.connect(key, self._unchecked.pop(key, ()))
        if news is not None:
            self._tell(news)
        if key in self._rechecking and type(alert) is lt.save_resume_data_alert:
            self._add_anew(key, bytes(lt.write_resume_data_buf(alert.params)))
        if isinstance(alert, lt.save_resume_data_alert | lt.save_resume_data_failed_alert):
            self._saving.discard(key)
            if not self._saving:
                self._all_saved.set()

    def _add_anew(self, key: bytes, saved: bytes) -> None:
        """Have a torrent looked through from its first byte, knowing only its hashes."""
        self._rechecking.discard(key)
        # Not the alert's own parameters: libtorrent frees those without Python's lock, and with them what we
        # put into them, which ends the process.
        parameters = lt.read_resume_data(saved)
        handle = self._handles.pop(key)
        peers = tuple(Address(*peer.ip) for peer in handle.get_peer_info())
        parameters.ti = handle.torrent_file()
        del self._keys[handle]
        self._session.remove_torrent(handle)
        parameters.have_pieces, parameters.unfinished_pieces = [], {}
        parameters.flags &= ~int(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
        parameters.flags |= int(lt.torrent_flags.upload_mode)
        self._handles[key] = handle = self._session.add_torrent(parameters)
        self._keys[handle] = key
        self._unchecked[key] = peers + self._unchecked.get(key, ())

    def _tell_snapshots(self, statuses: list[Any]) -> None:
        known = ((self._keys.get(status.handle), status) for status in statuses)
        snapshots = {key: snapshot_of(status) for key, status in known if key is not None}
        if snapshots:
            self._tell(Stirred(snapshots))

    def _queue(self, handle: Any) -> None:
        """Let libtorrent decide which downloads run at once; slow ones do not count."""
        handle.set_flags(lt.torrent_flags.auto_managed)
