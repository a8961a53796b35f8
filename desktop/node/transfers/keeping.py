"""Keeping how far every transfer is: what the engine saves of it goes to the store, many at a time."""

import asyncio
import logging
from collections.abc import Mapping

from desktop.errors import StoreFull, StoreUnwritable
from desktop.ids import ObjectId
from desktop.net.torrent.news import Saved
from desktop.node.transfers.live import Live, row_of
from desktop.node.transfers.machine import Phase
from desktop.node.transfers.tools import Tools
from desktop.share.shares import Progress

logger = logging.getLogger(__name__)


class Keeper:
    """Has progress saved and stores it. `live` are the node's transfers; their owner adds and removes."""

    def __init__(self, tools: Tools, live: Mapping[bytes, Live]) -> None:
        self._tools = tools
        self._live = live
        self._waiting: dict[bytes, bytes] = {}
        self._came = asyncio.Event()

    def hear(self, news: Saved) -> None:
        """Take in what the engine saved."""
        if news.key in self._live:
            self._waiting[news.key] = news.resume
            self._came.set()

    def forget(self, key: bytes) -> None:
        self._waiting.pop(key, None)

    def save_early(self, live: Live) -> None:
        """Save as soon as something came, and whenever it is twice as much.

        What is saved has the hashes of pieces to come too: without them a check after a kill finds nothing.
        """
        if live.machine.phase is Phase.RECEIVING and live.snapshot.done > 2 * live.saved_at:
            live.saved_at = live.snapshot.done
            self._tools.swarms.of(live.share).save(live.key)

    async def run(self) -> None:
        """Store what comes, for ever; what comes meanwhile waits for the next time."""
        while True:
            await self._came.wait()
            self._came.clear()
            await self.store()

    async def store(self) -> None:
        """Store what waits. What the disk does not take waits on."""
        taken = dict(self._waiting)
        rows = {ObjectId(key): self._progress(self._live[key], resume) for key, resume in taken.items()}
        if not rows:
            return
        try:
            await self._tools.desk.run(self._tools.store.save_progress_of, rows)
        except (StoreFull, StoreUnwritable) as error:
            logger.warning("how far transfers are was not stored, which costs a check: %s", error.kind)
            return
        for key, resume in taken.items():
            if self._waiting.get(key) is resume:  # else something newer came meanwhile
                del self._waiting[key]

    def _progress(self, live: Live, resume: bytes) -> Progress:
        row = row_of(live)
        mark = live.fingerprint if row.whole else None
        return Progress(resume=resume, done=row.done, total=row.total, fingerprint=mark)
