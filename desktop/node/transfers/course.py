"""How a transfer runs its course.

What the engine tells moves the machine, and what the machine says is done here.
"""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import ExitStack
from types import MappingProxyType
from typing import Final

from desktop.errors import IdUnknown
from desktop.net.torrent.engine import Engine
from desktop.net.torrent.news import (
    Checked,
    DetailsCame,
    DetailsRefused,
    Doing,
    Downloaded,
    Flushed,
    Snapshot,
    Stuck,
)
from desktop.node.transfers.amiss import gone
from desktop.node.transfers.broken import reason_of
from desktop.node.transfers.claims import Claims
from desktop.node.transfers.learning import learn, store_details
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Happening, Phase, Step
from desktop.node.transfers.placing import Ground, is_hushed, job_of, make_ready, settle_place
from desktop.node.transfers.proving import Found, blame, prove, serve
from desktop.node.transfers.ranks import ranks_of
from desktop.node.transfers.saying import more_than_said
from desktop.node.transfers.tools import Tools
from desktop.reasons import AnyReason, FolderGone, NothingFits, NotWhatWasPromised
from desktop.share.shares import Role

logger = logging.getLogger(__name__)

_Work = Callable[[], Coroutine[None, None, None]]
CourseNews = DetailsCame | DetailsRefused | Checked | Downloaded | Flushed | Stuck


