"""How a transfer sets out: just begun, or taken up by the next node."""

import asyncio

from desktop.errors import TorrentRefused
from desktop.net.torrent.adding import Job
from desktop.net.torrent.contents import read_contents
from desktop.net.torrent.placing import fingerprint
from desktop.node.transfers.amiss import gone
from desktop.node.transfers.course import Course
from desktop.node.transfers.learning import learn
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Happening, Phase
from desktop.node.transfers.placing import job_of, make_ready, placement_of
from desktop.node.transfers.tools import Tools
from desktop.reasons import NotWhatWasPromised
from desktop.share.shares import Progress


async def recall(live: Live, tools: Tools, course: Course) -> None:
    """Know again what is in it and where it lies."""
    if live.torrent is None:
        return
    try:
        contents = await asyncio.to_thread(read_contents, live.torrent)
    except TorrentRefused:
        course.happens(live, Happening.WENT_WRONG, NotWhatWasPromised())
        return
    learn(live, live.torrent, contents)
    if live.transfer.is_placed:
        await _place(live, tools)


async def take_up(
    live: Live, progress: Progress | None, tools: Tools, course: Course, *, clean: bool
) -> None:
    """Go on with what was recalled; `clean` says that the node before this one ended in order."""
    match live.machine.phase:
        case Phase.FAILED:
            pass
        case Phase.CHECKING:
            await _add_known(live, progress, tools, course, clean=clean)
        case _:
            await set_out(live, tools, course)


async def set_out(live: Live, tools: Tools, course: Course) -> None:
    """Begin with what is neither known to be here nor to be on its way."""
    match live.machine.phase:
        case Phase.PLACING:
            course.place(live)
        case Phase.CHECKING:  # just read, so it is whole
            await _place(live, tools)
            _add(live, job_of(live, whole=True), tools, course)
        case _:
            _add(live, job_of(live, whole=False), tools, course)
    course.dial(live)
    course.tell(live)


async def _place(live: Live, tools: Tools) -> None:
    live.placement = await asyncio.to_thread(placement_of, live.contents, live.transfer, tools.system)


async def _add_known(
    live: Live, progress: Progress | None, tools: Tools, course: Course, *, clean: bool
) -> None:
    if live.transfer.is_settled:
        missed = await asyncio.to_thread(gone, live)
        if missed is not None:  # there is nothing to compare, and libtorrent would lay out empty folders
            course.happens(live, Happening.WENT_WRONG, missed)
            return
        live.fingerprint = await asyncio.to_thread(fingerprint, live.wanted_places)
        trusted = progress is not None and progress.fingerprint == live.fingerprint
    else:
        trusted = clean
        live.is_unsure = not clean
    live.is_saved = trusted
    trouble = None if live.machine.own else await asyncio.to_thread(make_ready, live)
    if trouble is not None:
        course.happens(live, Happening.WENT_WRONG, trouble)
        return
    resume = progress.resume if progress and progress.resume else None
    whole = trusted and live.transfer.is_settled and live.wanted is None
    _add(live, job_of(live, whole=whole, resume=resume, recheck=not trusted), tools, course)
    course.dial(live)


def _add(live: Live, job: Job, tools: Tools, course: Course) -> None:
    try:
        tools.swarms.of(live.share).add(job)
    except TorrentRefused:
        course.happens(live, Happening.WENT_WRONG, NotWhatWasPromised())
