"""Wanting more of what is here in part already."""

import asyncio
from typing import Final

from desktop.errors import TransferFailed
from desktop.net.torrent.placing import fingerprint
from desktop.node.transfers.course import Course
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Phase
from desktop.node.transfers.placing import make_ready
from desktop.node.transfers.tools import Tools
from desktop.reasons import FilesChanged

_LOOK_SECONDS: Final = 1


async def want_more(live: Live, only: tuple[str, ...], tools: Tools, course: Course) -> None:
    """Get what fits `only` (all if it is empty) besides what is wanted already. Raises TransferFailed."""
    old = live.transfer.only
    union = tuple(dict.fromkeys((*old, *only))) if old and only else ()
    if union == old:
        return
    with tools.hub.listen() as heard:
        while live.machine.is_looking:
            await heard.next_within(_LOOK_SECONDS)
    await _spare_changed(live)
    live.transfer = await tools.desk.run(
        tools.store.edit_transfer, live.share.share, only=union, finished=None
    )
    if live.torrent is not None and live.contents is not None:
        course.learn(live, live.torrent, live.contents)
    trouble = None if live.machine.own else await asyncio.to_thread(make_ready, live)
    if trouble is not None:
        raise TransferFailed(reason=trouble)
    course.want_more(live)


async def _spare_changed(live: Live) -> None:
    """Raise TransferFailed if the person has changed what came: more would be written over it."""
    phase, own, reason = live.machine.phase, live.machine.own, live.machine.reason
    if phase is Phase.FAILED and own and reason is not None:
        raise TransferFailed(reason=reason)
    if phase is Phase.WHOLE and live.placement is not None:
        now = await asyncio.to_thread(fingerprint, live.wanted_places)
        if now != live.fingerprint:
            raise TransferFailed(reason=FilesChanged(folder=str(live.placement.top), missing=0))
