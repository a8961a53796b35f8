"""From what the node wants to the parameters with which libtorrent adds a torrent."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libtorrent as lt

from desktop.net.torrent.contents import info_hashes

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a peer listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Job:
    """One torrent as the node wants it.

    `torrent` is None until its details are known. `names` says where each file lies under `folder` (or,
    absolute, elsewhere) when that is not where the torrent says. `wanted` are the indexes of chosen files,
    None for all; `ranks`, if given, says of every entry whether and how soon it is wanted.
    """

    key: bytes
    folder: Path
    infohash_v1: bytes | None
    infohash_v2: bytes | None
    torrent: bytes | None = None
    resume: bytes | None = None
    names: dict[int, str] | None = None
    wanted: frozenset[int] | None = None
    ranks: bytes | None = None
    announced: bool = False
    whole: bool = False
    """All of it is on disk and was checked: no need to look again."""
    recheck: bool = False
    """Look at all that is on disk, whatever `resume` says of it."""
    read_only: bool = False
    """The files are the person's own: serve them, never write into them."""
    paused: bool = False
    """Compare what is on disk and do nothing more."""
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()


def parameters_of(job: Job) -> Any:
    """Return libtorrent's `add_torrent_params` for a job.

    Nothing that a stranger put into a torrent decides whom we contact: trackers, web seeds and DHT nodes
    are the job's alone.
    """
    parameters = _base(job)
    # Until the details are known nothing may be written, not even the hard links by which libtorrent takes
    # files over from other torrents that the details name: there is no such thing as a file below this.
    parameters.save_path = os.devnull if job.torrent is None else str(job.folder)
    parameters.trackers = list(job.trackers)
    parameters.url_seeds = list(job.web_seeds)
    parameters.http_seeds = []
    parameters.dht_nodes = []
    parameters.flags = _flags(job)
    if job.torrent is not None:
        # libtorrent's own answer to names that collide is not ours.
        parameters.renamed_files = job.names or {}
    if job.torrent is not None and job.ranks is not None:
        parameters.file_priorities = list(job.ranks)
    elif job.torrent is not None and job.wanted is not None:
        parameters.file_priorities = priorities(parameters.ti.layout().num_files(), job.wanted)
    return parameters


def _base(job: Job) -> Any:
    if job.torrent is None:
        parameters = lt.add_torrent_params()
        parameters.info_hashes = info_hashes(job.infohash_v1, job.infohash_v2)
        return parameters
    loaded: Any = lt.load_torrent_buffer(job.torrent)
    if job.resume is not None:
        return _resumed(loaded, job.resume, recheck=job.recheck)
    if job.whole and not job.recheck:
        loaded.have_pieces = [True] * loaded.ti.num_pieces()
    return loaded


def _resumed(loaded: Any, resume: bytes, *, recheck: bool) -> Any:
    """Return what was saved, with the details of `loaded`; or `loaded` alone, trusting nothing."""
    try:
        parameters: Any = lt.read_resume_data(resume)
    except (RuntimeError, UnicodeError) as error:
        logger.warning("what was saved of a transfer is unreadable, which costs a check: %s", error)
        return loaded
    if parameters.info_hashes != loaded.ti.info_hashes():
        logger.warning("what was saved of a transfer belongs to another one, which costs a check")
        return loaded
    parameters.ti = loaded.ti  # all but the details was saved, the hash trees too
    # What is wanted is the job's to say: it may be more by now.
    parameters.file_priorities, parameters.piece_priorities = [], []
    if recheck:
        parameters.have_pieces, parameters.unfinished_pieces = [], {}
    return parameters


def parameters_anew(saved: bytes, info: Any, priorities: list[int] | None) -> Any:
    """Return parameters with which a torrent is compared anew from its first byte, writing nothing.

    `priorities` are those of its files, None if what was saved has them right.
    """
    parameters: Any = lt.read_resume_data(saved)
    parameters.ti = info
    parameters.piece_priorities = []  # they follow from those of the files
    if priorities is not None:
        parameters.file_priorities = priorities
    parameters.have_pieces, parameters.unfinished_pieces = [], {}
    kinds = lt.torrent_flags
    parameters.flags &= ~int(kinds.auto_managed | kinds.paused)
    parameters.flags |= int(kinds.upload_mode | kinds.duplicate_is_error)
    return parameters


def priorities(files: int, wanted: frozenset[int] | None) -> list[int]:
    """Return libtorrent's priority for each file: 4 is ordinary, 0 leaves it out."""
    return [4 if wanted is None or index in wanted else 0 for index in range(files)]


def _flags(job: Job) -> int:
    kinds = lt.torrent_flags
    # Without auto_managed, all torrents are compared at once after a start instead of a few at a time.
    flags = int(kinds.update_subscribe | kinds.apply_ip_filter | kinds.duplicate_is_error)
    flags |= int(kinds.override_trackers | kinds.override_web_seeds)
    if job.read_only:
        flags |= int(kinds.upload_mode)
    if job.torrent is None:
        flags |= int(kinds.default_dont_download)  # the node looks at the details before a file is made
    if not job.announced:
        flags |= int(kinds.disable_dht | kinds.disable_lsd | kinds.disable_pex)
    if job.paused:
        # A torrent that is paused is never compared with the disk, and any may have to be: that `resume` is
        # wrong is at times found only later.
        flags |= int(kinds.paused if job.torrent is None else kinds.stop_when_ready)
    return flags
