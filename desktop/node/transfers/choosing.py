"""Choosing among the files of a transfer: which of them are got, and which first."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Final

from desktop.errors import BadArgument, TransferFailed
from desktop.net.torrent.placing import fingerprint
from desktop.node.transfers.course import Course
from desktop.node.transfers.learning import learn
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Phase
from desktop.node.transfers.ranks import Rank, ranked, ranks_of
from desktop.node.transfers.tools import Tools
from desktop.reasons import FilesChanged
from desktop.share.shares import Role

_LOOK_SECONDS: Final = 1


async def choose(live: Live, changes: Mapping[Rank, Iterable[int]], tools: Tools, course: Course) -> None:
    """Rank some files otherwise from now on; what came already stays.

    Raises what `ranked` does, and TransferFailed.
    """
    async with live.changing:
        await _choose(live, changes, tools, course)


async def _choose(live: Live, changes: Mapping[Rank, Iterable[int]], tools: Tools, course: Course) -> None:
    await until_looked_through(live, tools)
    if live.contents is None or live.transfer.role is Role.SHARE:
        raise BadArgument(name="TRANSFER", text=live.share.name or live.share.title)
    old = ranks_of(live)
    new = ranked(live.contents, old, changes)
    if new == old:
        return
    is_more = any(after and not before for before, after in zip(old, new, strict=True))
    if is_more:
        await spare_changed(live)
        live.transfer = await tools.desk.run(tools.store.edit_transfer, live.share.share, finished=None)
    await tools.desk.run(tools.store.save_choice, live.share.share, new)
    live.choice = new
    assert live.torrent is not None
    learn(live, live.torrent, live.contents)
    # What failed because the person changed the files is not tried again: that would write over them.
    if is_more or (live.machine.phase is Phase.FAILED and not live.machine.own):
        course.want_more(live)
        return
    course.rank(live)
    if live.machine.phase is Phase.WHOLE:
        live.fingerprint = await asyncio.to_thread(fingerprint, live.wanted_places)
    course.tell(live)


async def until_looked_through(live: Live, tools: Tools) -> None:
    """Return once the files of a transfer are not being looked through."""
    with tools.hub.listen() as heard:
        while live.machine.is_looking:
            await heard.next_within(_LOOK_SECONDS)


async def spare_changed(live: Live) -> None:
    """Raise TransferFailed if the person has changed what came: more would be written over it."""
    phase, own, reason = live.machine.phase, live.machine.own, live.machine.reason
    if phase is Phase.FAILED and own and reason is not None:
        raise TransferFailed(reason=reason)
    if phase is Phase.WHOLE and live.placement is not None:
        now = await asyncio.to_thread(fingerprint, live.wanted_places)
        if now != live.fingerprint:
            changed = FilesChanged(folder=str(live.placement.top), missing=0, received=True)
            raise TransferFailed(reason=changed)