class Course:
    """Moves transfers along. `tell` is called whenever a person would see a difference."""

    def __init__(self, tools: Tools, claims: Claims, tell: Callable[[Live], None]) -> None:
        self._tools = tools
        self._claims = claims
        self.tell = tell
        self.last_arrival = -math.inf
        """When the last piece of anything came, by the monotonic clock."""

    def hear(self, live: Live, news: CourseNews) -> None:
        """Take in what the engine says of a transfer."""
        match news:
            case DetailsCame() if live.machine.phase is Phase.DETAILS:
                if (more := more_than_said(live.share, news.contents)) is not None:
                    self._tools.swarms.leave(live.share)  # before a byte of it is asked for
                    self.happens(live, Happening.WENT_WRONG, more)
                    return
                learn(live, news.torrent, news.contents)
                if not live.wanted_count:
                    self.happens(live, Happening.WENT_WRONG, NothingFits())
                    return
            case Downloaded():
                self.last_arrival = self._tools.clock.monotonic()
            case Stuck(reason=FolderGone()) if live.placement is not None:
                # libtorrent names whatever folder it missed first.
                self.happens(live, Happening.WENT_WRONG, gone(live) or news.reason)
                return
            case Checked():
                live.is_unsure = False
                if not news.complete and live.machine.own and live.machine.phase is Phase.CHECKING:
                    self._look(
                        live,
                        "transfer: blame",
                        lambda: self._found(live, blame(live, news.missing, self._tools, self._claims)),
                    )
                    return
        self.happens(live, *_happening(news))

    def see(self, live: Live, snapshot: Snapshot) -> None:
        """Take in where the engine says that a transfer stands."""
        before, live.snapshot = live.snapshot.doing, snapshot
        if before is Doing.QUEUED and snapshot.doing is not Doing.QUEUED:
            self.dial(live)  # whoever was dialled while it waited was not let in

    def happens(self, live: Live, happening: Happening, reason: AnyReason | None = None) -> None:
        """Move the transfer on and do what follows."""
        self._do(live, live.machine.happens(happening, reason))
        self.tell(live)

    def try_again(self, live: Live) -> None:
        """Begin again with what failed, as far as the person's own files allow."""
        if live.contents is None:
            self.happens(live, Happening.DETAILS_ASKED)
        elif not live.wanted_count:
            return
        elif not live.transfer.is_placed:
            self.happens(live, Happening.REPLACE_ASKED)
        elif live.transfer.role is Role.SHARE:
            self.happens(live, Happening.RECHECK_ASKED)
        else:
            self.happens(live, Happening.RETRY_ASKED)

    def want_more(self, live: Live) -> None:
        """Fetch what is wanted now and was not before."""
        if live.contents is not None and live.transfer.is_placed:  # else nothing may be written yet
            self.rank(live)
        if live.machine.phase is Phase.FAILED:
            self.try_again(live)
        else:
            self.happens(live, Happening.MORE_WANTED)

    def rank(self, live: Live) -> None:
        """Tell the engine which files are wanted, and how soon."""
        self._engine(live).rank(live.key, ranks_of(live))

    def place(self, live: Live, *, elsewhere: bool = False) -> None:
        """Find a place for what comes, in a task of its own."""
        self._start(live, "transfer: place", lambda: self._place(live, elsewhere=elsewhere))

    def go_on(self, live: Live) -> None:
        """Have the engine go on, and write only into what is not the person's own."""
        if live.machine.own:
            self._engine(live).resume(live.key, writing=False)
        else:
            self._start(live, "transfer: receive", lambda: self._receive(live))

    def dial(self, live: Live) -> None:
        """Ask those for it whom we know of."""
        if not (live.share.is_public or live.is_getting):
            return
        self._tools.swarms.dial(live.share, live.transfer)

    def _engine(self, live: Live) -> Engine:
        return self._tools.swarms.of(live.share)

    # --- the steps --------------------------------------------------------------------------------

    def _do(self, live: Live, step: Step) -> None:
        match step:
            case Step.PLACE | Step.PLACE_ELSEWHERE:
                self.place(live, elsewhere=step is Step.PLACE_ELSEWHERE)
            case Step.FLUSH:
                self._engine(live).flush(live.key)
            case Step.PROVE:
                self._look(live, "transfer: prove", lambda: self._found(live, prove(live)))
            case Step.SERVE:
                self._look(live, "transfer: serve", lambda: self._serve(live))
            case Step.RECHECK:
                self._recheck(live)
            case Step.NOTHING:
                pass
            case _:
                self._steer(live, step)

    def _steer(self, live: Live, step: Step) -> None:
        """Do the steps that are a word to the engine; without a torrent there, hardly one is needed."""
        engine = self._engine(live)
        if not engine.has(live.key):
            if step is Step.ASK_DETAILS:  # it was let go of for what its details said
                engine.add(job_of(live, whole=False))
            return
        if step in {Step.RECEIVE, Step.ASK_DETAILS} and not live.transfer.paused:
            self.go_on(live)
        else:
            engine.pause(live.key)

    def _recheck(self, live: Live) -> None:
        """Have all of it compared; what was being looked at before counts no more."""
        if live.looking is not None and live.looking is not asyncio.current_task():
            live.looking.cancel()
        live.fingerprint, live.is_saved = None, False
        engine = self._engine(live)
        if engine.has(live.key):
            engine.recheck(live.key)
        else:
            self._look(live, "transfer: add", lambda: self._add_anew(live))

    async def _add_anew(self, live: Live) -> None:
        if live.machine.own or await self._is_ready(live):
            self._engine(live).add(job_of(live, whole=False, recheck=True))

    async def _receive(self, live: Live) -> None:
        """Fetch what is missing, if it may be written where it is to go."""
        if await self._is_ready(live) and not live.transfer.paused:
            self._engine(live).resume(live.key, writing=True)
            self.dial(live)  # who was dialled while the disk was compared was not let in

    async def _is_ready(self, live: Live) -> bool:
        """Make the ground ready; return whether it is. If not, that is why nothing goes on."""
        trouble = await asyncio.to_thread(make_ready, live)
        if trouble is not None:
            self.happens(live, Happening.WENT_WRONG, trouble)
        return trouble is None

    async def _found(self, live: Live, looking: Awaitable[Found]) -> None:
        self.happens(live, *await looking)

    async def _serve(self, live: Live) -> None:
        is_found = not live.transfer.is_settled and live.is_to_be_seen
        await serve(live, self._tools)
        self.tell(live)
        if is_found:
            self._tools.swarms.dial(live.share, live.transfer)

    def _look(self, live: Live, name: str, work: _Work) -> None:
        live.looking = self._start(live, name, work)

    def _start(self, live: Live, name: str, work: _Work) -> asyncio.Task[None]:
        task = self._tools.tasks.start(name, self._carefully(live, work))
        live.tasks.add(task)
        task.add_done_callback(live.tasks.discard)
        return task

    async def _carefully(self, live: Live, work: _Work) -> None:
        """Do `work`; whatever goes wrong stops this transfer, not the node."""
        try:
            await work()
        except IdUnknown:
            logger.info("a transfer was removed while something was done for it")
        except Exception as error:  # noqa: BLE001 - logged there, and shown to the person
            self.happens(live, Happening.WENT_WRONG, reason_of(error, live))

    async def _place(self, live: Live, *, elsewhere: bool) -> None:
        await store_details(live, self._tools)
        ground = await settle_place(live, self._tools, self._claims.of_others(live.key), elsewhere=elsewhere)
        if not isinstance(ground, Ground):
            self.happens(live, Happening.WENT_WRONG, ground)
            return
        if ground is Ground.FREE and not await self._is_ready(live):
            self._engine(live).remove(live.key)
            return
        with ExitStack() as on_failure:
            # With a place of its own but not known there, it is added anew when it is tried again.
            on_failure.callback(self._engine(live).remove, live.key)
            self._lay_out(live, ground)
            on_failure.pop_all()

    def _lay_out(self, live: Live, ground: Ground) -> None:
        """Tell the engine where the files go, by the shortest way."""
        assert live.contents is not None
        assert live.placement is not None
        engine = self._engine(live)
        known = engine.has(live.key)
        if known and ground is Ground.FREE and not live.placement.names and not is_hushed(live):
            engine.begin(live.key, live.wanted, live.contents.entries)
            self.rank(live)
            if live.transfer.paused:
                engine.pause(live.key)
            self.happens(live, Happening.PLACED)
            return
        live.is_to_be_seen = ground is Ground.SAME_SIZES
        self.happens(live, Happening.FOUND_FILES if live.is_to_be_seen else Happening.ADDED)
        job = job_of(live, whole=False)
        if known:
            engine.replace(job)
            self._tools.swarms.shut(live.share.public_id)  # what led to the torrent before leads nowhere
        else:
            engine.add(job)
        self.dial(live)


def _happening(news: CourseNews) -> Found:
    match news:
        case Checked():
            return Happening.CHECKED_WHOLE if news.complete else Happening.CHECKED_PARTLY, None
        case DetailsRefused():
            return Happening.WENT_WRONG, NotWhatWasPromised()
        case Stuck():
            return Happening.WENT_WRONG, news.reason
        case _:
            return _PLAIN_NEWS[type(news)], None


_PLAIN_NEWS: Final[Mapping[type, Happening]] = MappingProxyType(
    {
        DetailsCame: Happening.DETAILS_CAME,
        Downloaded: Happening.ALL_CAME,
        Flushed: Happening.FLUSHED,
    }
)
