"""Files of our own that must survive a crash at any moment, and whether there is a place for others."""

import contextlib
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

if sys.platform == "darwin":
    import fcntl

KEYS_FILE: Final = "keys"
"""In the profile folder: whoever has it is this person."""

_KEYS_MARK: Final = b"passalong-keys"
"""Stands near the beginning of every keys file."""

_TROUBLE: Final = {
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "read-only",
    errno.ENOTDIR: "not-a-folder",
    errno.EEXIST: "not-a-folder",  # what mkdir says of a file in its place
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",  # the file system or the account takes no file of this size
}


_WITHOUT_WAITING: Final[int] = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening a pipe else waits until somebody writes into it. The other is for Windows."""


def trouble_of(error: OSError) -> str:
    """Return no-permission, read-only, not-a-folder, disk-full, or for everything else disk-trouble."""
    return _TROUBLE.get(error.errno or 0, "disk-trouble")


def open_ordinary(path: Path) -> IO[bytes]:
    """Open a file for reading. Raises OSError, for pipes and devices too: they may have no end."""
    descriptor = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return os.fdopen(descriptor, "rb")


def holds_keys(folder: Path) -> bool:
    """Return whether the keys in `folder` are a profile's and not merely a file of that name.

    Raises OSError.
    """
    keys_file = folder / KEYS_FILE
    return any(_starts_as_keys(path) for path in (keys_file, previous_generation(keys_file)))


def write_atomically(path: Path, data: bytes, *, keep_previous: bool = True) -> None:
    """Replace `path` by `data` so that a crash leaves the old or the new content, never a mixture.

    The generation before stays beside it as `NAME.1`. The file is readable by this user only.
    Raises OSError, and `path` is then whole all the same.
    """
    with replacing(path, keep_previous=keep_previous) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path, *, keep_previous: bool = False) -> Iterator[IO[bytes]]:
    """Yield a file that becomes `path`, whole and on the disk, when the block ends; else it vanishes."""
    handle, scratch_name = tempfile.mkstemp(dir=path.parent, prefix=_scratch_prefix(path))  # mode 0600
    scratch = Path(scratch_name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            sync_file(file.fileno())
        if keep_previous:
            _keep_previous(path)
        scratch.replace(path)
        sync_folder(path.parent)
    finally:
        scratch.unlink(missing_ok=True)  # there only if it did not take its place


def previous_generation(path: Path) -> Path:
    return path.with_name(path.name + ".1")


def remove_leftovers(path: Path) -> None:
    """Remove what a crash in the middle of writing `path` left behind. Nobody else may be writing it now."""
    for scratch in path.parent.glob(_scratch_prefix(path) + "*"):
        scratch.unlink(missing_ok=True)


def standing_part(path: Path) -> Path | None:
    """Return the longest part of a path that is there; None if it may not even be looked into."""
    try:
        return next((part for part in (path, *path.parents) if part.exists()), None)
    except OSError:
        return None


def can_hold(folder: Path) -> bool:
    """Return whether files could be put there, without making it."""
    standing = standing_part(folder)
    return standing is not None and standing.is_dir() and os.access(standing, os.W_OK | os.X_OK)


def sync_file(descriptor: int) -> None:
    """Return once the file is on the disk itself."""
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync there stops at the drive's own cache
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` survive a power cut."""
    if sys.platform == "win32":
        return  # NTFS journals renames; a folder cannot be opened for fsync there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # network file systems that cannot sync folders
            raise
    finally:
        os.close(descriptor)


def _starts_as_keys(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return _KEYS_MARK in file.read(len(_KEYS_MARK) + 8)


def _scratch_prefix(path: Path) -> str:
    return f".{path.name}."


def _keep_previous(path: Path) -> None:
    """Give the current content a second name, so that `path` exists at every moment."""
    if not path.exists():
        return
    previous = previous_generation(path)
    previous.unlink(missing_ok=True)
    try:
        previous.hardlink_to(path)
    except OSError:  # a file system without hard links: a plain copy does as well
        with replacing(previous) as file:
            file.write(path.read_bytes())
