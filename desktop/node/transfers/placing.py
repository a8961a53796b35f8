"""Deciding where what comes goes: names, room, and what lies there already. The engine hears of it here."""

import asyncio
from enum import Enum, auto
from pathlib import Path

from desktop.net.torrent.adding import Job
from desktop.net.torrent.contents import Contents
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import Placement, complete, free_place, place_in_folder, place_items
from desktop.net.torrent.status import missing_space
from desktop.node.transfers.live import Live
from desktop.node.transfers.tools import Tools
from desktop.reasons import AnyReason, DiskFull, NoPermission
from desktop.share.shares import Audience, Transfer


class Ground(Enum):
    """What a new arrival finds at its place."""

    FREE = auto()
    SAME_SIZES = auto()
    """Files of these names and sizes: perhaps the very same."""


def placement_of(contents: Contents | None, transfer: Transfer, system: System) -> Placement:
    """Return where the files of a transfer are, once it is known what they are."""
    assert contents is not None
    if transfer.items:
        return place_items(contents, transfer.items)
    return place_in_folder(contents, Path(transfer.folder), transfer.place, system)


def survey(live: Live, tools: Tools, *, elsewhere: bool) -> tuple[Ground, str]:
    """Return what is at the place of a new arrival and the top name to use. Blocking."""
    assert live.contents is not None
    folder = Path(live.transfer.folder)
    own_name = place_in_folder(live.contents, folder, None, tools.system)
    if not elsewhere and own_name.top.exists():
        wanted = [file for file in own_name.files if live.wanted is None or file.index in live.wanted]
        if complete(wanted):
            return Ground.SAME_SIZES, own_name.top.name
    return Ground.FREE, free_place(live.contents, folder, tools.system)


def trouble_with(folder: Path, needed: int) -> AnyReason | None:
    """Return why `needed` bytes cannot go into `folder`, None if they can. Makes the folder. Blocking."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return NoPermission(path=str(folder))
    missing = missing_space(folder, needed)
    return DiskFull(folder=str(folder), missing=missing) if missing else None


def job_of(live: Live, *, whole: bool, resume: bytes | None = None, recheck: bool = False) -> Job:
    """Return the engine's job for a transfer as it stands."""
    share, transfer = live.share, live.transfer
    return Job(
        key=live.key,
        folder=Path(transfer.folder),
        infohash_v1=share.infohash_v1,
        infohash_v2=share.infohash_v2,
        torrent=live.torrent,
        resume=resume,
        names=live.placement.names if live.placement else None,
        wanted=live.wanted,
        announced=share.audience is Audience.PUBLIC,
        whole=whole,
        recheck=recheck,
        read_only=live.machine.own,
        paused=transfer.paused,
        trackers=share.trackers,
        web_seeds=share.web_seeds,
    )


async def settle_place(live: Live, tools: Tools, *, elsewhere: bool) -> Ground | AnyReason:
    """Choose the place, write it down, and return what is there, or why nothing can go there."""
    assert live.contents is not None
    folder = Path(live.transfer.folder)
    ground, place = await asyncio.to_thread(survey, live, tools, elsewhere=elsewhere)
    if ground is Ground.FREE:
        trouble = await asyncio.to_thread(trouble_with, folder, live.wanted_size)
        if trouble is not None:
            return trouble
    live.transfer = await tools.desk.run(tools.store.edit_transfer, live.share.share, place=place)
    live.placement = placement_of(live.contents, live.transfer, tools.system)
    return ground
