"""Moving what a transfer brought to another folder: all of it, or nothing."""

import asyncio
import shutil
from pathlib import Path
from typing import Final

from desktop.errors import BadArgument, FolderUnusable
from desktop.net.torrent.contents import Contents
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import Placement
from desktop.node.transfers.choosing import until_looked_through
from desktop.node.transfers.claims import Claims, IsTaken
from desktop.node.transfers.course import Course
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Happening, Phase
from desktop.node.transfers.placing import claim, give_back, placement_of
from desktop.node.transfers.tools import Tools
from desktop.share.shares import NewTransfer, Role

_NOT_PLACED: Final = frozenset({Phase.DETAILS, Phase.PLACING})


async def move(live: Live, folder: Path, tools: Tools, course: Course, claims: Claims) -> None:
    """Have a transfer that is got go on in `folder`. Raises BadArgument, FolderUnusable."""
    async with live.changing:
        await _move(live, folder, tools, course, claims.of_others(live.key))


async def _move(live: Live, folder: Path, tools: Tools, course: Course, is_taken: IsTaken) -> None:
    await until_looked_through(live, tools)
    if live.transfer.role is Role.SHARE or live.machine.phase in _NOT_PLACED:
        raise BadArgument(name="TRANSFER", text=live.share.name or live.share.title)
    if not live.transfer.is_placed or live.placement is None or live.contents is None:
        await _begin_elsewhere(live, folder, tools)
        course.try_again(live)
        return
    tools.swarms.of(live.share).remove(live.key)
    try:
        old, contents = live.placement, live.contents
        place = await asyncio.to_thread(_carry, old, contents, folder, tools.system, is_taken)
        live.transfer = await tools.desk.run(
            tools.store.edit_transfer, live.share.share, folder=str(folder), place=place
        )
        live.placement = await asyncio.to_thread(placement_of, live.contents, live.transfer, tools.system)
    except OSError as error:
        raise FolderUnusable(path=str(folder)) from error
    finally:
        is_partial = live.machine.phase is Phase.FAILED and not live.machine.own
        course.happens(live, Happening.RETRY_ASKED if is_partial else Happening.RECHECK_ASKED)
        course.dial(live)


async def _begin_elsewhere(live: Live, folder: Path, tools: Tools) -> None:
    """Note another folder for what has nothing on the disk yet."""
    try:
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(path=str(folder)) from error
    live.transfer = await tools.desk.run(tools.store.edit_transfer, live.share.share, folder=str(folder))


def _carry(old: Placement, contents: Contents, folder: Path, system: System, is_taken: IsTaken) -> str:
    """Move every file to a free name in `folder`, and return that name. Raises OSError, with nothing moved.

    Blocking.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = claim(contents, folder, system, is_taken)
    new = placement_of(contents, NewTransfer(folder=str(folder), role=Role.GET, place=name), system)
    pairs = [
        (here.disk, there.disk)
        for here, there in zip(old.files, new.files, strict=True)
        if here.disk.is_file() and not here.disk.is_symlink()
    ]
    copied: list[Path] = []
    try:
        for here, there in pairs:
            there.parent.mkdir(parents=True, exist_ok=True)
            copied.append(there)
            _put(here, there)
    except OSError:
        _take_away(copied, new.top)
        give_back(new)
        raise
    _take_away([here for here, _ in pairs], old.top)
    return name


def _put(here: Path, there: Path) -> None:
    """Have a file in a second place; on the same disk without a copy of what is in it."""
    try:
        there.unlink(missing_ok=True)
        there.hardlink_to(here)
    except OSError:  # another disk, or one that knows no such links
        shutil.copy2(here, there)


def _take_away(files: list[Path], top: Path) -> None:
    """Delete files and the folders that this leaves empty, `top` among them."""
    folders: set[Path] = set()
    for file in files:
        file.unlink(missing_ok=True)
        folders.update(parent for parent in file.parents if parent.is_relative_to(top))
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
