"""What lies at the places of files: no links that lead elsewhere, and nothing there that runs. Blocking.

A small race remains: between looking and libtorrent's own opening of a file, somebody who may write in the
same folder can still lay a link.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ANY_MAY_RUN: Final = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


@dataclass(frozen=True, slots=True)
class Placed:
    """One file: its index in the torrent, where it is to be on disk, its size in bytes."""

    index: int
    disk: Path
    size: int
    home: Path
    """The file or folder from which on a link is not ours to follow."""
    runs: bool = False
    """Whoever made the torrent marked it as a program."""


class Ways:
    """Looks along the ways to files, at each folder once."""

    def __init__(self) -> None:
        self._straight: dict[Path, bool] = {}

    def are_straight(self, files: Iterable[Placed]) -> bool:
        """Return whether no link is at any of the files or on the way there."""
        return all(self._is_straight(file.disk.parent, file) and not _is_link(file.disk) for file in files)

    def file_at(self, file: Placed) -> os.stat_result | None:
        """Return what the disk says of an ordinary file at its place, None if none is there."""
        try:
            status = file.disk.lstat()
        except (OSError, ValueError):  # names that no disk can hold: too long, or with a NUL byte
            return None
        plain = stat.S_ISREG(status.st_mode) and self._is_straight(file.disk.parent, file)
        return status if plain else None

    def _is_straight(self, folder: Path, file: Placed) -> bool:
        if file.disk == file.home or not folder.is_relative_to(file.home):
            return True
        known = self._straight.get(folder)
        if known is None:
            known = not _is_link(folder) and self._is_straight(folder.parent, file)
            self._straight[folder] = known
        return known


def lay(files: Iterable[Placed]) -> None:
    """Make those that are marked as programs, empty: libtorrent would make them so that they can be run.

    It leaves the mode of what is there alone, and does not let us see to it otherwise without another
    info-hash. Raises OSError.
    """
    for file in _programs(files):
        file.disk.parent.mkdir(parents=True, exist_ok=True)
        try:
            file.disk.touch(mode=0o666, exist_ok=False)  # less what the person's umask takes away
        except FileExistsError:
            _forbid_running(file.disk)


def forbid_running(files: Iterable[Placed]) -> None:
    """Take from those marked as programs what lets them be run. Raises OSError."""
    for file in _programs(files):
        _forbid_running(file.disk)


def take_up(files: Iterable[Placed]) -> None:
    """Remove what was laid and nothing came into, with the folders made for it. Raises OSError."""
    for file in _programs(files):
        status = Ways().file_at(file)
        if status is None or status.st_size:
            continue
        file.disk.unlink()
        with contextlib.suppress(OSError):  # until there is something else in one
            for folder in file.disk.parents:
                if folder == file.home:
                    break
                folder.rmdir()


def _programs(files: Iterable[Placed]) -> list[Placed]:
    return [file for file in files if file.runs] if sys.platform != "win32" else []


def _forbid_running(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISREG(mode) and mode & _ANY_MAY_RUN:
            os.fchmod(descriptor, stat.S_IMODE(mode) & ~_ANY_MAY_RUN)
    finally:
        os.close(descriptor)


def _is_link(path: Path) -> bool:
    return path.is_symlink() or path.is_junction()
