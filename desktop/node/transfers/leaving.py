"""Letting go of a transfer that is no more."""

import asyncio
from typing import Final

from desktop.node.transfers.live import Live
from desktop.node.transfers.placing import delete_wanted, give_back
from desktop.node.transfers.tools import Tools
from desktop.share.shares import Role

_LET_GO_SECONDS: Final = 1


async def let_go(live: Live) -> None:
    """End what is being done for it, and give back a place that nothing came into."""
    if live.tasks:
        await asyncio.wait(live.tasks, timeout=_LET_GO_SECONDS)
    for task in live.tasks:
        task.cancel()
    unfinished = live.transfer.role is Role.GET and not live.transfer.is_settled
    if unfinished and live.transfer.place is not None and live.placement is not None:
        await asyncio.to_thread(give_back, live.placement)


async def delete_its_files(live: Live, tools: Tools) -> None:
    """Delete what it brought. Raises FilesKept, OSError if one cannot go."""
    if live.contents is not None and live.transfer.is_placed:
        await asyncio.to_thread(delete_wanted, live.contents, live.transfer, tools.system, live.choice)
