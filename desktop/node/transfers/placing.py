"""Deciding where what comes goes: names, room, and what lies there already. The engine hears of it here."""

import asyncio
import contextlib
import errno
import sys
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from desktop.errors import AppError, FilesKept
from desktop.net.torrent.adding import Job
from desktop.net.torrent.contents import Contents
from desktop.net.torrent.footing import Ways, lay, take_up
from desktop.net.torrent.names import System
from desktop.net.torrent.placing import (
    Placement,
    chosen,
    complete,
    delete_files,
    free_place,
    place_in_folder,
    place_items,
    place_own,
)
from desktop.net.torrent.status import missing_space, reason_of_error
from desktop.node.transfers.claims import IsTaken
from desktop.node.transfers.live import Live
from desktop.node.transfers.tools import Tools
from desktop.reasons import AnyReason, DiskFull, FilesChanged, NoPermission
from desktop.share.shares import Audience, NewShare, NewTransfer, Role, Transfer


class Ground(Enum):
    """What a new arrival finds at its place."""

    FREE = auto()
    SAME_SIZES = auto()
    """Files of these names and sizes: perhaps the very same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Something to share or to get. `mark` is the fingerprint of files that were just read."""

    share: NewShare
    transfer: NewTransfer
    torrent: bytes | None = None
    contents: Contents | None = None
    mark: bytes | None = None


def placement_of(contents: Contents | None, transfer: Transfer | NewTransfer, system: System) -> Placement:
    """Return where the files of a transfer are, once it is known what they are."""
    assert contents is not None
    if transfer.items:
        return place_items(contents, transfer.items)
    if transfer.role is Role.SHARE:
        return place_own(contents, Path(transfer.folder))
    return place_in_folder(contents, Path(transfer.folder), transfer.place, system)


def wanted_of(contents: Contents, transfer: Transfer, choice: bytes | None) -> frozenset[int] | None:
    """Return the indexes of the files that are wanted of a transfer, None if all are."""
    if choice is None or len(choice) != contents.entries:
        return chosen(contents, transfer.only)
    wanted = frozenset(file.index for file in contents.files if choice[file.index])
    return None if len(wanted) == len(contents.files) else wanted


def wanted_files(
    contents: Contents, transfer: Transfer, system: System, choice: bytes | None = None
) -> Placement:
    """Return where the files are that are wanted of a transfer."""
    placement, wanted = placement_of(contents, transfer, system), wanted_of(contents, transfer, choice)
    files = tuple(file for file in placement.files if wanted is None or file.index in wanted)
    return replace(placement, files=files)


def delete_wanted(
    contents: Contents, transfer: Transfer, system: System, choice: bytes | None = None
) -> None:
    """Delete what a transfer brought or shared. Raises FilesKept, OSError. Blocking."""
    kept = delete_files(wanted_files(contents, transfer, system, choice), transfer.settled)
    if kept:
        raise FilesKept(path=str(kept[0]))


def lies_there(live: Live, system: System) -> bool:
    """Return whether files of the same names and sizes are where a new arrival would go. Blocking."""
    assert live.contents is not None
    unplaced = replace(live.transfer, place=None)
    return complete(wanted_files(live.contents, unplaced, system, live.choice).files)


def claim(contents: Contents, folder: Path, system: System, is_taken: IsTaken) -> str:
    """Return a top name in `folder` that nothing had, and take it, so that no other transfer does. Blocking.

    Raises OSError.
    """
    while True:
        name = free_place(contents, folder, system, is_taken)
        try:
            if contents.is_folder:
                (folder / name).mkdir()
            else:
                (folder / name).touch(exist_ok=False)
        except FileExistsError:
            continue
        return name


def give_back(placement: Placement) -> None:
    """Let go of a place that was claimed and that nothing came into. Blocking."""
    with contextlib.suppress(OSError):  # it stays, if it must
        if any(_has_bytes(file.disk) for file in placement.files):
            take_up(placement.files)
        else:
            delete_files(placement, since=sys.maxsize)  # what was laid out: libtorrent's, too
        if placement.top.is_dir():
            placement.top.rmdir()  # refuses if there is anything in it
        elif placement.top.stat().st_size == 0:
            placement.top.unlink()


def _has_bytes(file: Path) -> bool:
    try:
        return file.lstat().st_size > 0
    except (OSError, ValueError):  # not there, or names that no disk can hold
        return False


def make_ready(live: Live) -> AnyReason | None:
    """Make the places ready that are wanted, return why nothing can be written there. Blocking."""
    if live.placement is None:
        return None
    if not Ways().are_straight(live.wanted_places):
        return FilesChanged(folder=str(live.placement.top), missing=live.wanted_size)
    try:
        lay(live.wanted_places)
    except OSError as error:
        return reason_of_error(error.errno or errno.EIO, str(error.filename), live.wanted_size)
    return None


def trouble_with(folder: Path, needed: int) -> AnyReason | None:
    """Return why `needed` bytes cannot go into `folder`, None if they can. Makes the folder. Blocking."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return NoPermission(path=str(folder))
    missing = missing_space(folder, needed)
    return DiskFull(folder=str(folder), missing=missing) if missing else None


def is_hushed(live: Live) -> bool:
    """Return whether what came by a public way was made to be got by link only: it is announced no more."""
    return live.contents is not None and live.contents.secret


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
        ranks=live.choice,
        announced=share.audience is Audience.PUBLIC and not is_hushed(live),
        whole=whole,
        recheck=recheck,
        read_only=live.machine.own,
        paused=transfer.paused,
        trackers=share.trackers,
        web_seeds=share.web_seeds,
    )


async def settle_place(live: Live, tools: Tools, is_taken: IsTaken, *, elsewhere: bool) -> Ground | AnyReason:
    """Choose the place, write it down, and return what is there, or why nothing can go there.

    What `is_taken` belongs to another transfer, even while nothing lies there.
    """
    assert live.contents is not None
    same_sizes = not elsewhere and await asyncio.to_thread(lies_there, live, tools.system)
    place = None if same_sizes else await asyncio.to_thread(_free_ground, live, tools.system, is_taken)
    if not isinstance(place, str | None):
        return place
    new = replace(live.transfer, place=place)
    placement = await asyncio.to_thread(placement_of, live.contents, new, tools.system)
    try:
        # Files that lay there before become the transfer's own only once they have proved to be the ones.
        live.transfer = await tools.desk.run(tools.store.edit_transfer, live.share.share, place=place)
    except AppError:
        if place is not None:
            await asyncio.to_thread(give_back, placement)
        raise
    live.placement = placement
    return Ground.SAME_SIZES if same_sizes else Ground.FREE


def _free_ground(live: Live, system: System, is_taken: IsTaken) -> str | AnyReason:
    """Return the top name taken for what comes, or why there is none. Blocking."""
    assert live.contents is not None
    folder = Path(live.transfer.folder)
    trouble = trouble_with(folder, live.wanted_size)
    if trouble is not None:
        return trouble
    try:
        return claim(live.contents, folder, system, is_taken)
    except OSError as error:
        return reason_of_error(error.errno or errno.EIO, str(error.filename or folder), live.wanted_size)
