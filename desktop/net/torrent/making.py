"""The child process that reads a person's files and makes the torrent of them.

Hashing holds Python's lock (libtorrent's binding never lets go of it), so it runs beside the node, not inside
it. One job comes in on stdin as JSON, progress goes out on stdout as JSON lines, then one line with the
outcome, then the torrent's bytes. Ending the process cancels the job; nothing is written to disk.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import libtorrent as lt
import msgspec

from desktop import limits
from desktop.errors import (
    AppError,
    CannotCombine,
    ChangedWhileReading,
    PathUnreadable,
    TooMuchToShare,
)
from desktop.net.torrent.walking import Found, Walked, walk

SALT_KEY: Final = b"passalong"
"""Stands in the info dictionary of a torrent that must not be announced."""

_LEAST_PIECE: Final = 16 * limits.KIB  # what BEP 52 allows
_SMALL_PIECE: Final = 1 * limits.MIB
_PIECE: Final = 4 * limits.MIB
_LARGE_PIECE: Final = 16 * limits.MIB
_PROGRESS_STEPS: Final = 200


class Job(msgspec.Struct, frozen=True):
    """What to make: `items` are absolute paths; `name` is the folder that joins several of them."""

    items: tuple[str, ...]
    name: str
    hybrid: bool
    salt: bytes
    trackers: tuple[str, ...] = ()
    web_seeds: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True, tag="step"):
    """`done` of `total` bytes are read."""

    done: int
    total: int


class Made(msgspec.Struct, frozen=True, tag="made"):
    """The torrent's bytes (`length` of them) follow."""

    length: int
    left_out: int
    left_out_example: str
    profiles: tuple[str, ...]


class Unmade(msgspec.Struct, frozen=True, tag="unmade"):
    """The person's files cannot become a share."""

    kind: str
    data: dict[str, str | int]


Outcome = Step | Made | Unmade


def main() -> None:
    """Do the job on stdin."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    try:
        torrent, walked = _make(job)
    except AppError as error:
        _say(Unmade(error.kind, vars(error)))
        return
    except BrokenPipeError:  # the node is gone
        sys.exit(1)
    left_out = walked.left_out
    _say(Made(len(torrent), len(left_out), left_out[0] if left_out else "", tuple(walked.profiles)))
    sys.stdout.buffer.write(torrent)
    sys.stdout.buffer.flush()


def _make(job: Job) -> tuple[bytes, Walked]:
    walked = walk(job.items, job.name)
    if len(job.items) == 1:
        return _hash(job, walked.files, Path(job.items[0]).parent), walked
    with _scratch_folder() as scratch:
        _join(job, scratch)
        return _hash(job, walked.files, scratch), walked


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="passalong-", ignore_cleanup_errors=True)
    except OSError as error:
        raise PathUnreadable(path=error.filename or tempfile.gettempdir()) from error
    with folder as path:
        yield Path(path)


def _join(job: Job, scratch: Path) -> None:
    """Lay links to all items into one folder of the job's name."""
    joined = scratch / job.name
    try:
        joined.mkdir()
    except (OSError, ValueError) as error:  # a disk that is full, or a name that this one cannot hold
        raise PathUnreadable(path=str(joined)) from error
    try:
        for item in map(Path, job.items):
            (joined / item.name).symlink_to(item, target_is_directory=item.is_dir())
    except OSError as error:  # Windows without the right to make links
        raise CannotCombine from error


def _hash(job: Job, files: list[Found], parent: Path) -> bytes:
    total = sum(file.size for file in files)
    entries = [lt.create_file_entry(file.path, file.size) for file in files]
    made = lt.create_torrent(entries, _piece_length(total, len(files)), _format(job, files))
    for url in job.trackers:
        made.add_tracker(url)
    for url in job.web_seeds:
        made.add_url_seed(url)
    _read(made, parent, total, files)
    for file in files:
        _check_unchanged(file)
    contents = made.generate()
    if job.salt:  # an info-hash that nobody can work out from the files alone
        contents[b"info"][SALT_KEY] = job.salt
    contents.pop(b"creation date", None)
    torrent = bytes(lt.bencode(contents))
    if len(torrent) > limits.TORRENT_BYTES:
        raise TooMuchToShare(what="details", limit=limits.TORRENT_BYTES)
    return torrent


def _read(made: "lt.create_torrent", parent: Path, total: int, files: list[Found]) -> None:
    pieces = made.num_pieces()
    stride = max(pieces // _PROGRESS_STEPS, 1)

    def tell(piece: int) -> None:
        if piece % stride == 0:
            _say(Step(total * piece // pieces, total))

    try:
        lt.set_piece_hashes(made, str(parent), tell)
    except RuntimeError as error:
        for file in files:
            _check_unchanged(file)
        raise PathUnreadable(path=str(files[0].disk)) from error


def _check_unchanged(file: Found) -> None:
    try:
        status = file.disk.lstat()
    except OSError as error:
        raise ChangedWhileReading(path=str(file.disk)) from error
    if not os.access(file.disk, os.R_OK):
        raise PathUnreadable(path=str(file.disk))
    if (status.st_size, status.st_mtime_ns) != (file.size, file.changed):
        raise ChangedWhileReading(path=str(file.disk))


def _format(job: Job, files: list[Found]) -> int:
    # A v2 torrent of a folder with one file at its top is by definition that file alone (BEP 52): the name of
    # the folder would be lost. The hybrid form keeps it.
    lone_file_in_folder = len(files) == 1 and files[0].path.count("/") == 1
    return 0 if job.hybrid or lone_file_in_folder else int(lt.create_torrent.v2_only)


def _piece_length(total: int, files: int) -> int:
    """Return bytes: pieces grow with the whole, but not far beyond the size of a file.

    A hybrid fills the rest of each file's last piece with zeroes (BEP 47), which everybody has to hash.
    """
    most = _SMALL_PIECE if total <= limits.GIB // 2 else _PIECE if total <= 64 * limits.GIB else _LARGE_PIECE
    length = _LEAST_PIECE
    while length < min(most, total // max(files, 1)):
        length *= 2
    return length


def _say(message: Outcome) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(message) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
