"""What is done for the transfers every so often, for as long as the node runs."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from desktop import limits
from desktop.net.torrent.news import Snapshot
from desktop.net.torrent.placing import fingerprint
from desktop.net.torrent.status import missing_space
from desktop.node.tasks import every
from desktop.node.transfers.admission import has_ended
from desktop.node.transfers.amiss import gone
from desktop.node.transfers.course import Course
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Happening, Phase
from desktop.node.transfers.swarms import Rates
from desktop.node.transfers.tools import Tools
from desktop.reasons import DiskFull

_NEWS_SECONDS: Final = 1
_REDIAL_SECONDS: Final = 5
_SAVE_SECONDS: Final = 60
_LOOK_SECONDS: Final = 60
_GLANCE_SECONDS: Final = 1
_PATIENCE: Final = 4
"""How often TCP is tried before uTP is tried too."""


class Rounds:
    """Goes its rounds. `live` are the node's transfers, whose owner adds and removes them."""

    def __init__(self, tools: Tools, live: Mapping[bytes, Live], course: Course) -> None:
        self._tools = tools
        self._live = live
        self._course = course
        self._unanswered = 0
        self._over: set[bytes] = set()

    def start(self) -> None:
        start, swarms = self._tools.tasks.start, self._tools.swarms
        start("transfers: news", every(_NEWS_SECONDS, swarms.ask_for_news))
        start("transfers: redial", every(_REDIAL_SECONDS, self.redial))
        start("transfers: limits", every(_NEWS_SECONDS, self._divide_limits))
        start("transfers: ends", every(_REDIAL_SECONDS, self._close_ended))
        start("transfers: save", every(_SAVE_SECONDS, swarms.save_all))
        start("transfers: look at files", self._look())

    def redial(self) -> None:
        """Try those again whom we know of, where nobody is connected; after a while by every way there is.

        For what comes through tunnels all of them: the private session dials nobody itself.
        """
        open_ = [
            live for live in self._live.values() if live.machine.phase in {Phase.DETAILS, Phase.RECEIVING}
        ]
        alone = [live for live in open_ if live.snapshot.peers == 0]
        for live in open_:
            if live.snapshot.peers == 0 or not live.share.is_public:
                self._course.dial(live)
        self._unanswered = self._unanswered + 1 if alone else 0
        self._tools.swarms.try_harder(on=self._unanswered >= _PATIENCE)

    def _divide_limits(self) -> None:
        """Hold both sessions together to the person's limits."""
        public = [live.snapshot for live in self._live.values() if live.share.is_public]
        private = [live.snapshot for live in self._live.values() if not live.share.is_public]
        self._tools.swarms.divide_limits(_rates(public), _rates(private))

    def _close_ended(self) -> None:
        """Let go of whoever still gets a share whose link has come to its end."""
        for live in self._live.values():
            if live.key not in self._over and has_ended(live.share, self._tools.clock):
                self._over.add(live.key)
                self._tools.swarms.shut(live.share.public_id)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            await self.look_at_files()
            await self.look_for_room()

    async def look_at_files(self) -> None:
        """Notice files that changed behind our back."""
        for live in list(self._live.values()):
            await self.look_at(live)

    async def look_for_room(self) -> None:
        """Go on with what found no room on the disk and finds it now."""
        for live in list(self._live.values()):
            reason = live.machine.reason
            if isinstance(reason, DiskFull) and not live.transfer.paused:
                needed = live.wanted_size - live.snapshot.done
                missing = await asyncio.to_thread(missing_space, Path(live.transfer.folder), needed)
                if not missing and live.key in self._live and live.machine.reason is reason:
                    self._course.try_again(live)
                    self._course.dial(live)

    async def glance_at(self, live: Live) -> bool:
        """Return whether what is given of it is what it should be; looking at most once a second.

        libtorrent does not hash what it sends: whatever lies at the place of a file would be passed on.
        """
        if live.machine.phase is Phase.CHECKING:
            return not live.machine.own
        now = self._tools.clock.monotonic()
        if now - live.glanced >= _GLANCE_SECONDS:
            if not await self.look_at(live):
                return False
            live.glanced = now
        return True

    async def look_at(self, live: Live) -> bool:
        """Return whether its files are as they were; notice what changed behind our back."""
        before = live.fingerprint
        if live.machine.phase is not Phase.WHOLE or before is None:
            return True
        now, missed = await asyncio.to_thread(lambda: (fingerprint(live.wanted_places), gone(live)))
        if now == before or live.fingerprint != before or live.key not in self._live:
            return now == before
        if missed is not None:  # there is nothing to compare, and libtorrent would lay out empty folders
            self._course.happens(live, Happening.WENT_WRONG, missed)
        else:
            self._course.happens(live, Happening.FILES_CHANGED)
        live.fingerprint = now
        return False


def _rates(snapshots: Iterable[Snapshot]) -> Rates:
    several = list(snapshots)
    upload, download = sum(one.up for one in several), sum(one.down for one in several)
    return Rates(upload // limits.KIB, download // limits.KIB)
