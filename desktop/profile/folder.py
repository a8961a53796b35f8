"""The folder of a profile: what is in it, its lock, and how to leave it as it was; any thread."""

import contextlib
import errno
import fnmatch
import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from filelock import BaseFileLock, FileLock, Timeout

from desktop.errors import NotAProfile, ProfileLocked, ProfileUnusable
from desktop.files import KEYS_FILE, holds_keys, previous_generation, sync_folder, trouble_of
from desktop.paths import LOG_FILE, WINDOW_FILE

LOCK_FILE: Final = "lock"
SETTINGS_FILE: Final = "settings.json"
STORE_FILE: Final = "store.db"

_STORE_PARTS: Final = f"{STORE_FILE}-*[lm]"  # SQLite's own: -wal, -shm, -journal
# Everything that Passalong makes in a profile folder, keys last: an erase that is cut short leaves a profile
# that opens, not somebody's records without their keys.
_OUR_FILES: Final = (
    STORE_FILE,
    _STORE_PARTS,
    f".{STORE_FILE}.*",
    f"{STORE_FILE}.of-v*",
    f"{STORE_FILE}.damaged-*",
    "node.json",
    ".node.json.*",
    "node.socket",
    f"{WINDOW_FILE}*",
    "running",
    f"{LOG_FILE}*",
    SETTINGS_FILE,
    f"{SETTINGS_FILE}.1",
    f".{SETTINGS_FILE}.*",
    f".{KEYS_FILE}.*",
    f"{KEYS_FILE}.1",
    KEYS_FILE,
)


_STAYING: Final = (WINDOW_FILE, LOG_FILE)


@contextlib.contextmanager
def unusable_on_trouble(folder: Path) -> Iterator[None]:
    """Turn what the system refuses inside the block into ProfileUnusable."""
    try:
        yield
    except OSError as error:
        raise ProfileUnusable(path=str(folder), why=trouble_of(error)) from error


def is_profile(folder: Path) -> bool:
    """Return whether somebody's keys are in `folder`."""
    keys_file = folder / KEYS_FILE
    return keys_file.exists() or previous_generation(keys_file).exists()


def holds_records(folder: Path) -> bool:
    """Return whether there is a store in `folder`, or a part of one: a log without its database counts."""
    return (folder / STORE_FILE).exists() or any(folder.glob(_STORE_PARTS))


def claim_folder(folder: Path, undo: ExitStack) -> BaseFileLock:
    """Make `folder` if need be and lock it. `undo` learns how to leave the disk as it was.

    Raises ProfileLocked or OSError.
    """
    _make_folder(folder, undo)
    lock_file = folder / LOCK_FILE
    made = not lock_file.exists()
    lock = FileLock(lock_file, mode=0o600, thread_local=False, blocking=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise ProfileLocked(path=str(folder)) from error
    if made:
        undo.callback(_release_and_remove, lock, lock_file)
    else:
        undo.callback(lock.release)
    # Looked at under the lock: nobody else's new files can be taken for ours.
    undo.callback(_remove_all_but, folder, frozenset(folder.iterdir()))
    return lock


def erase_profile(folder: Path) -> int:
    """Remove every file that Passalong made in `folder`; return how many there were.

    The folder goes too if nothing else is in it. Raises NotAProfile for a folder that holds other things,
    ProfileLocked or ProfileUnusable.
    """
    if not folder.is_dir():
        return 0
    with unusable_on_trouble(folder), ExitStack() as undo:
        if not holds_keys(folder):
            if any(folder.iterdir()):
                raise NotAProfile(path=str(folder))
            return 0
        lock = claim_folder(folder, undo)
        ours = _our_files(folder)
        for file in ours:
            file.unlink()
        sync_folder(folder)
        undo.pop_all()
        _release_and_remove(lock, folder / LOCK_FILE)
        _remove_if_empty(folder)
    return len(ours)


def put_aside(folder: Path) -> Path | None:
    """Move the profile in `folder`, whole or damaged, into a new folder beside it, and return which.

    What belongs to the window and the log stay. None if there is nothing. Raises ProfileLocked or
    ProfileUnusable, with all in its place.
    """
    if not folder.is_dir():
        return None
    with unusable_on_trouble(folder), ExitStack() as undo:
        lock = claim_folder(folder, undo)
        moving = [file for file in _our_files(folder) if not file.name.startswith(_STAYING)]
        if not moving:
            return None
        aside = _new_folder_beside(folder)
        undo.callback(_remove_if_empty, aside)
        for file in moving:  # the keys last, as when it is erased
            file.rename(aside / file.name)
            undo.callback((aside / file.name).rename, file)
        sync_folder(folder)
        undo.pop_all()
        lock.release()
    return aside


def put_back(folder: Path, aside: Path) -> None:
    """Move what `put_aside` has moved back to where it was."""
    with unusable_on_trouble(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        for file in _our_files(aside):  # the keys last
            file.rename(folder / file.name)
        sync_folder(folder)
    _remove_if_empty(aside)


def _new_folder_beside(folder: Path) -> Path:
    for number in itertools.count(1):
        aside = folder.with_name(f"{folder.name}-aside-{number}")
        with contextlib.suppress(FileExistsError):
            aside.mkdir(mode=0o700)
            return aside
    raise AssertionError


def _make_folder(folder: Path, undo: ExitStack) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
        undo.callback(_remove_if_empty, place)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _our_files(folder: Path) -> list[Path]:
    """Return our files in `folder` in the order in which to remove them; links count as themselves."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.is_dir(follow_symlinks=False))
    return [folder / name for pattern in _OUR_FILES for name in fnmatch.filter(names, pattern)]


def _remove_all_but(folder: Path, found: frozenset[Path]) -> None:
    for file in _our_files(folder):
        if file not in found:
            file.unlink(missing_ok=True)


def _release_and_remove(lock: BaseFileLock, lock_file: Path) -> None:
    if sys.platform == "win32":  # an open file cannot be removed there
        lock.release()
    with contextlib.suppress(OSError):
        lock_file.unlink(
            missing_ok=True
        )  # whoever waits on the file without a name sees that and takes a new one
    lock.release()


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
