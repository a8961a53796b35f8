"""Transfers: holds every one and is what the rest of the node asks. Lives on the node's loop."""

import asyncio
import logging
from typing import Final

from desktop import limits
from desktop.errors import IdUnknown, StoreFull, StoreUnwritable, TorrentRefused
from desktop.events import ShareArrived, TransferChanged, TransferRemoved, TransferRow
from desktop.ids import ObjectId, id_text
from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.news import News, PeerCompleted, Saved, Stirred
from desktop.net.torrent.placing import delete_files, fingerprint
from desktop.node.tasks import every
from desktop.node.transfers.course import Course
from desktop.node.transfers.live import Live, row_of
from desktop.node.transfers.machine import Happening, Phase, TransferMachine
from desktop.node.transfers.placing import job_of, placement_of, wanted_files
from desktop.node.transfers.tools import Tools
from desktop.reasons import NotWhatWasPromised
from desktop.share.shares import Progress, Share, Transfer

logger = logging.getLogger(__name__)

_NEWS_SECONDS: Final = 1
_REDIAL_SECONDS: Final = 5
_SAVE_SECONDS: Final = 60
_GOODBYE_SECONDS: Final = 0.12
_PATIENCE: Final = 4
"""How often TCP is tried before uTP is tried too."""


class Transfers:
    """Every transfer of this computer while the node runs."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._live: dict[bytes, Live] = {}
        self._resume: dict[bytes, bytes] = {}
        self._course = Course(tools, self._tell)
        self._unanswered = 0
        self._stopping = False
        self.beginning = asyncio.Lock()
        """Held from looking whether a torrent is here until it is: two who ask at once get one transfer."""

    # --- life -------------------------------------------------------------------------------------

    async def start(self, *, clean: bool) -> None:
        """Take up every transfer; `clean` says that the node before this one ended in order."""
        tools = self._tools
        rows = await tools.desk.run(tools.store.shares)
        progress = await tools.desk.run(tools.store.progress)
        for share, transfer in reversed(rows):
            await self._take_up(share, transfer, progress.get(share.share), clean=clean)
        tools.tasks.start("transfers: news", every(_NEWS_SECONDS, tools.engine.ask_for_news))
        tools.tasks.start("transfers: redial", every(_REDIAL_SECONDS, self._redial))
        tools.tasks.start("transfers: save", every(_SAVE_SECONDS, self._save_and_look))

    async def stop(self) -> None:
        """Stop the engine and store what it saved last."""
        await self._say_goodbye()
        self._stopping = True
        await self._tools.engine.stop()
        await self._store_resume()

    async def _say_goodbye(self) -> None:
        """Stay until those who gave us something have seen that it arrived."""
        seen_for = self._tools.clock.monotonic() - self._course.last_arrival
        if seen_for < _GOODBYE_SECONDS:
            await asyncio.sleep(_GOODBYE_SECONDS - seen_for)

    # --- asking -----------------------------------------------------------------------------------

    def rows(self) -> list[TransferRow]:
        """Return every transfer, newest first."""
        return [row_of(live) for live in reversed(self._live.values())]

    def row(self, transfer: ObjectId) -> TransferRow:
        return row_of(self._find(transfer))

    def is_checking(self, transfer: ObjectId) -> bool:
        """Return whether its files are being looked through, resting or not."""
        return self._find(transfer).machine.phase in {Phase.CHECKING, Phase.TRYING}

    def find(self, infohash_v1: bytes | None, infohash_v2: bytes | None) -> tuple[Share, Transfer] | None:
        """Return the transfer of this torrent if there is one."""
        for live in self._live.values():
            share = live.share
            if (infohash_v2 and share.infohash_v2 == infohash_v2) or (
                infohash_v1 and share.infohash_v1 == infohash_v1
            ):
                return share, live.transfer
        return None

    # --- coming and going -------------------------------------------------------------------------

    def begin_share(self, share: Share, transfer: Transfer, torrent: bytes, mark: bytes) -> None:
        """Serve files that were just read, and whose fingerprint is `mark`."""
        machine = TransferMachine(Phase.CHECKING, own=True, finished=True)
        live = Live(share, transfer, machine, fingerprint=mark)
        self._course.learn(live, torrent, read_contents(torrent))
        live.placement = placement_of(live.contents, transfer, self._tools.system)
        self._live[live.key] = live
        self._tools.engine.add(job_of(live, whole=True))
        self._tell(live)

    def begin_get(self, share: Share, transfer: Transfer, torrent: bytes | None) -> None:
        """Begin to fetch something. Raises TorrentRefused."""
        phase = Phase.DETAILS if torrent is None else Phase.PLACING
        live = Live(share, transfer, TransferMachine(phase, own=False, finished=False))
        if torrent is not None:
            self._course.learn(live, torrent, read_contents(torrent))
        self._live[live.key] = live
        if torrent is None:
            self._tools.engine.add(job_of(live, whole=False))
        else:
            self._course.place(live)
        self._course.dial(live)
        self._tell(live)

    async def pause(self, transfer: ObjectId) -> None:
        live = await self._edit_paused(transfer, paused=True)
        if self._tools.engine.has(live.key):
            self._tools.engine.pause(live.key)
            self._tools.engine.save(live.key)
        self._tell(live)

    async def resume(self, transfer: ObjectId) -> None:
        """Go on; what failed is tried again, and missing parts are fetched even into files got before."""
        live = await self._edit_paused(transfer, paused=False)
        if live.machine.phase is Phase.FAILED:
            self._course.try_again(live)
        elif self._tools.engine.has(live.key):
            self._tools.engine.resume(live.key, writing=not live.machine.own)
        self._course.dial(live)
        self._tell(live)

    def recheck(self, transfer: ObjectId) -> None:
        """Compare what is on disk with what should be there."""
        live = self._find(transfer)
        if live.transfer.is_placed and self._tools.engine.has(live.key):
            self._course.happens(live, Happening.RECHECK_ASKED)

    async def remove(self, transfer: ObjectId, *, delete: bool) -> None:
        """Forget a transfer; with `delete`, its files too. Raises OSError if a file cannot be deleted."""
        live = self._find(transfer)
        del self._live[transfer]
        for task in live.tasks:
            task.cancel()
        self._tools.engine.remove(live.key)
        self._resume.pop(live.key, None)
        await self._tools.desk.run(self._tools.store.remove_share, live.share.share)
        self._tools.hub.tell(TransferRemoved(live.share.share))
        if delete and live.contents is not None and live.transfer.is_placed:
            placement = wanted_files(live.contents, live.transfer, self._tools.system)
            await asyncio.to_thread(delete_files, placement)

    async def know_peers(self, transfer: ObjectId, peers: tuple[str, ...]) -> None:
        """Note where else to ask, newest first, and ask there."""
        live = self._find(transfer)
        known = tuple(dict.fromkeys((*peers, *live.transfer.peers)))[: limits.LINK_ADDRESSES * 2]
        live.transfer = await self._tools.desk.run(
            self._tools.store.edit_transfer, live.share.share, peers=known
        )
        self._course.dial(live)

    def watch_arrivals(self, transfer: ObjectId) -> None:
        """Look who has the share whole at this moment; `ShareArrived` is told for everybody new."""
        if self._tools.engine.has(transfer):
            self._tools.engine.watch_completions(transfer)

    # --- from the engine --------------------------------------------------------------------------

    def hear(self, news: News) -> None:
        """Take in what the engine tells."""
        if isinstance(news, Saved):
            self._keep(news)
        elif self._stopping:
            return
        elif isinstance(news, Stirred):
            for key, snapshot in news.snapshots.items():
                if key in self._live:
                    self._live[key].snapshot = snapshot
                    self._save_early(self._live[key])
                    self._tell(self._live[key])
        elif news.key in self._live:
            live = self._live[news.key]
            if isinstance(news, PeerCompleted):
                self._note_arrival(live, news)
            else:
                self._course.hear(live, news)

    def _save_early(self, live: Live) -> None:
        """Save as soon as something came, and whenever it is twice as much.

        What is saved has the hashes of pieces to come too: without them a check after a kill finds nothing.
        """
        if live.machine.phase is Phase.RECEIVING and live.snapshot.done > 2 * live.saved_at:
            live.saved_at = live.snapshot.done
            self._tools.engine.save(live.key)

    def _keep(self, news: Saved) -> None:
        self._resume[news.key] = news.resume
        if not self._stopping:  # what is saved last is stored by `stop`
            self._tools.tasks.start("transfers: store resume data", self._store_resume())

    def _note_arrival(self, live: Live, news: PeerCompleted) -> None:
        size = live.share.size or 0
        if news.peer not in live.arrived and (news.seen or news.sent >= size * (len(live.arrived) + 1)):
            live.arrived.add(news.peer)
            self._tools.hub.tell(ShareArrived(live.share.share, len(live.arrived)))

    def _tell(self, live: Live) -> None:
        if live.key in self._live:
            self._tools.hub.tell(TransferChanged(row_of(live)))

    # --- after a start ----------------------------------------------------------------------------

    async def _take_up(
        self, share: Share, transfer: Transfer, progress: Progress | None, *, clean: bool
    ) -> None:
        torrent = await self._tools.desk.run(self._tools.store.torrent, share.share)
        finished = transfer.is_settled
        if torrent is None or not transfer.is_placed:
            self.begin_get(share, transfer, torrent)
            return
        live = Live(share, transfer, TransferMachine(Phase.CHECKING, own=finished, finished=finished))
        self._live[live.key] = live
        try:
            self._course.learn(live, torrent, read_contents(torrent))
            await self._add_known(live, progress, clean=clean)
        except TorrentRefused:
            self._course.happens(live, Happening.WENT_WRONG, NotWhatWasPromised())

    async def _add_known(self, live: Live, progress: Progress | None, *, clean: bool) -> None:
        live.placement = placement_of(live.contents, live.transfer, self._tools.system)
        if live.machine.finished:
            live.fingerprint = await asyncio.to_thread(fingerprint, live.wanted_places)
            trusted = progress is not None and progress.fingerprint == live.fingerprint
        else:
            trusted = clean
        live.is_saved = trusted
        resume = progress.resume if progress and progress.resume else None
        whole = trusted and live.machine.finished and live.wanted is None
        self._tools.engine.add(job_of(live, whole=whole, resume=resume, recheck=not trusted))
        self._course.dial(live)

    # --- every so often ---------------------------------------------------------------------------

    def _redial(self) -> None:
        """Try those again whom we know of, where nobody is connected; after a while by every way there is."""
        alone = [
            live
            for live in self._live.values()
            if live.machine.phase in {Phase.DETAILS, Phase.RECEIVING} and live.snapshot.peers == 0
        ]
        for live in alone:
            self._course.dial(live)
        self._unanswered = self._unanswered + 1 if alone else 0
        self._tools.engine.try_harder(on=self._unanswered >= _PATIENCE)

    def _save_and_look(self) -> None:
        self._tools.engine.save_all()
        self._tools.tasks.start("transfers: look at files", self._look_at_files())

    async def _look_at_files(self) -> None:
        """Notice files that changed behind our back."""
        for live in list(self._live.values()):
            if live.machine.phase is Phase.WHOLE and live.fingerprint is not None:
                now = await asyncio.to_thread(fingerprint, live.wanted_places)
                if now != live.fingerprint:
                    self._course.happens(live, Happening.FILES_CHANGED)
                    live.fingerprint = now

    async def _store_resume(self) -> None:
        store, waiting, self._resume = self._tools.store, self._resume, {}
        for key, resume in waiting.items():
            live = self._live.get(key)
            if live is None:
                continue
            row = row_of(live)
            mark = live.fingerprint if row.whole else None
            try:
                await self._tools.desk.run(
                    store.save_progress, live.share.share, resume, row.done, row.total, mark
                )
            except (StoreFull, StoreUnwritable) as error:
                logger.warning("how far a transfer is was not stored, which costs a check: %s", error.kind)

    async def _edit_paused(self, transfer: ObjectId, *, paused: bool) -> Live:
        live = self._find(transfer)
        live.transfer = await self._tools.desk.run(
            self._tools.store.edit_transfer, live.share.share, paused=paused
        )
        return live

    def _find(self, transfer: ObjectId) -> Live:
        """Return a transfer that may have been removed a moment ago. Raises IdUnknown."""
        live = self._live.get(transfer)
        if live is None:
            raise IdUnknown(what="transfer", text=id_text(transfer))
        return live
