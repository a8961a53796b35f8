"""Looking whether the files of a transfer are what they should be, and if not, what became of them."""

import asyncio
import contextlib

from desktop.clock import whole_seconds
from desktop.errors import PlaceTaken
from desktop.net.torrent.footing import forbid_running
from desktop.net.torrent.placing import complete, fingerprint
from desktop.node.transfers.again import unsettle
from desktop.node.transfers.amiss import incomplete_size, is_only_gone, what_is_amiss
from desktop.node.transfers.claims import Claims
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Happening
from desktop.node.transfers.tools import Tools
from desktop.reasons import AnyReason

type Found = tuple[Happening, AnyReason | None]
"""What the machine is to be told of what was found."""


async def prove(live: Live) -> Found:
    """See whether the disk really holds what the engine believes it wrote."""
    if not live.machine.own:  # what was removed while it came was made anew without us
        await asyncio.to_thread(forbid_running, live.wanted_places)
    if await asyncio.to_thread(complete, live.wanted_places):
        return Happening.PROVED, None
    missing = await asyncio.to_thread(incomplete_size, live)
    return Happening.DISPROVED, await _amiss(live, missing)


async def blame(live: Live, missing: int, tools: Tools, claims: Claims) -> Found:
    """Say what became of the person's own files, of which `missing` bytes are not as they should be."""
    reason = await _amiss(live, missing)
    if live.is_asked_for and live.is_only_gone:
        with contextlib.suppress(PlaceTaken):  # then it is blamed like anything else
            await unsettle(live, tools, claims)
            live.machine.own = False
    live.is_asked_for = False
    return Happening.CHECKED_PARTLY, reason


async def serve(live: Live, tools: Tools) -> None:
    """Give what is all here, and never write into it any more; the first time, note that it is."""
    engine = tools.swarms.of(live.share)
    live.is_asked_for = False
    if live.fingerprint is None:  # else it is from before the check, so a change meanwhile shows
        live.fingerprint = await asyncio.to_thread(fingerprint, live.wanted_places)
    if not live.transfer.is_settled:
        now = whole_seconds(tools.clock)
        live.transfer = await tools.desk.run(tools.store.edit_transfer, live.share.share, finished=now)
    if engine.has(live.key):
        engine.complete(live.key)
        if live.transfer.paused:
            engine.pause(live.key)
        if not live.is_saved:
            live.is_saved = True
            engine.save(live.key)


async def _amiss(live: Live, missing: int) -> AnyReason:
    live.is_only_gone = await asyncio.to_thread(is_only_gone, live, missing)
    return await asyncio.to_thread(what_is_amiss, live, missing)
