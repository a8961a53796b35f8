"""Wanting more of what is here in part already."""

import asyncio

from desktop.errors import TransferFailed
from desktop.net.torrent.placing import chosen
from desktop.node.transfers.choosing import choose, spare_changed, until_looked_through
from desktop.node.transfers.claims import Claims
from desktop.node.transfers.course import Course
from desktop.node.transfers.learning import learn
from desktop.node.transfers.live import Live
from desktop.node.transfers.placing import make_ready
from desktop.node.transfers.ranks import Rank
from desktop.node.transfers.tools import Tools


async def want_more(live: Live, only: tuple[str, ...], tools: Tools, course: Course, claims: Claims) -> None:
    """Get what fits `only` (all if it is empty) besides what is wanted already.

    Raises TransferFailed, PlaceTaken.
    """
    if live.choice is not None and live.contents is not None:
        await claims.keep_apart(live)
        await _choose_more(live, only, tools, course)
        return
    old = live.transfer.only
    union = tuple(dict.fromkeys((*old, *only))) if old and only else ()
    if union == old:
        return
    await until_looked_through(live, tools)
    await spare_changed(live)
    await claims.keep_apart(live)
    live.transfer = await tools.desk.run(
        tools.store.edit_transfer, live.share.share, only=union, finished=None
    )
    if live.torrent is not None and live.contents is not None:
        learn(live, live.torrent, live.contents)
    trouble = None if live.machine.own else await asyncio.to_thread(make_ready, live)
    if trouble is not None:
        raise TransferFailed(reason=trouble)
    course.want_more(live)


async def _choose_more(live: Live, only: tuple[str, ...], tools: Tools, course: Course) -> None:
    """Take in what was left out by hand and is asked for now."""
    assert live.contents is not None
    assert live.choice is not None
    fitting = chosen(live.contents, only)
    left_out = [file.index for file in live.contents.files if not live.choice[file.index]]
    more = [index for index in left_out if fitting is None or index in fitting]
    await choose(live, {Rank.NORMAL: more}, tools, course)
