"""Looking through what a person wants to share: which files there are, and which of them travel."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from desktop import limits
from desktop.errors import (
    KeysInside,
    NameNotText,
    NamesCollide,
    NothingToShare,
    PathMissing,
    PathUnreadable,
    TooMuchToShare,
)
from desktop.files import holds_keys
from desktop.net.torrent.names import collision_key, is_junk


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk and its path inside the share."""

    disk: Path
    path: str
    size: int
    changed: int


@dataclass(slots=True)
class Walked:
    """What was found. `left_out` are links and special files, `junk` what systems put beside files."""

    files: list[Found] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    """Folders that were left out too: whoever got them could be the person whose keys are in there."""
    junk: int = 0


def walk(items: tuple[str, ...], name: str) -> Walked:
    """Return every ordinary file in the order of its path; `name` is the folder that joins several items.

    Raises what `errors` lists for files that cannot be shared. Blocking.
    """
    prefix = "" if len(items) == 1 else f"{name}/"
    walked = Walked()
    for item in map(Path, sorted(items)):
        _refuse_keys(item)
        _look_at(item, prefix + _text_name(item), walked)
    walked.files.sort(key=lambda file: file.path.split("/"))
    if not any(file.size for file in walked.files):
        raise NothingToShare(path=items[0])
    _check_names([file.path for file in walked.files])
    return walked


def _refuse_keys(item: Path) -> None:
    """Raise KeysInside for a profile and for each of its files."""
    try:
        if holds_keys(item if item.is_dir() else item.parent):
            raise KeysInside(path=str(item))
    except OSError as error:
        raise PathUnreadable(path=str(item)) from error


def _look_at(disk: Path, path: str, walked: Walked) -> None:
    try:
        status = disk.lstat()
        if stat.S_ISREG(status.st_mode):
            walked.files.append(Found(disk, path, status.st_size, status.st_mtime_ns))
            if len(walked.files) > limits.TORRENT_FILES:
                raise TooMuchToShare(what="files", limit=limits.TORRENT_FILES)
        elif stat.S_ISDIR(status.st_mode):
            _look_into(disk, path, walked)
        else:  # a link may lead anywhere, and pipes and devices have no end
            walked.left_out.append(path)
    except FileNotFoundError as error:
        raise PathMissing(path=str(disk)) from error
    except OSError as error:
        raise PathUnreadable(path=str(disk)) from error


def _look_into(folder: Path, path: str, walked: Walked) -> None:
    if path.count("/") >= limits.TORRENT_DEPTH - 1:
        raise TooMuchToShare(what="depth", limit=limits.TORRENT_DEPTH)
    if holds_keys(folder):
        walked.profiles.append(path)
        return
    for child in folder.iterdir():
        if is_junk(child.name):  # only inside folders: whoever names such a file itself means it
            walked.junk += 1
        else:
            _look_at(child, f"{path}/{_text_name(child)}", walked)


def _text_name(path: Path) -> str:
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise NameNotText(path=os.fsencode(path).decode(errors="replace")) from error
    return path.name


def _check_names(paths: list[str]) -> None:
    """Refuse paths of which Windows or macOS could keep only one, folders among them."""
    seen: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            part = "/".join(parts[:end])
            other = seen.setdefault(collision_key(part), part)
            if other != part:
                raise NamesCollide(first=other, second=part)
