"""Transfers: holds every one and is what the rest of the node asks. Lives on the node's loop."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from desktop import limits
from desktop.events import TransferChanged, TransferRemoved, TransferRow
from desktop.ids import ObjectId, ShareId
from desktop.net.torrent.news import News
from desktop.node.transfers.amiss import gone
from desktop.node.transfers.at_hand import AtHand
from desktop.node.transfers.choosing import choose
from desktop.node.transfers.claims import Claims
from desktop.node.transfers.closeup import Sight, look_at
from desktop.node.transfers.course import Course
from desktop.node.transfers.hearing import Hearing
from desktop.node.transfers.keeping import Keeper
from desktop.node.transfers.learning import learn
from desktop.node.transfers.leaving import delete_its_files, let_go
from desktop.node.transfers.live import Live, row_of
from desktop.node.transfers.machine import Happening, Phase
from desktop.node.transfers.more import want_more
from desktop.node.transfers.moving import move
from desktop.node.transfers.placing import Beginning
from desktop.node.transfers.ranks import Rank
from desktop.node.transfers.resting import pause, resume
from desktop.node.transfers.rounds import Rounds
from desktop.node.transfers.setting_out import recall, set_out, take_up
from desktop.node.transfers.tools import Tools
from desktop.reach import Reach
from desktop.reasons import AnyReason, FilesChanged
from desktop.share.shares import Share, Subject, Transfer

_GOODBYE_SECONDS: Final = 0.12
_BE_SEEN_SECONDS: Final = 2.0
_LOOK_SECONDS: Final = 0.05


class Transfers:
    """Every transfer of this computer while the node runs."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._live = AtHand()
        self._keeper = Keeper(tools, self._live)
        self._claims = Claims(self._live)
        self._course = Course(tools, self._claims, self._tell)
        self._hearing = Hearing(tools, self._live, self._course, self._keeper)
        self.rounds = Rounds(tools, self._live, self._course)
        self._held: AnyReason | None = None
        self._beginning = asyncio.Lock()
        """Held from looking whether a torrent is here until it is: two who ask at once get one transfer."""

    # --- life -------------------------------------------------------------------------------------

    async def start(self, *, clean: bool) -> None:
        """Take up every transfer; `clean` says that the node before this one ended in order."""
        store, run = self._tools.store, self._tools.desk.run
        rows = await run(store.shares)
        progress, torrents = await run(store.progress), await run(store.torrents)
        choices = await run(store.choices)
        for share, transfer in reversed(rows):
            live = Live.of(share, transfer, torrents.get(share.share))
            live.choice = choices.get(share.share)
            self._live.put(live)
            await recall(live, self._tools, self._course)
        for live in list(self._live.values()):  # only now: no place is free that any of them has
            its = progress.get(live.share.share)
            await take_up(live, its, self._tools, self._course, clean=clean)
        self._tools.tasks.start("transfers: store", self._keeper.run())
        self.rounds.start()

    async def stop(self) -> None:
        """Stop the engine and store what it saved last."""
        self._hearing.end()
        await self._tools.swarms.stop()
        await self._keeper.store()

    @property
    def is_sure(self) -> bool:
        """Whether all that a node which did not end in order left behind was compared with the disk since."""
        return not any(live.is_unsure for live in self._live.values())

    async def say_goodbye(self) -> None:
        """Stay until those who gave us something have seen that it arrived."""
        await self._be_seen()
        seen_for = self._tools.clock.monotonic() - self._course.last_arrival
        if seen_for < _GOODBYE_SECONDS:
            await asyncio.sleep(_GOODBYE_SECONDS - seen_for)

    async def _be_seen(self) -> None:
        """Stay a little while for those from whom nothing had to come, as all of it was here already."""
        waiting = [live for live in self._live.values() if live.is_to_be_seen and live.transfer.is_settled]
        until = self._tools.clock.monotonic() + _BE_SEEN_SECONDS
        while waiting and self._tools.clock.monotonic() < until:
            self._tools.swarms.ask_for_news()
            await asyncio.sleep(_LOOK_SECONDS)
            if not all(live.snapshot.whole_peers for live in waiting):
                continue
            self._course.last_arrival = self._tools.clock.monotonic()
            return

    # --- asking -----------------------------------------------------------------------------------

    def rows(self) -> list[TransferRow]:
        """Return every transfer, newest first."""
        return [row_of(self._live[key]) for key in reversed(self._live)]

    def row(self, transfer: ObjectId) -> TransferRow:
        return row_of(self._live.find(transfer))

    def has(self, transfer: bytes) -> bool:
        return transfer in self._live

    def ids(self) -> list[ObjectId]:
        """Return the id of every transfer, oldest first."""
        return [live.share.share for live in self._live.values()]

    def row_about(self, subject: Subject) -> TransferRow | None:
        """Return the newest transfer of a share with this very torrent, None if there is none."""
        its = [live for live in self._live.of_share(subject[0]) if live.share.subject == subject]
        return row_of(its[-1]) if its else None

    def subject_of(self, transfer: ObjectId) -> Subject | None:
        """Return what a transfer is about, None if it is not here any more."""
        live = self._live.get(transfer)
        return None if live is None else live.share.subject

    def is_checking(self, transfer: ObjectId) -> bool:
        """Return whether its files are being looked through, resting or not."""
        return self._live.find(transfer).machine.is_looking

    def has_nothing(self, transfer: ObjectId) -> bool:
        """Return whether nothing of it came yet."""
        live = self._live.find(transfer)
        return not (live.transfer.is_settled or live.machine.is_looking or live.snapshot.done)

    def going_by(self, share: ShareId) -> list[Share]:
        """Return what is here under an id that people see: as a rule one share or none."""
        return [live.share for live in self._live.of_share(share)]

    async def may_be_given(self, share: Share) -> bool:
        """Return whether its files are as they were a moment ago, so that nothing else is passed on."""
        live = self._live.get(share.share)
        return live is not None and await self.rounds.glance_at(live)

    def dial(self, share: ShareId) -> None:
        """Ask everybody anew for what is not all here yet of this share."""
        for live in self._live.of_share(share):
            if not live.transfer.is_settled:
                self._course.dial(live)

    def ask_again(self, share: ShareId) -> None:
        """Have whoever takes part in a private share ask again whether they may."""
        self._tools.swarms.shut(share)

    def hang_up(self, endpoint: bytes) -> None:
        """End every tunnel to and from a device, at once."""
        self._tools.swarms.hang_up(endpoint)

    def dial_all(self) -> None:
        """Ask everybody anew for whatever is not all here yet."""
        for live in self._live.values():
            if not live.transfer.is_settled:
                self._course.dial(live)

    def find(self, infohash_v1: bytes | None, infohash_v2: bytes | None) -> tuple[Share, Transfer] | None:
        """Return the transfer of this torrent if there is one."""
        live = self._live.of_torrent(infohash_v1, infohash_v2)
        return None if live is None else (live.share, live.transfer)

    # --- coming and going -------------------------------------------------------------------------

    # Each of these is done whole, though whoever asked for it may have gone meanwhile.

    async def begin(self, new: Beginning, keep: Callable[[Share, Transfer], bool]) -> tuple[Share, bool]:
        """Begin something; return its share, and whether it is new.

        A transfer of the same torrent makes way for it, unless `keep` says, or raises, that it stays.
        """
        return await self._tools.tasks.wholly("transfers: begin", self._begin(new, keep))

    async def pause(self, transfer: ObjectId) -> None:
        work = pause(self._live.find(transfer), self._tools, self._course)
        await self._tools.tasks.wholly("transfers: pause", work)

    async def resume(self, transfer: ObjectId) -> None:
        """Go on; what failed is tried again, and missing parts are fetched even into files got before.

        Raises PlaceTaken where those files are another transfer's too.
        """
        work = resume(self._live.find(transfer), self._tools, self._course, self._claims)
        await self._tools.tasks.wholly("transfers: resume", work)

    async def go_on(self, transfer: ObjectId) -> None:
        """Go on, as far as nothing is written over that the person may have changed. Raises PlaceTaken."""
        live = self._live.find(transfer)
        await self.rounds.look_at(live)
        live.is_asked_for = live.machine.phase is not Phase.WHOLE
        changed = isinstance(live.machine.reason, FilesChanged) and not live.is_only_gone
        if (live.machine.phase is Phase.FAILED and not changed) or live.transfer.paused:
            await self.resume(transfer)

    async def remove(self, transfer: ObjectId, *, delete: bool) -> None:
        """Forget a transfer; with `delete`, its files too. Raises FilesKept, OSError if one cannot go."""
        await self._tools.tasks.wholly(
            "transfers: remove", self._remove(self._live.find(transfer), delete=delete)
        )

    async def know_peers(
        self, transfer: ObjectId, peers: tuple[str, ...], source: Reach | None = None
    ) -> None:
        """Note where else to ask, newest first, and ask there."""
        work = self._know_peers(self._live.find(transfer), peers, source)
        await self._tools.tasks.wholly("transfers: peers", work)

    async def want_more(self, transfer: ObjectId, only: tuple[str, ...]) -> None:
        """Get what fits `only` (all if it is empty) besides what is wanted already.

        Raises TransferFailed, PlaceTaken.
        """
        work = want_more(self._live.find(transfer), only, self._tools, self._course, self._claims)
        await self._tools.tasks.wholly("transfers: more", work)

    async def choose(self, transfer: ObjectId, changes: Mapping[Rank, Iterable[int]]) -> None:
        """Rank some files otherwise. Raises BadArgument, NothingChosen, TransferFailed."""
        work = choose(self._live.find(transfer), changes, self._tools, self._course)
        await self._tools.tasks.wholly("transfers: choose", work)

    async def move(self, transfer: ObjectId, folder: Path) -> None:
        """Go on in another folder. Raises BadArgument, FolderUnusable."""
        work = move(self._live.find(transfer), folder, self._tools, self._course, self._claims)
        await self._tools.tasks.wholly("transfers: move", work)

    async def look(self, transfer: ObjectId) -> Sight:
        """Return all there is to be seen of one transfer."""
        return await look_at(self._live.find(transfer), self._tools)

    def hold(self, reason: AnyReason | None) -> None:
        """Let everything rest for this reason, or go on without one."""
        if reason == self._held:
            return
        self._held = reason
        self._tools.swarms.hold(on=reason is not None)
        for live in self._live.values():
            live.held = reason
            self._tell(live)

    def recheck(self, transfer: ObjectId) -> None:
        """Compare what is on disk with what should be there."""
        live = self._live.find(transfer)
        missed = gone(live) if live.transfer.is_settled and live.placement is not None else None
        if missed is not None:
            self._course.happens(live, Happening.WENT_WRONG, missed)
        elif live.transfer.is_placed:
            self._course.happens(live, Happening.RECHECK_ASKED)

    async def _begin(self, new: Beginning, keep: Callable[[Share, Transfer], bool]) -> tuple[Share, bool]:
        async with self._beginning:
            older = self._live.of_torrent(new.share.infohash_v1, new.share.infohash_v2)
            if older is not None and keep(older.share, older.transfer):
                return older.share, False
            share, transfer = await self._tools.desk.run(
                self._tools.store.add_share,
                new.share,
                new.transfer,
                new.torrent,
                in_place_of=older.share.share if older else None,
            )
            if older is not None:
                await self._forget(older)
            live = Live.of(share, transfer, new.torrent)
            live.fingerprint, live.held = new.mark, self._held
            self._live.put(live)
            if new.torrent is not None and new.contents is not None:
                learn(live, new.torrent, new.contents)
            await set_out(live, self._tools, self._course)
            return share, True

    async def _remove(self, live: Live, *, delete: bool) -> None:
        await self._tools.desk.run(self._tools.store.remove_share, live.share.share)
        await self._forget(live)
        if delete:
            await delete_its_files(live, self._tools)

    async def _forget(self, live: Live) -> None:
        """Drop what is in the store no more, and a place that nothing came into."""
        self._live.drop(live)
        self._tools.swarms.leave(live.share)
        self._keeper.forget(live.key)
        self._tools.hub.tell(TransferRemoved(live.share.share, *live.share.subject))
        await let_go(live)

    async def _know_peers(self, live: Live, peers: tuple[str, ...], source: Reach | None) -> None:
        known = tuple(dict.fromkeys((*peers, *live.transfer.peers)))[: limits.LINK_ADDRESSES * 2]
        live.transfer = await self._tools.desk.run(
            self._tools.store.edit_transfer,
            live.share.share,
            peers=known,
            source=source or live.transfer.source,
        )
        self._course.dial(live)

    def watch_arrivals(self, transfer: ObjectId) -> None:
        """Look who has the share whole at this moment; `ShareArrived` is told for everybody new."""
        live = self._live.get(transfer)
        if live is not None:
            self._tools.swarms.of(live.share).watch_completions(transfer)

    def hear(self, news: News) -> None:
        """Take in what the engine tells."""
        self._hearing.hear(news)

    def _tell(self, live: Live) -> None:
        if live.key in self._live:
            self._tools.hub.tell(TransferChanged(row_of(live)))
